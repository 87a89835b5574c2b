"""Les morceaux de mots sans lesquels une expression ne peut rien reconnaître.

Les chercher d'abord évite d'essayer des centaines d'expressions sur un texte qui n'en contient
aucune, et de compiler celles qui ne servent jamais.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

_UNITE = re.compile(
    r"""(?P<regard>\(\?<?[=!])      # ce qui précède ou suit, sans en faire partie
      | (?P<groupe>\(\?:|\()
      | \{(?P<renvoi>[a-z_]+)\}
      | (?P<lettres>\w+(?=\w[?*+{])|\w+(?![?*+{\w])|\w)
      | \[\^?\]?(?:\\.|[^\]\\])*\]  # une lettre parmi d'autres
      | \\x[0-9a-f]{2} | \\.
      | [^()|]""",
    re.VERBOSE,
)
_REPETITION = re.compile(r"(?:[?*+]|\{(?P<min>\d*)(?:,\d*)?\})[?+]?")
_MOT = re.compile(r"\w+")
_MORCEAU = 3
"""Plus court, un morceau est dans presque tous les textes : il n'en écarte aucun."""

Ancres = frozenset[str]
"""Des morceaux de mots dont un au moins figure dans tout ce qui est reconnu."""


_Appele = TypeVar("_Appele")


class Repertoire(Generic[_Appele]):
    """Ce que des ancres appellent, retrouvé par les morceaux de mots d'un texte."""

    def __init__(self, entrees: Iterable[tuple[tuple[Ancres, ...], _Appele]]) -> None:
        self._entrees = tuple(entrees)
        self._par_morceau: dict[str, list[int]] = defaultdict(list)
        self._toujours: list[int] = []
        for rang, (attendues, _) in enumerate(self._entrees):
            for morceau in max(attendues, key=_force, default=()):
                self._par_morceau[morceau].append(rang)
            if not attendues:
                self._toujours.append(rang)
        connus = frozenset(m for attendues, _ in self._entrees for a in attendues for m in a)
        self._morceaux = lru_cache(maxsize=8192)(lambda mot: _morceaux(mot, connus))

    def appeles(self, texte: str) -> Iterator[_Appele]:
        """Ce que le texte peut appeler, dans l'ordre ; le reste n'y serait sûrement pas reconnu."""
        presents = frozenset[str]().union(*map(self._morceaux, _MOT.findall(texte)))
        rangs = {rang for morceau in presents for rang in self._par_morceau.get(morceau, ())}
        for rang in sorted(rangs.union(self._toujours)):
            attendues, appele = self._entrees[rang]
            if not any(ensemble.isdisjoint(presents) for ensemble in attendues):
                yield appele


def _morceaux(mot: str, connus: Ancres) -> Ancres:
    """Les morceaux connus qu'un mot contient."""
    return frozenset(
        mot[debut:fin]
        for debut in range(len(mot))
        for fin in range(debut + _MORCEAU, len(mot) + 1)
        if mot[debut:fin] in connus
    )


class Lecteur:
    """Lit les ancres d'expressions régulières bien formées, sans groupe nommé.

    `mots` : les expressions que désignent leurs renvois (« {nom} »).
    """

    def __init__(self, mots: Mapping[str, str]) -> None:
        self.mots = mots
        self._connus: dict[str, tuple[Ancres, ...]] = {}

    def ancres(self, expression: str) -> tuple[Ancres, ...]:
        """Ce qu'un texte doit contenir pour que l'expression y reconnaisse quelque chose : un
        morceau de chacun de ces ensembles.
        """
        return self._choix(expression, 0)[0]

    def _renvoi(self, nom: str) -> tuple[Ancres, ...]:
        if nom not in self._connus:
            self._connus[nom] = self.ancres(self.mots[nom])
        return self._connus[nom]

    def _choix(self, expression: str, place: int) -> tuple[tuple[Ancres, ...], int]:
        """Les ancres des branches séparées par « | », jusqu'à la parenthèse ou la fin."""
        branches = []
        while True:
            branche, place = self._suite(expression, place)
            branches.append(branche)
            if place >= len(expression) or expression[place] == ")":
                break
            place += 1
        if len(branches) == 1:
            return branches[0], place
        if not all(branches):
            return (), place
        return (frozenset[str]().union(*(max(b, key=_force) for b in branches)),), place

    def _suite(self, expression: str, place: int) -> tuple[tuple[Ancres, ...], int]:
        """Les ancres d'une suite d'unités, et la place où elle finit."""
        trouvees: list[Ancres] = []
        morceau = ""
        fin = place
        for lettres, dedans, fin in self._unites(expression, place):  # noqa: B007
            morceau += lettres.rstrip("…")
            if lettres and not lettres.endswith("…"):
                continue
            trouvees += (*_assez_longs(morceau), *dedans)
            morceau = ""
        return (*trouvees, *_assez_longs(morceau)), fin

    def _unites(self, expression: str, place: int) -> Iterator[tuple[str, tuple[Ancres, ...], int]]:
        """Les lettres de chaque unité, ou les ancres de ce qu'elle contient, et la place d'après.

        Des lettres répétées finissent par « … » : ce qui suit n'y est pas toujours collé.
        """
        while place < len(expression) and expression[place] not in "|)":
            unite = _UNITE.match(expression, place)
            if unite is None:
                raise ValueError(f"expression illisible à {place} : {expression}")
            dedans: tuple[Ancres, ...] = ()
            place = unite.end()
            if unite["renvoi"]:
                dedans = self._renvoi(unite["renvoi"])
            if unite["groupe"] or unite["regard"]:
                dedans, place = self._choix(expression, place)
                place += 1
            repetition = _REPETITION.match(expression, place)
            place = repetition.end() if repetition else place
            presente = not unite["regard"] and _au_moins_une(repetition)
            lettres = (unite["lettres"] or "") if presente else ""
            yield lettres + "…" * bool(lettres and repetition), dedans if presente else (), place


def _au_moins_une(repetition: re.Match[str] | None) -> bool:
    if repetition is None:
        return True
    if repetition["min"] is not None:
        return int(repetition["min"] or 0) > 0
    return repetition[0][0] == "+"


def _assez_longs(morceau: str) -> list[Ancres]:
    return [frozenset({morceau})] if len(morceau) >= _MORCEAU else []


def _force(ensemble: Ancres) -> tuple[int, int]:
    """Un morceau long écarte plus de textes ; à longueur égale, moins il y en a, mieux c'est."""
    return min(len(morceau) for morceau in ensemble), -len(ensemble)
