"""Ce qui, dans un texte, parle pour une compétence : ses mots, leur thème, leur force."""

import math
from dataclasses import dataclass

from coach.liens.classement import Releve
from coach.liens.index import Cible, Index
from coach.liens.suggestion import HORS_THEME

_FORCE_D_UNE_SITUATION = 3.0
"""Force de l'entrée rare qui n'est la situation que d'une compétence."""

_FORCE_D_UN_ENONCE = 0.7

_VOIX_D_UN_THEME_PORTE = 1.0
_VOIX_D_UN_AUTRE_THEME = 1.5
"""Poids d'un thème à partir duquel ses mots comptent pour une compétence : celui qu'elle porte, ou
un autre que les récits en ont rapproché."""


@dataclass(frozen=True, slots=True)
class Indice:
    """Des mots du texte (points de code, fin exclue) et ce qu'ils pèsent pour une compétence."""

    debut: int
    fin: int
    theme: str
    force: float


def indices(code: str, releve: Releve, index: Index) -> list[Indice]:
    """Les indices d'une compétence, le plus fort d'abord, sans recouvrement ni redite.

    Un mot y compte par une situation de la compétence, un thème qu'elle porte, un thème que les
    récits étiquetés en rapprochent nettement, ou un mot de ses énoncés.
    """
    candidats = [
        (Indice(o.debut, o.fin, theme, force), o.entree)
        for o in releve.occurrences
        if (trouvee := _theme_et_force(code, index.cibles[o.entree], index)) is not None
        for theme, force in [trouvee]
    ]
    candidats.extend(
        (Indice(m.debut, m.fin, HORS_THEME, _FORCE_D_UN_ENONCE), m.racine)
        for m in releve.mots
        if index.enonces.propre(m.racine, code)
    )
    candidats.sort(key=lambda c: (-c[0].force, c[0].debut - c[0].fin, c[0].debut))
    gardes: list[Indice] = []
    dits: set[str] = set()
    for indice, dit in candidats:
        if dit not in dits and all(indice.fin <= g.debut or indice.debut >= g.fin for g in gardes):
            gardes.append(indice)
            dits.add(dit)
    return gardes


def _theme_et_force(code: str, cible: Cible, index: Index) -> tuple[str, float] | None:
    """Le thème par lequel une entrée parle pour une compétence, et avec quelle force."""
    if code in cible.situations:
        partage = math.sqrt(len(cible.situations))
        return cible.situations[code], _FORCE_D_UNE_SITUATION * cible.poids / partage
    portes = index.portes[code]
    voix = [
        (poids, theme)
        for theme in cible.themes
        if (poids := index.poids.themes.get(theme, {}).get(code, 0.0))
        > (_VOIX_D_UN_THEME_PORTE if theme in portes else _VOIX_D_UN_AUTRE_THEME)
    ]
    if not voix:
        return None
    poids, theme = max(voix)
    return theme, poids * cible.poids / math.sqrt(len(cible.themes))
