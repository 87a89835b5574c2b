"""Chercher tous les motifs à la fois : un automate dont l'état est un entier.

Chaque élément de motif a son bit : allumé à une place, il dit « de cet élément à la fin, le motif
se lit à partir d'ici ». La phrase se lit de droite à gauche, d'une opération d'entiers par mot pour
tous les motifs ensemble (Navarro et Raffinot, *Flexible Pattern Matching in Strings*, 2002).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from coach.analyse.motifs import (
    AU_MOINS_UN,
    PEUT_ETRE,
    QUELQUES,
    QUELQUES_AU_PLUS,
    SUITE,
    Element,
    Motif,
    Noms,
)

Etendue = tuple[int, int]
_SIGNES_FINAUX = frozenset(".!?…,;:")
_SEUL_SIGNE = frozenset({"signe"})
_AU_PLUS = 4096
"""Ensembles de départs gardés ; au-delà, on recommence."""


def clot(cle: str, etiquettes: frozenset[str]) -> bool:
    """Un signe que peut suivre la fin d'un motif qui tient à la fin."""
    return cle in _SIGNES_FINAUX and etiquettes == _SEUL_SIGNE


class Lettre(NamedTuple):
    """Un mot vu de l'automate : les éléments qu'il remplit, ses noms, s'il peut clore."""

    masque: int
    noms: Noms
    clot: bool


class Automate:
    """Des motifs nommés, prêts à être cherchés ensemble ; plusieurs peuvent porter le même nom."""

    def __init__(self, motifs: Iterable[tuple[str, Motif]]) -> None:
        self._remplis: dict[str, int] = {}
        self._refuses: dict[str, int] = {}
        self._bits = 0
        self._annonces: dict[int, tuple[str, Motif]] = {}
        """Par bit de départ, le nom d'un motif, et lui."""
        self._ensemble: dict[int, list[tuple[str, Motif]]] = {}
        """Ceux qui se sont déjà vus partir ensemble."""
        self._vides = 0
        self.repetes = self.facultatifs = self.avant_facultatifs = self.derniers_facultatifs = 0
        self.departs = self.departs_de_debut = 0
        for nom, motif in motifs:
            self._ranger(nom, motif)
        self.au_vide = self._clore(self._vides)

    def annoncer(self, departs: int) -> list[tuple[str, Motif]]:
        """Le nom de chacun des motifs qui partent là, et lui."""
        connus = self._ensemble.get(departs)
        if connus is None:
            if len(self._ensemble) >= _AU_PLUS:
                self._ensemble.clear()
            connus = self._ensemble[departs] = list(self._chacun(departs))
        return connus

    def _chacun(self, departs: int) -> Iterator[tuple[str, Motif]]:
        while departs:
            depart = departs & -departs
            departs ^= depart
            yield self._annonces[depart.bit_length() - 1]

    def lettre(self, noms: Noms, *, clot: bool) -> Lettre:
        """Un mot vu de l'automate."""
        masque = refuses = 0
        for nom in noms:
            masque |= self._remplis.get(nom, 0)
            refuses |= self._refuses.get(nom, 0)
        return Lettre(masque & ~refuses, noms, clot)

    def noms(self) -> Noms:
        """Tout ce que ses motifs demandent à un mot."""
        return frozenset(self._remplis.keys() | self._refuses.keys())

    def _ranger(self, nom: str, motif: Motif) -> None:
        """Donne ses bits à un motif : le vide d'abord, puis ses éléments du dernier au premier."""
        bit = 1 << self._bits
        self._vides |= bit
        avant = False
        elements = list(_un_a_un(motif))
        for element in elements:
            bit <<= 1
            _allumer(self._remplis, element.choix, bit)
            _allumer(self._refuses, element.refus, bit)
            if element.genre in (SUITE, AU_MOINS_UN):
                self.repetes |= bit
            facultatif = element.genre in (PEUT_ETRE, SUITE)
            if facultatif:
                self.facultatifs |= bit
                self.derniers_facultatifs |= bit
                if avant:
                    self.derniers_facultatifs ^= bit >> 1
                else:
                    self.avant_facultatifs |= bit >> 1
            avant = facultatif
        self._annonces[self._bits + len(elements)] = nom, motif
        self._bits += len(elements) + 1
        self.departs |= bit
        if motif.au_debut:
            self.departs_de_debut |= bit

    def _clore(self, etat: int) -> int:
        """L'état, une fois sautés les éléments facultatifs qui peuvent l'être.

        La retenue d'une soustraction court du plus bas bit allumé jusqu'au bout d'une suite.
        """
        borne = etat | self.derniers_facultatifs
        change = (borne - self.avant_facultatifs) ^ borne
        return etat | ((self.facultatifs | change) ^ change)


