"""Les graphes du portfolio en texte : une phrase par ligne, sans dessin."""

from collections.abc import Iterable, Iterator

from coach.carnet import Carnet
from coach.cli.portfolio.texte import plier
from coach.exposition import textes
from coach.exposition.graphes import immediats
from coach.exposition.points import Graphe
from coach.portfolio import Filtres, Portfolio
from coach.portfolio.seances import seances_lues


def graphes(carnet: Carnet, vu: Portfolio, filtres: Filtres) -> list[Graphe]:
    """Tous les graphes, ceux qui relisent les textes compris. Lève les erreurs du carnet."""
    lues = list(seances_lues(carnet, filtres))
    return [*immediats(carnet, vu, filtres), *textes.relus(lues)]


def lignes(tous: Iterable[Graphe]) -> Iterator[str]:
    """Chaque graphe : son titre, comment le lire, ses phrases."""
    for graphe in tous:
        yield ""
        yield from plier(graphe.titre)
        yield from plier(graphe.note if graphe.points else graphe.vide, 2)
        for point in graphe.points:
            yield from plier(point.phrase, 2)
