"""Ranger les compétences d'un référentiel d'après un texte.

Trois voix : le profil de thèmes du texte, les situations propres à la compétence, et les mots de
ses énoncés. La somme passe par une exponentielle normalisée, puis par la quantité d'indices du
texte : `score` est la part de ce que dit le texte qui revient à la compétence.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from coach.liens.index import Index, index_de
from coach.liens.lexique import Occurrence
from coach.liens.mots import Mot
from coach.liens.suggestion import HORS_THEME, Raison, Suggestion
from coach.modeles.referentiel import Referentiel
from coach.modeles.texte import nfc

_VOIX_DES_SITUATIONS = 3.0
_VOIX_DES_ENONCES = 0.3
_INDICES_POUR_Y_CROIRE = 3.0
"""Quantité d'indices (poids cumulés) à laquelle un texte parle aux deux tiers."""

SEUIL_D_INDICES = 1.2
"""Au-dessous (à peine un mot rare, ou deux mots courants), le texte ne suggère rien."""

SEUIL_DE_DENSITE = 0.05
"""Indices par mot plein au-dessous desquels un texte long parle d'autre chose que du métier."""

SEUIL_DE_PART = 0.25
"""Une compétence doit dépasser cette fraction d'une part égale (1 / nombre de compétences)."""

RAISONS_AU_PLUS = 8

_VOIX_MINIMALE = 1.0
"""Poids d'un thème à partir duquel ses mots comptent comme raison pour une compétence."""


@dataclass(frozen=True)
class Releve:
    """Ce qu'on a relevé dans un texte : occurrences, thèmes et situations cumulés, mots."""

    occurrences: tuple[Occurrence, ...]
    mots: tuple[Mot, ...]
    themes: Mapping[str, float]
    situations: Mapping[str, float]
    quantite: float


def relier(texte: str, referentiel: Referentiel, n: int = 5) -> tuple[Suggestion, ...]:
    """Les `n` compétences, au plus, que le texte évoque, par score décroissant.

    Les étendues des raisons comptent les points de code du texte NFC. Moins de `n` suggestions,
    ou aucune, quand le texte ne parle pas assez (`SEUIL_D_INDICES`, `SEUIL_DE_DENSITE`,
    `SEUIL_DE_PART`).
    Lève les erreurs de lecture de `coach.liens.index.index_de` si une donnée livrée est abîmée.
    """
    if n <= 0 or not texte.strip():
        return ()
    index = index_de(referentiel)
    releve = relever(nfc(texte), index)
    pleins = sum(not m.petit for m in releve.mots)
    if releve.quantite < max(SEUIL_D_INDICES, SEUIL_DE_DENSITE * pleins):
        return ()
    titres = {c.code: c.titre for c in referentiel.competences}
    suggestions: list[Suggestion] = []
    for code, score in classer(releve, index, list(titres)):
        if len(suggestions) == n or score * len(titres) < SEUIL_DE_PART:
            break
        raisons = _raisons(code, releve, index)
        if code in releve.situations or _themes_en_parlent(raisons):
            suggestions.append(
                Suggestion(
                    referentiel=referentiel.id,
                    code=code,
                    titre=titres[code],
                    score=round(score, 4),
                    raisons=raisons,
                )
            )
    return tuple(suggestions)


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


def _raisons(code: str, releve: Releve, index: Index) -> tuple[Raison, ...]:
    """Les mots qui parlent pour cette compétence, les plus forts, sans recouvrement."""
    candidates = [
        (force, o.debut, o.fin, theme)
        for o in releve.occurrences
        if (trouvee := _theme_et_force(code, o.entree, index)) is not None
        for theme, force in [trouvee]
    ]
    candidates.extend(
        (0.0, m.debut, m.fin, HORS_THEME)
        for m in releve.mots
        if index.enonces.propre(m.racine, code)
    )
    gardees: list[Raison] = []
    for _, debut, fin, theme in sorted(candidates, key=lambda c: (-c[0], c[1] - c[2], c[1])):
        if len(gardees) == RAISONS_AU_PLUS:
            break
        if all(fin <= g.debut or debut >= g.fin for g in gardees):
            gardees.append(Raison(debut=debut, fin=fin, theme=theme))
    return tuple(sorted(gardees, key=lambda r: r.debut))


def _themes_en_parlent(raisons: tuple[Raison, ...]) -> bool:
    """Faute de situation propre à la compétence, il faut deux raisons venues d'un thème."""
    return sum(r.theme != HORS_THEME for r in raisons) >= 2


def _theme_et_force(code: str, entree: str, index: Index) -> tuple[str, float] | None:
    """Le thème par lequel une entrée parle pour une compétence, et avec quelle force."""
    cible = index.cibles[entree]
    if code in cible.situations:
        return cible.situations[code], 10 * cible.poids
    voix = [(index.poids.themes.get(t, {}).get(code, 0.0), t) for t in cible.themes]
    poids, theme = max(voix, default=(0.0, ""))
    return (theme, poids * cible.poids) if poids > _VOIX_MINIMALE else None
