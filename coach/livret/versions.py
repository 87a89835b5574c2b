"""Comparer deux états d'un livret, passage par passage."""

from dataclasses import dataclass
from typing import Literal

from coach.livret.genre import Genre
from coach.livret.repli import Livret, Passage

Sens = Literal["ajoute", "retire", "recrit", "deplace", "preuves"]


@dataclass(frozen=True, slots=True)
class Changement:
    """Un passage qui n'est plus pareil ; `avant` ou `apres` manque s'il est venu ou parti.

    `preuves` : le texte est le même, les preuves liées ont changé.
    """

    sens: Sens
    partie: str
    avant: Passage | None = None
    apres: Passage | None = None


def comparer(avant: Livret, apres: Livret, genre: Genre) -> tuple[Changement, ...]:
    """Ce qui change de l'un à l'autre, dans l'ordre du second, puis ce qui en est parti."""
    anciens = {p.id: p for p in avant.ranges(genre)}
    changements: list[Changement] = []
    for neuf in apres.ranges(genre):
        ancien = anciens.pop(neuf.id, None)
        sens = _sens(ancien, neuf)
        if sens is not None:
            changements.append(Changement(sens, neuf.partie, ancien, neuf))
    changements += [Changement("retire", p.partie, p) for p in anciens.values()]
    return tuple(changements)


def _sens(ancien: Passage | None, neuf: Passage) -> Sens | None:
    if ancien is None:
        return "ajoute"
    if ancien.texte != neuf.texte:
        return "recrit"
    if ancien.partie != neuf.partie:
        return "deplace"
    return "preuves" if ancien.preuves != neuf.preuves else None
