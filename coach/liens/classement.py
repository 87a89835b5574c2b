"""Ranger les compétences d'un référentiel d'après un texte.

Trois voix : le profil de thèmes du texte, les situations propres à la compétence, et les mots de
ses énoncés. La somme passe par une exponentielle normalisée, puis par la quantité d'indices du
texte : `score` est la part de ce que dit le texte qui revient à la compétence.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from coach.liens.index import Index
from coach.liens.lexique import Occurrence
from coach.liens.mots import Mot

_VOIX_DES_SITUATIONS = 2.5
_VOIX_DES_ENONCES = 0.8
_INDICES_POUR_Y_CROIRE = 3.0
"""Quantité d'indices (poids cumulés) à laquelle un texte parle aux deux tiers."""


@dataclass(frozen=True)
class Releve:
    """Ce qu'on a relevé dans un texte : occurrences, thèmes et situations cumulés, mots."""

    occurrences: tuple[Occurrence, ...]
    mots: tuple[Mot, ...]
    themes: Mapping[str, float]
    situations: Mapping[str, float]
    quantite: float


def relever(texte: str, index: Index) -> Releve:
    """Les indices d'un texte NFC ; une entrée répétée compte un peu plus, jamais le double."""
    suite = index.lexique.corriges(texte)
    occurrences = tuple(index.lexique.occurrences(suite))
    themes: defaultdict[str, float] = defaultdict(float)
    situations: defaultdict[str, float] = defaultdict(float)
    quantite = 0.0
    for entree, fois in Counter(o.entree for o in occurrences).items():
        cible = index.cibles[entree]
        poids = cible.poids * (1 + 0.3 * math.log(fois))
        quantite += cible.poids
        for theme in cible.themes:
            themes[theme] += poids / math.sqrt(len(cible.themes))
        for code in cible.situations:
            situations[code] += poids / math.sqrt(len(cible.situations))
    return Releve(occurrences, tuple(suite), themes, situations, quantite)


def profil(releve: Releve) -> dict[str, float]:
    """La part de chaque thème dans le texte, ramenée à une longueur de 1 (norme euclidienne)."""
    norme = math.sqrt(sum(v * v for v in releve.themes.values()))
    return {t: v / norme for t, v in releve.themes.items()} if norme else {}


def classer(releve: Releve, index: Index, codes: list[str]) -> list[tuple[str, float]]:
    """Les compétences et leur part, par part décroissante puis dans l'ordre de `codes`.

    Les parts sont dans [0, 1] et leur somme ne dépasse pas 1.
    """
    forces = _forces(releve, index, codes)
    plus_forte = max(forces.values(), default=0.0)
    exposants = {code: math.exp(force - plus_forte) for code, force in forces.items()}
    total = sum(exposants.values()) or 1.0
    confiance = 1 - math.exp(-releve.quantite / _INDICES_POUR_Y_CROIRE)
    parts = [(code, confiance * valeur / total) for code, valeur in exposants.items()]
    return sorted(parts, key=lambda p: -p[1])


def _forces(releve: Releve, index: Index, codes: list[str]) -> dict[str, float]:
    themes = profil(releve)
    enonces = index.enonces.scores(m.racine for m in releve.mots if not m.petit)
    plus_haut = max(enonces.values(), default=0.0) or 1.0
    return {
        code: index.poids.biais.get(code, 0.0)
        + sum(part * index.poids.themes.get(t, {}).get(code, 0.0) for t, part in themes.items())
        + _VOIX_DES_SITUATIONS * math.log1p(releve.situations.get(code, 0.0))
        + _VOIX_DES_ENONCES * enonces[code] / plus_haut
        for code in codes
    }
