"""La largeur des colonnes : celle qui fut demandée, sans qu'aucun mot ne s'écrase."""

import re
from collections.abc import Sequence

_PAGE = 90
"""Lettres que tient une ligne de tableau, dans la plus étroite des formes imprimées."""

_MARGE = 3
"""Lettres que prennent les marges d'une case."""

_MOTS = range(17, 7, -1)
"""Lettres au-delà desquelles un mot peut se couper ; moins quand les colonnes sont nombreuses."""

_SERREE = 0.72
"""Part de la page que les mots longs peuvent prendre aux colonnes qui disent davantage."""


def parts(demandees: Sequence[int], colonnes: Sequence[Sequence[str]]) -> list[float]:
    """La part de chaque colonne (leur somme vaut 100), où tient son plus long mot.

    `demandees` : les parts voulues ; `colonnes` : les textes de chacune, titre compris.
    """
    minima = _minima(colonnes)
    page = max(_PAGE, sum(minima))
    etroites: set[int] = set()
    largeurs = [0.0] * len(minima)
    while True:
        libre = page - sum(minima[rang] for rang in etroites)
        poids = sum(part for rang, part in enumerate(demandees) if rang not in etroites)
        for rang, part in enumerate(demandees):
            largeurs[rang] = minima[rang] if rang in etroites else libre * part / poids
        trop = {rang for rang, large in enumerate(largeurs) if large < minima[rang] - 1e-9}
        if not trop - etroites:
            return [round(100 * large / sum(largeurs), 2) for large in largeurs]
        etroites |= trop


def _minima(colonnes: Sequence[Sequence[str]]) -> list[float]:
    longueurs = [
        max((len(mot) for texte in textes for mot in re.split(r"[ \n/-]", texte)), default=0)
        for textes in colonnes
    ]
    minima: list[float] = []
    for mot in _MOTS:
        minima = [min(longueur, mot) + _MARGE for longueur in longueurs]
        if sum(minima) <= _PAGE * _SERREE:
            break
    return minima
