"""Les éléments de réflexion d'une séance : présents, avec leurs extraits, ou pas encore vus.

Définition : ceux de `coach.analyse.elements`, au plus un par genre et par phrase. Aucun niveau ni
aucun total : les lecteurs s'accordent sur des éléments mieux que sur des niveaux (Wong).
"""

from collections.abc import Iterable
from typing import NamedTuple

from coach.analyse import elements, genres
from coach.modeles.lecture import Lecture
from coach.scoring.separation import Passage


class ReponseLue(NamedTuple):
    """Une réponse et sa lecture."""

    etape: str
    reponse: str
    texte: str
    lecture: Lecture


class Presence(NamedTuple):
    """Un genre d'élément (`causes`, `propre_part`…), son nom, et où il se voit."""

    genre: str
    nom: str
    passages: tuple[Passage, ...]


def reflexion(reponses: Iterable[ReponseLue]) -> tuple[Presence, ...]:
    """Tous les genres, dans l'ordre où on les montre ; sans passage, il n'est pas encore vu."""
    trouves: dict[str, list[Passage]] = {genre: [] for genre in genres()}
    for lue in reponses:
        for e in elements(lue.texte, lue.lecture):
            trouves[e.genre].append(
                Passage(lue.etape, lue.reponse, e.debut, e.fin, lue.texte[e.debut : e.fin])
            )
    return tuple(Presence(g, nom, tuple(trouves[g])) for g, nom in genres().items())
