"""Peser une phrase passage par passage : les règles reconnues, et ce que chaque jeton apporte."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import add, itemgetter

from coach.analyse.jetons import Jeton
from coach.analyse.modele import Ecart, poids, poids_des_lettres
from coach.analyse.regles import Etendue, Reconnue, Reperage
from coach.analyse.traits import Abstrait, abstraits, bords, tournures_des_bords

Part = tuple[int, int, str, Ecart]
"""Les rangs des premier et dernier jetons d'un trait, son nom, ce qu'il donne à chacun."""


@dataclass(frozen=True, slots=True)
class Pesee:
    """Un passage pesé : ses règles, et ce qu'apporte chaque jeton (leur somme fait le score).

    Les rangs des règles sont ceux des jetons de la phrase.
    """

    reconnues: list[Reconnue]
    apports: list[Ecart]


class Pesage:
    """Une phrase préparée, dont chaque passage peut être pesé comme un tout.

    Ce que le passage ne change pas (lettres, étiquettes, tournures) se pèse une fois.
    """

    def __init__(self, mots: list[Jeton], paroles: Iterable[Etendue]) -> None:
        self._mots = mots
        self._paroles = tuple(paroles)
        self._reperage = Reperage(mots, self._paroles)
        self._suite = abstraits(mots)
        self._rangs = [rang for _, rang in self._suite]
        self._lettres = [0j] * len(mots)
        parts = list(_tournures(self._suite))
        for rang in self._reperage.lisibles:
            mot = mots[rang]
            self._lettres[rang], etiquettes = _seul(mot.cle, mot.etiquettes)
            for nom, part in etiquettes:
                parts.append((rang, rang, nom, part))
        parts.sort(key=itemgetter(0))
        self._parts = parts
        self._debuts = [part[0] for part in parts]

    def peser(self, a: int, b: int) -> Pesee:
        """Pèse les jetons `a` à `b` (exclu), lus comme un tout.

        Un trait compte une fois par passage, là où il se montre d'abord ; étendu, il se partage
        entre ses jetons.
        """
        if a >= b:
            return Pesee([], [])
        if a and self._mots[a].cite and self._mots[a - 1].cite:
            return self._peser_a_part(a, b)
        reconnues = self._reperage.reperer(a, b)
        parts = _des_regles(reconnues)
        parts += self._parts[bisect_left(self._debuts, a) : bisect_left(self._debuts, b)]
        parts += self._des_bords(a, b)
        seuls = [*[0j] * a, *self._lettres[a:b]]
        pentes = [0j] * (b + 1)
        vus: set[str] = set()
        for x, y, nom, part in parts:
            if y < b and nom not in vus:
                vus.add(nom)
                if x == y:
                    seuls[x] += part
                else:
                    pentes[x] += part
                    pentes[y + 1] -= part
        return Pesee(reconnues, list(map(add, seuls[a:], accumulate(pentes[a:]))))

    def _peser_a_part(self, a: int, b: int) -> Pesee:
        """Un passage qui commence au milieu d'une citation ne partage pas ses tournures."""
        paroles = [(x - a, y - a) for x, y in self._paroles if a <= x and y < b]
        seul = Pesage(self._mots[a:b], paroles).peser(0, b - a)
        return Pesee([(nom, x + a, y + a) for nom, x, y in seul.reconnues], seul.apports)

    def _des_bords(self, a: int, b: int) -> list[Part]:
        """Ce que montrent les bords d'un passage, et sa longueur."""
        traits = poids().traits
        suite = self._suite[bisect_left(self._rangs, a) : bisect_left(self._rangs, b)]
        return [
            (x, y, nom, traits[nom] / (y - x + 1))
            for nom, x, y in (*tournures_des_bords(suite, b - 1), *bords(self._mots, a, b))
            if nom in traits
        ]


def _des_regles(reconnues: list[Reconnue]) -> list[Part]:
    """Ce que donnent les règles qui ont un poids."""
    ecarts = poids().ecarts
    return [(x, y, nom, ecarts[nom] / (y - x + 1)) for nom, x, y in reconnues if nom in ecarts]


def _tournures(suite: list[Abstrait]) -> Iterator[Part]:
    """Ce que donnent les tournures de deux et trois mots, hors des bords."""
    traits = poids().traits
    paire = ""
    for k in range(1, len(suite)):
        (avant, debut), (nom, rang) = suite[k - 1], suite[k]
        triplet = f"{paire} {nom}"
        ecart = traits.get(triplet) if paire else None
        if ecart is not None:
            plus_tot = suite[k - 2][1]
            yield plus_tot, rang, triplet, ecart / (rang - plus_tot + 1)
        paire = f"a:{avant} {nom}"
        ecart = traits.get(paire)
        if ecart is not None:
            yield debut, rang, paire, ecart / (rang - debut + 1)


@lru_cache(maxsize=8192)
def _seul(cle: str, etiquettes: frozenset[str]) -> tuple[Ecart, tuple[tuple[str, Ecart], ...]]:
    """Ce que donne un mot à lui seul : ses lettres, puis chacune de ses étiquettes."""
    traits = poids().traits
    noms = ("t:" + etiquette for etiquette in sorted(etiquettes))
    lettres_ = 0j if "signe" in etiquettes else poids_des_lettres(cle)
    return lettres_, tuple((nom, traits[nom]) for nom in noms if nom in traits)
