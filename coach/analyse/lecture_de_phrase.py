"""Lire une phrase : d'elle-même, entière, aux segments d'une seule nature."""

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from typing import Any, NamedTuple

from coach.analyse.charges import charges
from coach.analyse.chemin import Course, chemin, primes
from coach.analyse.classement import (
    Classement,
    classer,
    conclure,
    incliner,
    indices,
)
from coach.analyse.donnees import donnees
from coach.analyse.entrevu import entrevoir
from coach.analyse.frontieres import coupures
from coach.analyse.memoire import Correction, Memoire
from coach.analyse.modele import NATURES
from coach.analyse.pesage import Pesage, Pesee
from coach.analyse.reperage import preparer
from coach.analyse.sous_types import Precision, preciser
from coach.modeles.lecture import Indice, Nature, Segment

RAISON_DE_CORRECTION: str = donnees("explications")["correction"]["raison"]
Etendue = tuple[int, int]
SEUIL_INCERTAIN = 0.6
"""Sous cette confiance, le coach dit qu'il hésite (mesures dans docs/lecture.md)."""

_TOURS = 2
"""La phrase entière ; si l'on y coupe, ses morceaux, relus comme des touts et recoupés."""


class Morceau(NamedTuple):
    """Une étendue de la phrase (points de code) et le rang de sa nature."""

    debut: int
    fin: int
    rang: int
    classe: Classement | None = None
    """Sa lecture dans la phrase, s'il y a été lu ; positions de la phrase."""


def morceler(phrase: str, attendue: Nature | None = None) -> tuple[Morceau, ...]:
    """Découpe une phrase là où la nature change : le chemin le plus probable de natures."""
    mots, paroles = preparer(phrase)
    if not mots:
        return (Morceau(0, len(phrase), 0, classer(phrase, attendue)),)
    leurs_charges = charges(mots)
    allures = [charge.allure for charge in leurs_charges]
    primes_ = primes(coupures(mots, allures, phrase))
    pesage = Pesage(mots, paroles, leurs_charges)
    pesees: dict[Etendue, Pesee] = {}
    etendues = [(0, len(mots))]
    courses: list[Course] = []
    for _ in range(_TOURS):
        for e in etendues:
            pesees[e] = pesees.get(e) or pesage.peser(*e)
        courses = chemin(chain.from_iterable([pesees[e].apports for e in etendues]), primes_)
        lues, etendues = etendues, [(a, b) for a, b, _ in courses]
        if lues == etendues:
            break
    rendu: list[Morceau] = []
    for a, b, rang in courses:
        debut = mots[a].debut if a else 0
        fin = mots[b].debut if b < len(mots) else len(phrase)
        fin = debut + len(phrase[debut:fin].rstrip())
        pesee = pesees.get((a, b)) or pesage.peser(a, b)
        classe = conclure(phrase, mots[a:b], a, pesee, attendue)
        rendu.append(Morceau(debut, fin, rang, classe))
    return tuple(rendu)


@dataclass(eq=False)
class Lu:
    """Un morceau lu d'un seul tenant : de quoi le colorer, et de quoi en dire plus."""

    texte: str
    """Celui dont il est un morceau."""
    debut: int
    fin: int
    rang: int
    """Celui de la nature retenue."""
    classe: Classement
    decalage: int
    """Où commence, dans ce texte, celui de la lecture."""
    semblable: Correction | None
    """La correction qui dit la même nature d'une phrase qui ressemble."""

    def segment(self, position: int = 0) -> Segment:
        """Le segment, la nature et la confiance sues, le reste à la demande.

        `position` : où commence, dans le texte entier, celui du morceau.
        """
        confiance = round(self.classe.probabilites[self.rang], 4)
        connus = {
            "debut": position + self.debut,
            "fin": position + self.fin,
            "texte": self.texte[self.debut : self.fin],
            "nature": NATURES[self.rang],
            "confiance": confiance,
            "incertain": confiance < SEUIL_INCERTAIN,
            "corrige": False,
        }
        return entrevoir(connus, partial(self._dire, position))

    def _dire(self, position: int, champ: str) -> Any:
        if champ == "indices":
            return tuple(
                Indice(debut=position + a, fin=position + b, raison=raison)
                for a, b, raison in self._indices
            )
        if champ == "sous_type" and self.semblable and self.semblable.sous_type:
            return self.semblable.sous_type
        return getattr(self._precision, champ)

    @cached_property
    def _precision(self) -> Precision:
        return preciser(self.classe, self.rang, self.texte[self.debut : self.fin])

    @cached_property
    def _indices(self) -> list[tuple[int, int, str]]:
        """Les mots qui ont fait pencher, vérifiés ; positions du texte du morceau."""
        if self.semblable:
            return [(self.debut, self.fin, RAISON_DE_CORRECTION)]
        de = self.decalage
        return [(de + a, de + b, raison) for a, b, raison in indices(self.classe, self.rang)]


def lu(
    texte: str,
    morceau: Morceau,
    attendue: Nature | None = None,
    impose: bool = False,
    memoire: Memoire | None = None,
) -> Lu:
    """Lit un morceau d'un seul tenant ; `memoire` y a sa voix.

    Avec `impose`, la nature reste celle du morceau.
    """
    classe = morceau.classe or classer(texte[morceau.debut : morceau.fin], attendue)
    decalage = 0 if morceau.classe else morceau.debut
    semblable = None
    if memoire and not impose:
        ajout, semblable = memoire.avis(classe.mots)
        classe = incliner(classe, ajout) if semblable else classe
    rang = morceau.rang if impose else classe.rang
    suivie = semblable if semblable and semblable.nature is NATURES[rang] else None
    return Lu(texte, morceau.debut, morceau.fin, rang, classe, decalage, suivie)


def segment(
    texte: str, morceau: Morceau, attendue: Nature | None = None, impose: bool = False
) -> Segment:
    """Lit un morceau d'un seul tenant."""
    return lu(texte, morceau, attendue, impose).segment()
