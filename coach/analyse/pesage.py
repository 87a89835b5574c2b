"""Peser une phrase passage par passage : les règles reconnues, et ce que chaque jeton apporte."""

from collections.abc import Sequence
from itertools import accumulate
from operator import add
from typing import NamedTuple

from coach.analyse.charges import Charge, Dite, charges, des_etiquettes, des_longueurs
from coach.analyse.enonce import Enonce
from coach.analyse.frontieres import Allure
from coach.analyse.modele import Ecart, poids
from coach.analyse.reperage import Reconnue, Reperage, reperer
from coach.analyse.tournures import Part, Suite, abstraire, des_bords, repandre
from coach.analyse.traits import tranche

_TU: Dite = (0j, 0j, 0)
"""Un mot cité ou rapporté ne donne rien de lui-même."""


class Pesee(NamedTuple):
    """Un passage pesé : ce qu'apporte chaque jeton (leur somme fait le score), et ses règles.

    Les rangs des règles sont ceux des jetons de la phrase.
    """

    apports: list[Ecart]
    enonce: Enonce
    a: int
    b: int
    decalage: int = 0
    """Le rang, dans la phrase, du premier jeton de cet énoncé."""

    @property
    def reconnues(self) -> list[Reconnue]:
        """Les règles reconnues du passage, cherchées quand on les demande."""
        de = self.decalage
        return [(nom, x + de, y + de) for nom, x, y in reperer(self.enonce, self.a, self.b)]


class Pesage:
    """Une phrase préparée, dont chaque passage peut être pesé comme un tout.

    Ce que le passage ne change pas se relève une fois.
    """

    def __init__(self, enonce: Enonce, leurs_charges: Sequence[Charge]) -> None:
        self._enonce = enonce
        self._charges = leurs_charges
        dites: Sequence[Dite]
        self._tetes: Sequence[Ecart | None]
        self._fins: Sequence[Ecart | None]
        self.allures: Sequence[Allure]
        dites, sens, formes, suites, self._tetes, self._fins, self.allures = (
            zip(*leurs_charges, strict=True) if leurs_charges else [()] * 7
        )
        self._reperage = Reperage(enonce, sens)
        if len(self._reperage.lisibles) < len(leurs_charges):
            lisibles = frozenset(self._reperage.lisibles)
            dites = [dite if k in lisibles else _TU for k, dite in enumerate(dites)]
        self._dites = dites
        self._suite = abstraire(formes, suites, enonce.cites)

    def peser(self, a: int, b: int) -> Pesee:
        """Pèse les jetons `a` à `b` (exclu), lus comme un tout.

        Un trait compte une fois par passage, là où il se montre d'abord ; étendu, il se partage
        entre ses jetons.
        """
        if a >= b:
            return Pesee([], self._enonce, a, b)
        cites = self._enonce.cites
        if a and cites and cites[a] and cites[a - 1]:
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
        suite = self._suite.entre(a, b)
        tournures = repandre(suite, pentes)
        for x, y, nom, donne in self._des_bords(suite, a, b):
            if nom not in tournures:
                pentes[x] += donne
                pentes[y] -= donne
        return Pesee(list(map(add, apports, accumulate(pentes[a:]))), self._enonce, a, b)

    def _peser_a_part(self, a: int, b: int) -> Pesee:
        """Un passage qui commence au milieu d'une citation ne partage pas ses tournures."""
        seul = Pesage(self._enonce.extrait(a, b), self._charges[a:b]).peser(0, b - a)
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

    def _des_bords(self, suite: Suite, a: int, b: int) -> list[Part]:
        """Ce que montrent les bords d'un passage, et sa longueur."""
        bords = des_bords(suite, b)
        if longueur := des_longueurs()[tranche(b - a)]:
            bords.append((a, b, "", longueur / (b - a)))
        if en_tete := self._tetes[a]:
            bords.append((a, a + 1, "", en_tete))
        if en_fin := self._fins[b - 1]:
            bords.append((b - 1, b, "", en_fin))
        return bords


def peser(enonce: Enonce) -> Pesee:
    """Pèse un énoncé, lu comme un tout."""
    return Pesage(enonce, charges(enonce.mots)).peser(0, len(enonce.mots))
