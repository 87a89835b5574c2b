"""Peser une phrase passage par passage : les règles reconnues, et ce que chaque jeton apporte."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import add

from coach.analyse.charges import (
    CITATION,
    CLOTURE,
    OUVERTURE,
    Charge,
    Suites,
    charges,
    des_etiquettes,
    des_longueurs,
    suites,
)
from coach.analyse.jetons import Jeton
from coach.analyse.modele import Ecart, poids
from coach.analyse.reperage import Etendue, Reconnue, Reperage
from coach.analyse.traits import tranche

Part = tuple[int, int, str, Ecart]
"""Les rangs des premier et dernier jetons d'un trait, son nom, ce qu'il donne en tout."""
Abstrait = tuple[str, int, Suites]
"""Un mot rendu abstrait, le rang de son jeton, et les tournures qu'il ouvre."""
_TU = Charge(0j, 0j, 0, "", {}, None, None)
"""Un mot cité ou rapporté ne donne rien de lui-même."""


@dataclass(frozen=True, slots=True)
class Pesee:
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
        self._reperage = Reperage(mots, self._paroles)
        self._charges = [connues[m.cle, m.etiquettes] for m in mots]
        self._dites = self._charges
        if len(self._reperage.lisibles) < len(mots):
            self._dites = [_TU] * len(mots)
            for k in self._reperage.lisibles:
                self._dites[k] = self._charges[k]
        self._suite = _abstraire(mots, self._charges)
        self._rangs = [rang for _, rang, _ in self._suite]
        self._tournures = list(_tournures(self._suite))
        self._debuts = [part[0] for part in self._tournures]

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
        ecarts = poids().ecarts
        parts = [(x, y, nom, ecarts[nom]) for nom, x, y in reconnues if nom in ecarts]
        parts += self._tournures[bisect_left(self._debuts, a) : bisect_left(self._debuts, b)]
        parts += self._des_bords(a, b)
        apports = self._des_mots(a, b)
        pentes = [0j] * (b - a + 1)
        vus: set[str] = set()
        for x, y, nom, ecart in parts:
            if y < b and nom not in vus:
                vus.add(nom)
                if x == y:
                    apports[x - a] += ecart
                else:
                    part = ecart / (y - x + 1)
                    pentes[x - a] += part
                    pentes[y - a + 1] -= part
        return Pesee(reconnues, list(map(add, apports, accumulate(pentes))))

    def _peser_a_part(self, a: int, b: int) -> Pesee:
        """Un passage qui commence au milieu d'une citation ne partage pas ses tournures."""
        paroles = [(x - a, y - a) for x, y in self._paroles if a <= x and y < b]
        seul = Pesage(self._mots[a:b], paroles).peser(0, b - a)
        return Pesee([(nom, x + a, y + a) for nom, x, y in seul.reconnues], seul.apports)

    def _des_mots(self, a: int, b: int) -> list[Ecart]:
        """Ce que donnent les lettres de chaque mot, et ses étiquettes qu'on n'a pas encore vues."""
        rendu: list[Ecart] = []
        vues = 0
        for charge in self._dites[a:b]:
            siennes = charge.etiquettes
            if siennes & vues:
                rendu.append(charge.lettres + des_etiquettes(siennes & ~vues))
            else:
                rendu.append(charge.apport)
            vues |= siennes
        return rendu

    def _des_bords(self, a: int, b: int) -> list[Part]:
        """Ce que montrent les bords d'un passage, et sa longueur."""
        suite = self._suite[bisect_left(self._rangs, a) : bisect_left(self._rangs, b)]
        rendu = list(_tournures_des_bords(suite, b - 1))
        longueur = des_longueurs()[tranche(b - a)]
        if longueur is not None:
            rendu.append((a, b - 1, "l:", longueur))
        en_tete, en_fin = self._charges[a].en_tete, self._charges[b - 1].en_fin
        if en_tete is not None:
            rendu.append((a, a, "d:", en_tete))
        if en_fin is not None:
            rendu.append((b - 1, b - 1, "f:", en_fin))
        return rendu


def _abstraire(mots: list[Jeton], connues: list[Charge]) -> list[Abstrait]:
    """Les mots rendus abstraits ; une citation n'en fait qu'un, à son début."""
    suite: list[Abstrait] = []
    dedans = False
    for rang, (mot, charge) in enumerate(zip(mots, connues, strict=True)):
        if not mot.cite:
            suite.append((charge.abstrait, rang, charge.suites))
        elif not dedans:
            suite.append((CITATION, rang, suites(CITATION)))
        dedans = mot.cite
    return suite


def _tournures(suite: list[Abstrait]) -> Iterator[Part]:
    """Ce que donnent les tournures de deux et trois mots, hors des bords."""
    for k in range(1, len(suite)):
        _, debut, ouvertes = suite[k - 1]
        nom, rang, _ = suite[k]
        paire = ouvertes.get(nom)
        if paire is None:
            continue
        if paire.ecart is not None:
            yield debut, rang, paire.nom, paire.ecart
        if k + 1 < len(suite):
            troisieme = paire.troisiemes.get(suite[k + 1][0])
            if troisieme is not None:
                yield debut, suite[k + 1][1], *troisieme


def _tournures_des_bords(suite: list[Abstrait], dernier: int) -> Iterator[Part]:
    """Celles qui touchent un bord d'un passage ; `dernier` : son dernier jeton."""
    (premier, i, _), (ultime, k, ouvertes) = suite[0], suite[-1]
    second, j = (suite[1][0], suite[1][1]) if len(suite) > 1 else (CLOTURE, dernier)
    ouvrante, fermante = suites(OUVERTURE).get(premier), ouvertes.get(CLOTURE)
    if ouvrante is not None:
        if ouvrante.ecart is not None:
            yield i, i, ouvrante.nom, ouvrante.ecart
        if second in ouvrante.troisiemes:
            yield i, j, *ouvrante.troisiemes[second]
    if fermante is not None and fermante.ecart is not None:
        yield k, dernier, fermante.nom, fermante.ecart
    if len(suite) > 1:
        _, h, avant = suite[-2]
        paire = avant.get(ultime)
        if paire is not None and CLOTURE in paire.troisiemes:
            yield h, dernier, *paire.troisiemes[CLOTURE]
