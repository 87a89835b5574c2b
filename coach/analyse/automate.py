"""Chercher tous les motifs à la fois : un automate dont l'état est un entier.

Chaque élément de motif a son bit : allumé à une place, il dit « de cet élément à la fin, le motif
se lit à partir d'ici ». La phrase se lit de droite à gauche, d'une opération d'entiers par mot pour
tous les motifs ensemble (Navarro et Raffinot, *Flexible Pattern Matching in Strings*, 2002).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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
        self._nommes: dict[int, tuple[str, Motif]] = {}
        self._par_nom: dict[str, int] = {}
        self._vides = self._vides_de_fin = 0
        self.repetes = self.facultatifs = self.avant_facultatifs = self.derniers_facultatifs = 0
        self.departs = self.departs_de_debut = 0
        for nom, motif in motifs:
            self._ranger(nom, motif)
        self.annonces = {
            rang: (nom, motif, self._par_nom[nom]) for rang, (nom, motif) in self._nommes.items()
        }
        """Par bit de départ : le nom d'un motif, lui, et tous les départs de ce nom."""
        self.au_vide = self._clore(self._vides)
        self.au_calme = self._clore(self._vides | self._vides_de_fin)

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
        if motif.a_la_fin:
            self._vides_de_fin |= bit
        else:
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
        self._nommes[self._bits + len(elements)] = nom, motif
        self._bits += len(elements) + 1
        self._par_nom[nom] = self._par_nom.get(nom, 0) | bit
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


@dataclass(slots=True)
class _Balayage:
    """Ce qui s'est lu d'une fin de passage vers son début."""

    place: int
    etat: int
    calme: int
    """La place à partir de laquelle il n'y a que des signes."""
    departs: list[tuple[int, int]] = field(default_factory=list)
    """De droite à gauche, les places où des motifs commencent, et lesquels."""


class Bande:
    """Les mots d'une phrase qu'un automate peut lire, passage par passage."""

    def __init__(self, automate: Automate, lettres: Sequence[Lettre]) -> None:
        self._automate = automate
        masques, noms, clots = zip(*lettres, strict=True) if lettres else [()] * 3
        self._masques: Sequence[int] = masques
        self._noms: Sequence[Noms] = noms
        self._clots: Sequence[bool] = clots
        self._balayages: dict[int, _Balayage] = {}

    def reconnus(self, debut: int, fin: int) -> dict[str, Etendue]:
        """La première étendue de chaque motif entre deux places, `fin` exclue.

        Si plusieurs motifs d'un même nom commencent là, c'est celle du plus court.
        """
        automate = self._automate
        balayage = self._balayer(debut, fin)
        rendu: dict[str, Etendue] = {}
        restants = automate.departs
        for place, departs in reversed(balayage.departs):
            if place < debut:
                continue
            ici = departs & restants
            if place > debut:
                ici &= ~automate.departs_de_debut
            while ici:
                depart = ici & -ici
                ici ^= depart
                nom, motif, du_nom = automate.annonces[depart.bit_length() - 1]
                arrivee = motif.arrivee(self._noms, place, fin)
                connue = rendu.get(nom)
                if arrivee > place and (connue is None or arrivee < connue[1]):
                    rendu[nom] = place, arrivee
                restants &= ~du_nom
        return rendu

    def _balayer(self, debut: int, fin: int) -> _Balayage:
        """Lit de `fin` à `debut`, ou reprend là où une lecture plus courte s'est arrêtée."""
        automate, masques = self._automate, self._masques
        balayage = self._balayages.get(fin)
        if balayage is None:
            balayage = _Balayage(fin, automate.au_calme, self._calme(fin))
            self._balayages[fin] = balayage
        etat, calme, departs = balayage.etat, balayage.calme, balayage.departs
        repetes, facultatifs = automate.repetes, automate.facultatifs
        avant, derniers = automate.avant_facultatifs, automate.derniers_facultatifs
        for place in range(balayage.place - 1, debut - 1, -1):
            lus = (etat << 1 | etat & repetes) & masques[place]
            etat = automate.au_calme if place >= calme else automate.au_vide
            if lus:
                lus |= etat
                borne = lus | derniers
                change = (borne - avant) ^ borne
                etat = lus | ((facultatifs | change) ^ change)
                trouves = etat & automate.departs
                if trouves:
                    departs.append((place, trouves))
        balayage.etat, balayage.place = etat, min(debut, balayage.place)
        return balayage

    def _calme(self, fin: int) -> int:
        place = fin
        while place and self._clots[place - 1]:
            place -= 1
        return place
