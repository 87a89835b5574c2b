"""Lire une phrase : des propositions aux segments d'une seule nature."""

from dataclasses import dataclass
from itertools import groupby

from coach.analyse.chemin import chemin
from coach.analyse.classement import (
    Classement,
    classer,
    conclure,
    incliner,
    indices,
    peser,
)
from coach.analyse.donnees import donnees
from coach.analyse.frontieres import jointures, unites
from coach.analyse.jetons import Jeton
from coach.analyse.memoire import Memoire
from coach.analyse.modele import NATURES
from coach.analyse.regles import Trouvaille, preparer
from coach.analyse.sous_types import preciser
from coach.modeles.lecture import Indice, Nature, Segment

RAISON_DE_CORRECTION: str = donnees("explications")["correction"]["raison"]
Etendue = tuple[int, int]
Pesee = tuple[list[Trouvaille], list[list[float]]]
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
    places = jointures(mots, phrase)
    etendues = unites(phrase, mots)
    pesees: dict[Etendue, Pesee] = {}
    rangs: list[int] = []
    for _ in range(_TOURS):
        for a, b in etendues:
            pesees[a, b] = pesees.get((a, b)) or _peser(mots, paroles, a, b)
        rangs = chemin([apport for e in etendues for apport in pesees[e][1]], places)
        if _courses(rangs) == etendues:
            break
        etendues = _courses(rangs)
    rendu: list[Morceau] = []
    for a, b in _courses(rangs):
        debut = mots[a].debut if a else 0
        fin = mots[b].debut if b < len(mots) else len(phrase)
        fin = debut + len(phrase[debut:fin].rstrip())
        pesee = pesees.get((a, b)) or _peser(mots, paroles, a, b)
        classe = conclure(phrase, mots[a:b], *pesee, attendue)
        rendu.append(Morceau(debut, fin, rangs[a], classe))
    return tuple(rendu)


def _peser(mots: list[Jeton], paroles: list[Etendue], a: int, b: int) -> Pesee:
    """Ce que montrent les jetons de `a` à `b`, lus comme un tout."""
    return peser(mots[a:b], [(x - a, y - a) for x, y in paroles if a <= x and y < b])


def _courses(rangs: list[int]) -> list[Etendue]:
    """Les suites de jetons de même nature."""
    rendu: list[Etendue] = []
    for _, groupe in groupby(range(len(rangs)), key=rangs.__getitem__):
        places = list(groupe)
        rendu.append((places[0], places[-1] + 1))
    return rendu


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
