"""Plusieurs séances à la suite : chacune s'annonce à sa date, puis se déroule."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from coach.supervision.relecture import Relecture


@dataclass(frozen=True, order=True)
class Place:
    """Où l'on en est : la séance (de 0), et combien de ses moments sont vus.

    Le pas 0 est l'intercalaire : le titre, le jour, rien de la séance.
    """

    seance: int = 0
    pas: int = 0


@dataclass(frozen=True)
class Repere:
    """Un endroit où sauter ; `etape` est vide pour l'intercalaire d'une séance."""

    place: Place
    titre: str
    etape: str = ""


class Serie:
    """Des séances à relire dans cet ordre ; une seule, le plus souvent.

    Lève `ValueError` s'il n'y en a aucune.
    """

    def __init__(self, relectures: Sequence[Relecture]) -> None:
        if not relectures:
            raise ValueError("une série sans séance")
        self.relectures = tuple(relectures)

    @property
    def derniere(self) -> Place:
        """Le dernier moment de la dernière séance."""
        return Place(len(self.relectures) - 1, len(self.relectures[-1].moments))

    def relecture(self, place: Place) -> Relecture:
        """La séance où l'on est."""
        return self.relectures[place.seance]

    def apres(self, place: Place) -> Place:
        """Le moment d'après ; au bout d'une séance, l'intercalaire de la suivante."""
        if place.pas < len(self.relecture(place).moments):
            return Place(place.seance, place.pas + 1)
        return Place(place.seance + 1) if place.seance + 1 < len(self.relectures) else place

    def avant(self, place: Place) -> Place:
        """Le moment d'avant ; d'un intercalaire, la fin de la séance précédente."""
        if place.pas > 0:
            return Place(place.seance, place.pas - 1)
        if place.seance == 0:
            return place
        return Place(place.seance - 1, len(self.relectures[place.seance - 1].moments))

    def etape_voisine(self, place: Place, sens: int) -> Place:
        """Où commence l'étape d'après (`sens` 1), ou d'avant (-1) ; le bout s'il n'y en a plus."""
        places = [r.place for r in self.reperes]
        if sens > 0:
            rang = bisect_right(places, place)
            return places[rang] if rang < len(places) else self.derniere
        rang = bisect_left(places, place)
        return places[rang - 1] if rang else Place()

    @cached_property
    def reperes(self) -> tuple[Repere, ...]:
        """Chaque séance puis ses étapes, dans l'ordre où l'on y passe."""
        trouves: list[Repere] = []
        for rang, relue in enumerate(self.relectures):
            trouves.append(Repere(Place(rang), relue.titre))
            trouves += [Repere(Place(rang, e.debut + 1), e.titre, e.id) for e in relue.etapes]
        return tuple(trouves)
