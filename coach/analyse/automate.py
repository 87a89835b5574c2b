"""Chercher tous les motifs à la fois : un automate dont l'état est un entier.

Chaque élément de motif a son bit : allumé à une place, il dit « de cet élément à la fin, le motif
se lit à partir d'ici ». La phrase se lit de droite à gauche, d'une opération d'entiers par mot pour
tous les motifs ensemble (Navarro et Raffinot, *Flexible Pattern Matching in Strings*, 2002).
"""

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
        self.departs = self.departs_libres = 0
        """Ceux de tous les motifs ; ceux que rien ne tient au début d'un passage."""
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
        if not motif.au_debut:
            self.departs_libres |= bit

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

    def __init__(
        self,
        automate: Automate,
        masques: Sequence[int],
        noms: Sequence[Noms],
        clots: Sequence[bool],
    ) -> None:
        self._automate = automate
        self._noms = noms
        self._clots = clots
        self._departs = self._lire(masques)

    @classmethod
    def de_lettres(cls, automate: Automate, lettres: Sequence[Lettre]) -> "Bande":
        """La bande de mots déjà vus de l'automate."""
        return cls(automate, *zip(*lettres, strict=True)) if lettres else cls(automate, (), (), ())

    def _lire(self, masques: Sequence[int]) -> list[tuple[int, int]]:
        """Lit la phrase de droite à gauche ; rend les places où des motifs commencent, et lesquels.

        Ce qui y commence peut tenir au début d'un passage, ou s'arrêter après lui.
        """
        automate = self._automate
        repetes, facultatifs = automate.repetes, automate.facultatifs
        avant, derniers = automate.avant_facultatifs, automate.derniers_facultatifs
        departs, au_vide = automate.departs, automate.au_vide
        rendu: list[tuple[int, int]] = []
        etat, place = au_vide, len(masques)
        for masque in reversed(masques):
            place -= 1
            lus = (etat << 1 | etat & repetes) & masque | au_vide
            borne = lus | derniers
            change = (borne - avant) ^ borne
            etat = lus | ((facultatifs | change) ^ change)
            if ici := etat & departs:
                rendu.append((place, ici))
        return rendu[::-1]

    def reconnus(self, debut: int, fin: int) -> dict[str, Etendue]:
        """La première étendue de chaque motif entre deux places, `fin` exclue.

        Si plusieurs motifs d'un même nom commencent là, c'est celle du plus court.
        """
        rendu: dict[str, Etendue] = {}
        for place, departs in self._departs:
            if not debut <= place < fin:
                continue
            if place > debut:
                departs &= self._automate.departs_libres
            for nom, motif in self._automate.annoncer(departs):
                connue = rendu.get(nom)
                if connue is not None and connue[0] < place:
                    continue
                arrivee = self._arrivee(motif, place, fin)
                if arrivee >= 0 and (connue is None or arrivee < connue[1]):
                    rendu[nom] = place, arrivee
        return rendu

    def _arrivee(self, motif: Motif, place: int, fin: int) -> int:
        """Où s'arrête un motif qui commence là, s'il tient avant `fin` ; -1 sinon."""
        if motif.longueur:
            arrivee = place + motif.longueur
            return arrivee if arrivee <= fin else -1
        calme = self._calme(fin) if motif.a_la_fin else 0
        return motif.arrivee(self._noms, place, fin, calme)

    def _calme(self, fin: int) -> int:
        """La place à partir de laquelle il n'y a que des signes."""
        while fin and self._clots[fin - 1]:
            fin -= 1
        return fin
