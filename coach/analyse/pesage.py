"""Peser une phrase passage par passage : les règles reconnues, et ce que chaque jeton apporte."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from operator import add
from typing import NamedTuple

from coach.analyse.charges import Dite, charges, des_etiquettes, des_longueurs
from coach.analyse.jetons import Jeton
from coach.analyse.modele import Ecart, poids
from coach.analyse.reperage import Etendue, Reconnue, Reperage
from coach.analyse.tournures import abstraire, des_bords, internes, revenantes
from coach.analyse.traits import tranche

_TU = Dite(0j, 0j, 0)
"""Un mot cité ou rapporté ne donne rien de lui-même."""


class Pesee(NamedTuple):
    """Un passage pesé : ses règles, et ce qu'apporte chaque jeton (leur somme fait le score).

    Les rangs des règles sont ceux des jetons de la phrase.
    """

    reconnues: list[Reconnue]
    apports: list[Ecart]


class Pesage:
    """Une phrase préparée, dont chaque passage peut être pesé comme un tout.

    Ce que le passage ne change pas se relève une fois.
    """

    def __init__(self, mots: list[Jeton], paroles: Iterable[Etendue]) -> None:
        connues = charges()
        self._mots = mots
        self._paroles = tuple(paroles)
        self._charges = [connues[m.cle, m.etiquettes] for m in mots]
        self._reperage = Reperage(mots, [c.sens for c in self._charges], self._paroles)
        self._dites = [c.dite for c in self._charges]
        if len(self._reperage.lisibles) < len(mots):
            self._dites = [_TU] * len(mots)
            for k in self._reperage.lisibles:
                self._dites[k] = self._charges[k].dite
        self._suite = abstraire(mots, self._charges)
        self._rangs = [rang for _, rang, _ in self._suite]
        self._tournures = internes(self._suite)
        self._reviennent = revenantes(self._suite, self._tournures)
        self._debuts = [tournure[0] for tournure in self._tournures]

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
        apports = self._des_mots(a, b)
        pentes = [0j] * (b + 1)
        vus: set[str] = set()
        ecarts = poids().ecarts
        for nom, x, y in reconnues:
            if nom in vus or nom not in ecarts:
                continue
            vus.add(nom)
            if x == y:
                apports[x - a] += ecarts[nom]
            else:
                donne = ecarts[nom] / (y + 1 - x)
                pentes[x] += donne
                pentes[y + 1] -= donne
        debuts, reviennent = self._debuts, self._reviennent
        for x, y, nom, donne in self._tournures[bisect_left(debuts, a) : bisect_left(debuts, b)]:
            if y > b or nom in vus:
                continue
            if nom in reviennent:
                vus.add(nom)
            pentes[x] += donne
            pentes[y] -= donne
        self._ajouter_les_bords(a, b, apports, pentes, vus)
        return Pesee(reconnues, list(map(add, apports, accumulate(pentes[a:]))))

    def _peser_a_part(self, a: int, b: int) -> Pesee:
        """Un passage qui commence au milieu d'une citation ne partage pas ses tournures."""
        paroles = [(x - a, y - a) for x, y in self._paroles if a <= x and y < b]
        seul = Pesage(self._mots[a:b], paroles).peser(0, b - a)
        return Pesee([(nom, x + a, y + a) for nom, x, y in seul.reconnues], seul.apports)

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

    def _ajouter_les_bords(
        self, a: int, b: int, apports: list[Ecart], pentes: list[Ecart], vus: set[str]
    ) -> None:
        """Ajoute ce que montrent les bords d'un passage, et sa longueur."""
        suite = self._suite[bisect_left(self._rangs, a) : bisect_left(self._rangs, b)]
        longueur = des_longueurs()[tranche(b - a)] or 0j
        en_tete, en_fin = self._charges[a].en_tete or 0j, self._charges[b - 1].en_fin or 0j
        bords = [part for part in des_bords(suite, b) if part[2] not in vus]
        bords += (a, b, "", longueur / (b - a)), (a, a + 1, "", en_tete), (b - 1, b, "", en_fin)
        for x, y, _, donne in bords:
            if y == x + 1:
                apports[x - a] += donne
            else:
                pentes[x] += donne
                pentes[y] -= donne