def _un_a_un(motif: Motif) -> Iterator[Element]:
    """Les éléments, du dernier au premier, `...` en autant de mots facultatifs."""
    for element in reversed(motif.elements):
        if element.genre == QUELQUES:
            yield from [element._replace(genre=PEUT_ETRE)] * QUELQUES_AU_PLUS
        else:
            yield element


def _allumer(table: dict[str, int], noms: Iterable[str], bit: int) -> None:
    for nom in noms:
        table[nom] = table.get(nom, 0) | bit


class Bande:
    """Les mots d'une phrase qu'un automate peut lire, passage par passage."""

    def __init__(self, automate: Automate, lettres: Sequence[Lettre]) -> None:
        self._automate = automate
        self._noms: Sequence[Noms] = ()
        self._clots: Sequence[bool] = ()
        self._places: list[int] = []
        self._departs: list[tuple[int, str, Motif]] = []
        """Ce qui commence à chacune de ces places, et où cela s'arrête dans la phrase entière."""
        self._ancres: dict[int, int] = {}
        """Par place, les départs de ce qui ne se reconnaît qu'au début d'un passage."""
        if lettres:
            self._lire(lettres)

    def _lire(self, lettres: Sequence[Lettre]) -> None:
        """Lit la phrase de droite à gauche, et relève ce qui commence à chaque place."""
        masques, self._noms, self._clots = zip(*lettres, strict=True)
        automate = self._automate
        repetes, facultatifs = automate.repetes, automate.facultatifs
        avant, derniers = automate.avant_facultatifs, automate.derniers_facultatifs
        departs, au_vide = automate.departs, automate.au_vide
        trouves: list[tuple[int, int]] = []
        etat, place = au_vide, len(masques)
        for masque in reversed(masques):
            place -= 1
            lus = (etat << 1 | etat & repetes) & masque
            etat = au_vide
            if lus:
                lus |= etat
                borne = lus | derniers
                change = (borne - avant) ^ borne
                etat = lus | ((facultatifs | change) ^ change)
                if ici := etat & departs:
                    trouves.append((place, ici))
        for place, ici in reversed(trouves):
            self._relever(place, ici)

    def _relever(self, place: int, departs: int) -> None:
        """Range ce qui commence là, et jusqu'où cela va."""
        automate = self._automate
        if ancres := departs & automate.departs_de_debut:
            self._ancres[place] = ancres
            departs ^= ancres
        noms = self._noms
        for nom, motif in automate.annoncer(departs):
            self._places.append(place)
            longueur = motif.longueur
            arrivee = place + longueur if longueur else motif.arrivee(noms, place, len(noms))
            self._departs.append((arrivee, nom, motif))

    def reconnus(self, debut: int, fin: int) -> dict[str, Etendue]:
        """La première étendue de chaque motif entre deux places, `fin` exclue.

        Si plusieurs motifs d'un même nom commencent là, c'est celle du plus court.
        """
        places = self._places
        premier, dernier = bisect_left(places, debut), bisect_left(places, fin)
        rendu: dict[str, Etendue] = {}
        if debut in self._ancres:
            rendu = self._au_debut(debut, fin)
        for place, (arrivee, nom, motif) in zip(
            places[premier:dernier], self._departs[premier:dernier], strict=True
        ):
            if arrivee > fin:
                arrivee = -1 if motif.longueur else motif.arrivee(self._noms, place, fin)
                if arrivee < 0:
                    continue
            connue = rendu.get(nom)
            if connue is None or (connue[0] == place and arrivee < connue[1]):
                rendu[nom] = place, arrivee
        return rendu

    def _au_debut(self, debut: int, fin: int) -> dict[str, Etendue]:
        """Ce qui tient au début du passage."""
        rendu: dict[str, Etendue] = {}
        for nom, motif in self._automate.annoncer(self._ancres[debut]):
            calme = self._calme(fin) if motif.a_la_fin else 0
            arrivee = motif.arrivee(self._noms, debut, fin, calme)
            if arrivee >= 0 and (nom not in rendu or arrivee < rendu[nom][1]):
                rendu[nom] = debut, arrivee
        return rendu

    def _calme(self, fin: int) -> int:
        """La place à partir de laquelle il n'y a que des signes."""
        while fin and self._clots[fin - 1]:
            fin -= 1
        return fin
