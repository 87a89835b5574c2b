"""Tout ce qu'il faut savoir d'un référentiel pour relier un texte, préparé une fois."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.liens.enonces import Enonces
from coach.liens.entrees import Entree, entree
from coach.liens.lexique import Lexique
from coach.liens.poids import Poids, charger_frequences, charger_ordinaires, charger_poids
from coach.liens.situations import Situations, charger_situations
from coach.modeles.referentiel import Referentiel, Theme
from coach.referentiels.themes import charger_themes

_FREQUENCE_PLANCHER = 0.05
"""Au-dessous, un mot est assez rare pour ne plus rien gagner à l'être davantage."""

_POIDS_D_UN_MOT_SEUL = 0.7
"""Un mot a plusieurs sens (« sourde », « bras »), une tournure n'en a guère qu'un."""

_POIDS_D_UN_THEME_PORTE = 2.0


@dataclass(frozen=True)
class Cible:
    """Ce qu'évoque une entrée : thèmes, compétences (et le thème qui l'explique), poids."""

    themes: tuple[str, ...]
    situations: Mapping[str, str]
    poids: float


@dataclass(frozen=True)
class Index:
    """Le vocabulaire compilé d'un référentiel et le poids de chaque thème par compétence."""

    lexique: Lexique
    enonces: Enonces
    cibles: Mapping[str, Cible]
    poids: Poids
    portes: Mapping[str, frozenset[str]]
    """Les thèmes que porte chaque compétence, d'après son référentiel."""


@lru_cache(maxsize=16)
def index_de(referentiel: Referentiel) -> Index:
    """L'index d'un référentiel, gardé en mémoire.

    Lève `ThemesInvalides`, `SituationsInvalides` ou `PoidsInvalides`.
    """
    return preparer(
        referentiel,
        themes=charger_themes(),
        situations=charger_situations(referentiel.id),
        poids=charger_poids(referentiel.id),
        frequences=charger_frequences(),
        ordinaires=charger_ordinaires(),
    )


def preparer(
    referentiel: Referentiel,
    *,
    themes: Sequence[Theme],
    situations: Situations,
    poids: Poids | None,
    frequences: Mapping[str, float],
    ordinaires: frozenset[str] = frozenset(),
) -> Index:
    """Compile un index ; sans poids appris, un thème compte pour les compétences qui le portent.

    `ordinaires` : racines de mots que tout récit emploie, où les énoncés ne disent rien.
    """
    premieres: dict[tuple[str, ...], str] = {}
    themes_de: dict[str, list[str]] = {}
    for theme in themes:
        for ecrite in theme.mots:
            choisie = premieres.setdefault(entree(ecrite).motif, ecrite)
            themes_de.setdefault(choisie, []).append(theme.id)
    situations_de: dict[str, dict[str, str]] = {}
    for code, par_theme in situations.items():
        for theme_id, entrees in par_theme.items():
            for ecrite in entrees:
                choisie = premieres.setdefault(entree(ecrite).motif, ecrite)
                situations_de.setdefault(choisie, {}).setdefault(code, theme_id)
    cibles = {
        choisie: Cible(
            tuple(dict.fromkeys(themes_de.get(choisie, ()))),
            situations_de.get(choisie, {}),
            _poids_de(entree(choisie), frequences.get(choisie, 0.0)),
        )
        for choisie in premieres.values()
    }
    return Index(
        lexique=Lexique(cibles, Enonces.formes(referentiel)),
        enonces=Enonces(referentiel, ordinaires),
        cibles=cibles,
        poids=poids or poids_portes(referentiel),
        portes={c.code: frozenset(c.themes) for c in referentiel.competences},
    )


def _poids_de(lue: Entree, frequence: float) -> float:
    """Ce que pèse une entrée : d'autant plus qu'elle est rare, et qu'elle a plusieurs mots."""
    rarete = -math.log(max(frequence, _FREQUENCE_PLANCHER)) / 3
    return rarete * (_POIDS_D_UN_MOT_SEUL if lue.seule else 1.0)


def poids_portes(referentiel: Referentiel) -> Poids:
    """Sans apprentissage : un thème compte pour qui le porte, d'autant plus qu'il est rare."""
    portes = Counter(t for c in referentiel.competences for t in c.themes)
    combien = len(referentiel.competences) + 1
    themes: dict[str, dict[str, float]] = {t: {} for t in portes}
    for competence in referentiel.competences:
        for theme in competence.themes:
            rarete = math.log(combien / portes[theme])
            themes[theme][competence.code] = _POIDS_D_UN_THEME_PORTE * rarete
    return Poids({}, themes)
