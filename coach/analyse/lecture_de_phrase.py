"""Lire une phrase : des propositions aux segments d'une seule nature."""

import math
from dataclasses import dataclass
from itertools import groupby

from coach.analyse.classement import Classement, classer, indices
from coach.analyse.decoupage import propositions
from coach.analyse.modele import NATURES
from coach.analyse.sous_types import preciser
from coach.modeles.lecture import Indice, Nature, Segment

SEUIL_INCERTAIN = 0.6
"""Sous cette confiance, le coach dit qu'il hésite (mesures dans docs/lecture.md)."""
_COUT_DE_COUPE = 1.5
"""Ce que coûte un changement de nature dans une phrase, en logarithme de probabilité."""
_MOTS_DE_PLEIN_POIDS = 6


@dataclass(frozen=True, slots=True)
class Morceau:
    """Une étendue de la phrase (points de code) et le rang de sa nature."""

    debut: int
    fin: int
    rang: int


def morceler(phrase: str, attendue: Nature | None = None) -> tuple[Morceau, ...]:
    """Découpe une phrase là où la nature change : le chemin le plus probable de natures."""
    unites = propositions(phrase)
    if len(unites) == 1:
        return (Morceau(*unites[0], 0),)
    chemin = _chemin([_vraisemblances(phrase[a:b], attendue) for a, b in unites])
    rendu: list[Morceau] = []
    for rang, groupe in groupby(range(len(unites)), key=chemin.__getitem__):
        rangs = list(groupe)
        rendu.append(Morceau(unites[rangs[0]][0], unites[rangs[-1]][1], rang))
    return tuple(rendu)


def _vraisemblances(proposition: str, attendue: Nature | None) -> list[float]:
    """Log-probabilités d'une proposition ; courte, elle pèse moins que ses voisines."""
    classe = classer(proposition, attendue)
    mots = sum("signe" not in m.etiquettes for m in classe.mots)
    poids = min(1.0, mots / _MOTS_DE_PLEIN_POIDS)
    return [poids * math.log(max(p, 1e-4)) for p in classe.probabilites]


def _chemin(vraisemblances: list[list[float]]) -> list[int]:
    """Viterbi à trois états : changer de nature coûte `_COUT_DE_COUPE`."""
    scores = vraisemblances[0]
    retours: list[list[int]] = []
    for suite in vraisemblances[1:]:
        origines, suivants = [], []
        for c in range(3):
            venus = [scores[a] - (_COUT_DE_COUPE if a != c else 0.0) for a in range(3)]
            origine = max(range(3), key=venus.__getitem__)
            origines.append(origine)
            suivants.append(venus[origine] + suite[c])
        retours.append(origines)
        scores = suivants
    rang = max(range(3), key=scores.__getitem__)
    chemin = [rang]
    for origines in reversed(retours):
        rang = origines[rang]
        chemin.append(rang)
    return chemin[::-1]


def segment(
    texte: str, morceau: Morceau, attendue: Nature | None = None, impose: bool = False
) -> Segment:
    """Construit le segment d'un morceau : confiance, sous-type, indices vérifiés.

    Sans `impose`, la nature est celle du morceau lu d'un seul tenant.
    """
    extrait = texte[morceau.debut : morceau.fin]
    classe = classer(extrait, attendue)
    rang = morceau.rang if impose else classe.rang
    precision = preciser(classe, rang)
    confiance = round(classe.probabilites[rang], 4)
    return Segment(
        debut=morceau.debut,
        fin=morceau.fin,
        texte=extrait,
        nature=NATURES[rang],
        sous_type=precision.sous_type,
        confiance=confiance,
        incertain=confiance < SEUIL_INCERTAIN,
        intensite=precision.intensite,
        corporel=precision.corporel,
        mode=precision.mode,
        indices=_indices(classe, rang, attendue, morceau.debut),
    )


def _indices(
    classe: Classement, rang: int, attendue: Nature | None, decalage: int
) -> tuple[Indice, ...]:
    return tuple(
        Indice(debut=a + decalage, fin=b + decalage, raison=raison)
        for a, b, raison in indices(classe, rang, attendue)
    )
