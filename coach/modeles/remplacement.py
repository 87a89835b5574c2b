"""Un texte où des passages ont été remplacés, et où chaque autre passage s'y retrouve."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, order=True)
class Coupe:
    """Une étendue du texte d'avant (points de code) et ce qui prend sa place."""

    debut: int
    fin: int
    neuf: str


@dataclass(frozen=True)
class Remplace:
    """Un texte et ses coupes, en ordre, sans recouvrement."""

    avant: str
    coupes: tuple[Coupe, ...]

    @cached_property
    def apres(self) -> str:
        """Le texte remplacé."""
        morceaux, place = [], 0
        for coupe in self.coupes:
            morceaux += [self.avant[place : coupe.debut], coupe.neuf]
            place = coupe.fin
        return "".join([*morceaux, self.avant[place:]])

    def etendue(self, debut: int, fin: int) -> tuple[int, int]:
        """La place nouvelle de [debut, fin) ; une coupe entamée est prise en entier."""
        return self._place(debut, vers_la_fin=False), self._place(fin, vers_la_fin=True)

    def _place(self, place: int, *, vers_la_fin: bool) -> int:
        rang = bisect_right(self.coupes, place, key=lambda c: c.debut)
        avant = self.coupes[: max(0, rang - 1)]
        decalage = sum(len(c.neuf) - (c.fin - c.debut) for c in avant)
        if not rang:
            return place
        coupe = self.coupes[rang - 1]
        if place >= coupe.fin:
            return place + decalage + len(coupe.neuf) - (coupe.fin - coupe.debut)
        if vers_la_fin and place > coupe.debut:
            return coupe.debut + decalage + len(coupe.neuf)
        return coupe.debut + decalage
