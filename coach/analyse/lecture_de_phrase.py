"""Lire une phrase : des propositions aux segments d'une seule nature."""

from typing import NamedTuple

from coach.analyse.chemin import Course, chemin, primes
from coach.analyse.classement import (
    Classement,
    classer,
    conclure,
    incliner,
    indices,
)
from coach.analyse.donnees import donnees
from coach.analyse.frontieres import coupures, unites
from coach.analyse.memoire import Correction, Memoire
from coach.analyse.modele import NATURES
from coach.analyse.pesage import Pesage, Pesee
from coach.analyse.reperage import preparer
from coach.analyse.sous_types import preciser
from coach.modeles.lecture import Indice, Nature, Segment

RAISON_DE_CORRECTION: str = donnees("explications")["correction"]["raison"]
Etendue = tuple[int, int]
SEUIL_INCERTAIN = 0.6
"""Sous cette confiance, le coach dit qu'il hésite (mesures dans docs/lecture.md)."""

_TOURS = 2
"""On relit les morceaux trouvés comme des touts, puis on recoupe."""


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
    primes_ = primes(coupures(mots, phrase))
    etendues = unites(phrase, mots)
    pesage = Pesage(mots, paroles)
    pesees: dict[Etendue, Pesee] = {}
    courses: list[Course] = []
    for _ in range(_TOURS):
        for e in etendues:
            pesees[e] = pesees.get(e) or pesage.peser(*e)
        courses = chemin([apport for e in etendues for apport in pesees[e].apports], primes_)
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


class Lu(NamedTuple):
    """Un morceau lu d'un seul tenant : de quoi le colorer, et de quoi en dire plus."""

    debut: int
    fin: int
    rang: int
    """Celui de la nature retenue."""
    classe: Classement
    decalage: int
    """Où commence, dans la phrase, le texte de la lecture."""
    semblable: Correction | None
    """La correction qui dit la même nature d'une phrase qui ressemble."""


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
    return Lu(morceau.debut, morceau.fin, rang, classe, decalage, suivie)


def segment(
    texte: str, morceau: Morceau, attendue: Nature | None = None, impose: bool = False
) -> Segment:
    """Lit un morceau d'un seul tenant, et en dit tout."""
    return detailler(texte, lu(texte, morceau, attendue, impose))


def detailler(texte: str, m: Lu, position: int = 0) -> Segment:
    """Dit tout d'un morceau lu : confiance, sous-type, indices vérifiés.

    `position` : où commence, dans le texte entier, celui du morceau.
    """
    extrait = texte[m.debut : m.fin]
    precision = preciser(m.classe, m.rang, extrait)
    confiance = round(m.classe.probabilites[m.rang], 4)
    return Segment(
        debut=position + m.debut,
        fin=position + m.fin,
        texte=extrait,
        nature=NATURES[m.rang],
        sous_type=(m.semblable and m.semblable.sous_type) or precision.sous_type,
        confiance=confiance,
        incertain=confiance < SEUIL_INCERTAIN,
        intensite=precision.intensite,
        corporel=precision.corporel,
        mode=precision.mode,
        indices=_rappel(m, position) if m.semblable else _indices(m, position),
    )


def _rappel(m: Lu, position: int) -> tuple[Indice, ...]:
    debut, fin = position + m.debut, position + m.fin
    return (Indice(debut=debut, fin=fin, raison=RAISON_DE_CORRECTION),)


def _indices(m: Lu, position: int) -> tuple[Indice, ...]:
    de = position + m.decalage
    return tuple(
        Indice(debut=de + a, fin=de + b, raison=raison)
        for a, b, raison in indices(m.classe, m.rang)
    )
