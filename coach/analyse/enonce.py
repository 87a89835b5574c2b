"""Un énoncé : les mots d'un texte prêts à être lus, et qui les dit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from coach.analyse.discours import PAROLES, PENSEES, PROJETS, dater, marquer, voiler
from coach.analyse.jetons import Jeton, jetons

Etendue = tuple[int, int]
_REMARQUEES = PAROLES | PENSEES | PROJETS


@dataclass(slots=True)
class Enonce:
    """Des mots, ce qui y est dit ou pensé marqué."""

    mots: list[Jeton]
    paroles: list[Etendue]
    """Les rangs du verbe de parole et de ce qui l'introduit."""
    cites: Sequence[bool]
    """Pour chaque mot ; vide si aucun ne l'est."""
    rapportes: Sequence[bool]
    """De même."""

    def extrait(self, a: int, b: int) -> "Enonce":
        """Les mots `a` à `b` (exclu), comptés depuis zéro."""
        paroles = [(x - a, y - a) for x, y in self.paroles if a <= x and y < b]
        return Enonce(self.mots[a:b], paroles, self.cites[a:b], self.rapportes[a:b])


def preparer(texte: str) -> Enonce:
    """Découpe un texte NFC en mots, et y marque ce qui est dit ou pensé."""
    mots = jetons(texte)
    parlent = _parlantes()
    presentes = frozenset().union(*{parlent[m.etiquettes] for m in mots})
    paroles = marquer(mots) if presentes & PAROLES else []
    if presentes & PENSEES:
        voiler(mots)
    if presentes & PROJETS:
        dater(mots)
    cites = [m.cite for m in mots]
    return Enonce(
        mots,
        paroles,
        cites if True in cites else (),
        [m.rapporte for m in mots] if presentes else (),
    )


class _Parlantes(dict[frozenset[str], frozenset[str]]):
    """Parmi les étiquettes d'un mot, celles qui peuvent faire parler quelqu'un."""

    def __missing__(self, etiquettes: frozenset[str]) -> frozenset[str]:
        rendu = self[etiquettes] = etiquettes & _REMARQUEES
        return rendu


@cache
def _parlantes() -> _Parlantes:
    return _Parlantes()
