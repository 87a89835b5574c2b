"""Le rythme d'une séance qui se déroule seule : le temps de lire, jamais moins."""

from coach.supervision.relecture import Moment

MOTS_PAR_MINUTE = (90, 130, 180, 240)
"""Les vitesses offertes, de la plus lente à la plus vive. Un adulte lit pour soi 238 mots par
minute en moyenne, 183 à voix haute (Brysbaert, 2019, Journal of Memory and Language 109 ; textes
anglais)."""

HABITUELLE = 1
"""Le rang de la vitesse d'abord : de quoi lire à plusieurs, sur un écran projeté."""

_AU_MOINS = 2.5
_AU_PLUS = 90.0
_POUR_CHERCHER = 1.0
"""Secondes : le plus court, le plus long, et de quoi trouver où lire."""


def duree(moment: Moment | None, vitesse: int) -> float:
    """Les secondes qu'un moment reste avant que le suivant vienne ; `None` : un intercalaire."""
    if moment is None:
        return 2 * _AU_MOINS
    mots = len(" ".join((moment.texte, moment.detail, *moment.options)).split())
    secondes = _POUR_CHERCHER + 60 * mots / MOTS_PAR_MINUTE[vitesse]
    return min(_AU_PLUS, max(_AU_MOINS, secondes))


def vitesse_voisine(vitesse: int, sens: int) -> int:
    """La vitesse d'à côté, sans sortir de celles qui sont offertes."""
    return min(max(vitesse + sens, 0), len(MOTS_PAR_MINUTE) - 1)
