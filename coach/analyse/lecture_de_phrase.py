"""Lire une phrase : des propositions aux segments d'une seule nature."""

from dataclasses import dataclass

from coach.analyse.chemin import Course, chemin, primes
from coach.analyse.classement import (
    Classement,
    classer,
    conclure,
    incliner,
    indices,
)
from coach.analyse.donnees import donnees
from coach.analyse.frontieres import jointures, unites
from coach.analyse.memoire import Memoire
from coach.analyse.modele import NATURES
from coach.analyse.pesage import Pesage, Pesee
from coach.analyse.regles import preparer
from coach.analyse.sous_types import preciser
from coach.modeles.lecture import Indice, Nature, Segment

RAISON_DE_CORRECTION: str = donnees("explications")["correction"]["raison"]
Etendue = tuple[int, int]
SEUIL_INCERTAIN = 0.6
"""Sous cette confiance, le coach dit qu'il hésite (mesures dans docs/lecture.md)."""
_COUT_DE_COUPE = 1.5
"""Ce que coûte un changement de nature dans une phrase, en logarithme de probabilité."""
_MOTS_DE_PLEIN_POIDS = 6


_TOURS = 2
"""On relit les morceaux trouvés comme des touts, puis on recoupe."""


@dataclass(frozen=True, slots=True)
class Morceau:
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
    primes_ = primes(jointures(mots, phrase))
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


def segment(
    texte: str,
    morceau: Morceau,
    attendue: Nature | None = None,
    impose: bool = False,
    memoire: Memoire | None = None,
) -> Segment:
    """Construit le segment d'un morceau : confiance, sous-type, indices vérifiés.

    Sans `impose`, la nature est celle du morceau lu d'un seul tenant, et `memoire` y a sa voix.
    """
    extrait = texte[morceau.debut : morceau.fin]
    classe = morceau.classe or classer(extrait, attendue)
    decalage = 0 if morceau.classe else morceau.debut
    semblable = None
    if memoire and not impose:
        ajout, semblable = memoire.avis(classe.mots)
        classe = incliner(classe, ajout) if semblable else classe
    rang = morceau.rang if impose else classe.rang
    precision = preciser(classe, rang, extrait)
    confiance = round(classe.probabilites[rang], 4)
    suivie = semblable is not None and semblable.nature is NATURES[rang]
    return Segment(
        debut=morceau.debut,
        fin=morceau.fin,
        texte=extrait,
        nature=NATURES[rang],
        sous_type=(semblable.sous_type if suivie and semblable else None) or precision.sous_type,
        confiance=confiance,
        incertain=confiance < SEUIL_INCERTAIN,
        intensite=precision.intensite,
        corporel=precision.corporel,
        mode=precision.mode,
        indices=_rappel(morceau) if suivie else _indices(classe, rang, decalage),
    )


def _rappel(morceau: Morceau) -> tuple[Indice, ...]:
    return (Indice(debut=morceau.debut, fin=morceau.fin, raison=RAISON_DE_CORRECTION),)


def _indices(classe: Classement, rang: int, decalage: int) -> tuple[Indice, ...]:
    return tuple(
        Indice(debut=a + decalage, fin=b + decalage, raison=raison)
        for a, b, raison in indices(classe, rang)
    )
