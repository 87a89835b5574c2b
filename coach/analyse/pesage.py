"""Peser une phrase passage par passage : les règles reconnues, et ce que chaque jeton apporte."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import add
from typing import NamedTuple

from coach.analyse.charges import Charge, Dite, des_etiquettes, des_longueurs
from coach.analyse.jetons import Jeton
from coach.analyse.modele import Ecart, poids
from coach.analyse.reperage import Etendue, Reconnue, Reperage
from coach.analyse.tournures import Abstrait, Part, abstraire, des_bords, repandre
from coach.analyse.traits import tranche

_TU = Dite(0j, 0j, 0)
"""Un mot cité ou rapporté ne donne rien de lui-même."""


class Pesee(NamedTuple):
    """Un passage pesé : ce qu'apporte chaque jeton (leur somme fait le score), et ses règles.

    Les rangs des règles sont ceux des jetons de la phrase.
    """

    apports: list[Ecart]
    reperage: Reperage
    a: int
    b: int
    decalage: int = 0
    """Le rang, dans la phrase, du premier jeton que connaît ce repérage."""

    @property
    def reconnues(self) -> list[Reconnue]:
        """Les règles reconnues du passage, cherchées quand on les demande."""
        de = self.decalage
        return [(nom, x + de, y + de) for nom, x, y in self.reperage.reperer(self.a, self.b)]


class Pesage:
    """Une phrase préparée, dont chaque passage peut être pesé comme un tout.

    Ce que le passage ne change pas se relève une fois.
    """

    def __init__(
        self, mots: list[Jeton], paroles: Iterable[Etendue], charges: Sequence[Charge]
    ) -> None:
        self._mots = mots
        self._paroles = tuple(paroles)
        self._charges = charges
        dites, sens, abstraits, suites, *_ = zip(*charges, strict=True) if charges else [()] * 4
        self._reperage = Reperage(mots, sens, self._paroles)
        self._dites: list[Dite] = list(dites)
        if len(self._reperage.lisibles) < len(mots):
            self._dites = [_TU] * len(mots)
            for k in self._reperage.lisibles:
                self._dites[k] = dites[k]
        self._suite = abstraire(mots, abstraits, suites)
        self._rangs = [rang for _, rang, _ in self._suite]

    def peser(self, a: int, b: int) -> Pesee:
        """Pèse les jetons `a` à `b` (exclu), lus comme un tout.

        Un trait compte une fois par passage, là où il se montre d'abord ; étendu, il se partage
        entre ses jetons.
        """
        if a >= b:
            return Pesee([], self._reperage, a, b)
        if a and self._mots[a].cite and self._mots[a - 1].cite:
            return self._peser_a_part(a, b)
        apports = self._des_mots(a, b)
        pentes = [0j] * (b + 1)
        connus = poids().ecarts
        vus: set[str] = set()
        for nom, x, y in self._reperage.a_deux(a, b):
            if nom in vus or nom not in connus:
                continue
            vus.add(nom)
            if x == y:
                apports[x - a] += connus[nom]
            else:
                donne = connus[nom] / (y + 1 - x)
                pentes[x] += donne
                pentes[y + 1] -= donne
        suite = self._suite[bisect_left(self._rangs, a) : bisect_left(self._rangs, b)]
        tournures = repandre(suite, pentes)
        for x, y, nom, donne in self._des_bords(suite, a, b):
            if nom not in tournures:
                pentes[x] += donne
                pentes[y] -= donne
        return Pesee(list(map(add, apports, accumulate(pentes[a:]))), self._reperage, a, b)

    def _peser_a_part(self, a: int, b: int) -> Pesee:
        """Un passage qui commence au milieu d'une citation ne partage pas ses tournures."""
        paroles = [(x - a, y - a) for x, y in self._paroles if a <= x and y < b]
        seul = Pesage(self._mots[a:b], paroles, self._charges[a:b]).peser(0, b - a)
        return seul._replace(decalage=a)

    def _des_mots(self, a: int, b: int) -> list[Ecart]:
        """Ce que donnent les lettres de chaque mot, et ses étiquettes qu'on n'a pas encore vues."""
        rendu: list[Ecart] = []
        vues = 0
        for apport, lettres, siennes in self._dites[a:b]:
            if siennes & vues:
                rendu.append(lettres + des_etiquettes(siennes & ~vues))
            else:
                rendu.append(apport)
            vues |= siennes
        return rendu

    def _des_bords(self, suite: list[Abstrait], a: int, b: int) -> list[Part]:
        """Ce que montrent les bords d'un passage, et sa longueur."""
        bords = des_bords(suite, b)
        if longueur := des_longueurs()[tranche(b - a)]:
            bords.append((a, b, "", longueur / (b - a)))
        if en_tete := self._charges[a].en_tete:
            bords.append((a, a + 1, "", en_tete))
        if en_fin := self._charges[b - 1].en_fin:
            bords.append((b - 1, b, "", en_fin))
        return bords
