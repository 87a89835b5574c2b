"""Ce qui, dans une phrase, plaide pour un protocole : un poids par mot, et les mots à citer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.dialogues.appels import trouver
from coach.dialogues.champs import Trait
from coach.dialogues.script import Protocole
from coach.liens.mots import Mot

RIEN = "rien"
"""Le nom, dans les poids, de ce qui n'appelle aucun protocole."""

APPELS_COMPTES = 2
"""Au-delà, un appel de plus n'apprend rien."""

_CITES_MAX = 2
_MOTS_CITES = 8
_PART_CITEE = 0.12
"""Un mot se cite s'il porte au moins cette part de ce que porte le plus lourd."""
_PART_DU_SECOND = 0.4
"""Un second passage se cite s'il porte au moins cette part du premier."""

_MENENT = frozenset(
    {
        *("je", "j", "il", "ils", "elle", "elles", "on", "c", "n", "ne", "m", "me", "s", "se"),
        *(
            "a",
            "ai",
            "est",
            "suis",
            "y",
            "en",
            "l",
            "la",
            "le",
            "les",
            "un",
            "une",
            "mon",
            "ma",
            "mes",
        ),
    }
)
"""Les petits mots qui font corps avec le verbe ou le nom qui suit."""


@dataclass(frozen=True)
class Poids:
    """Ce qui a été appris, en logarithmes de cotes.

    `traits` : par trait, le poids pour chaque protocole ; `biais` : par protocole, avant de lire ;
    `net`, `possible` : un appel écrit d'un protocole appris ; `seul_net`, `seul_possible` : d'un
    protocole que l'apprentissage n'a pas connu, dont les appels sont tout ce qu'on sait.
    """

    biais: dict[str, float]
    net: float
    possible: float
    seul_net: float
    seul_possible: float
    traits: dict[str, dict[str, float]]


@dataclass(frozen=True)
class Plaidoyer:
    """Le score d'un protocole, et la part qu'y prend chaque mot de la phrase.

    `de_sa_main` : un appel net écrit par la personne, dans un protocole à elle.
    """

    score: float
    parts: tuple[float, ...]
    de_sa_main: bool = False


@cache
def poids() -> Poids:
    """Les poids livrés avec le coach, refaits par benchmarks/apprendre_recommandation.py."""
    return Poids(**json.loads(Path(__file__).with_name("recommandation.json").read_text("utf-8")))


def plaider(protocole: Protocole | None, lus: Sequence[Mot], portes: Sequence[Trait]) -> Plaidoyer:
    """Ce que la phrase dit pour ce protocole ; sans protocole, pour n'en proposer aucun.

    Un protocole que l'apprentissage n'a pas connu part de rien dès qu'un de ses appels est là, et
    derrière tous les autres sinon.
    """
    appris = poids()
    nom = protocole.id if protocole else RIEN
    parts = [0.0] * len(lus)
    score = appris.biais.get(nom, min(appris.biais.values()))
    for trait in {t.nom: t for t in portes}.values():
        poids_du_trait = appris.traits.get(trait.nom, {}).get(nom, 0.0)
        score += poids_du_trait
        _repartir(parts, trait.premier, trait.dernier, poids_du_trait)
    if protocole is None:
        return Plaidoyer(score, tuple(parts))
    connu = nom in appris.biais
    nets, des_appels = _appeler(protocole, lus, parts, connu=connu)
    if des_appels and not connu:
        score = 0.0
    return Plaidoyer(score + des_appels, tuple(parts), de_sa_main=nets > 0 and not connu)


def _appeler(
    protocole: Protocole, lus: Sequence[Mot], parts: list[float], *, connu: bool
) -> tuple[int, float]:
    """Combien d'appels nets, et ce que pèsent tous les appels ; leurs mots en ont leur part."""
    appris = poids()
    valeurs = {
        True: appris.net if connu else appris.seul_net,
        False: appris.possible if connu else appris.seul_possible,
    }
    comptes = {True: 0, False: 0}
    for appel in trouver(lus, protocole.appels):
        if comptes[appel.net] < APPELS_COMPTES:
            comptes[appel.net] += 1
            _repartir(parts, appel.premier, appel.dernier, valeurs[appel.net])
    return comptes[True], sum(valeurs[net] * n for net, n in comptes.items())


def _repartir(parts: list[float], premier: int, dernier: int, poids_du_trait: float) -> None:
    for n in range(premier, dernier + 1):
        parts[n] += poids_du_trait / (dernier - premier + 1)


def passages(lus: Sequence[Mot], parts: Sequence[float]) -> list[tuple[int, int]]:
    """Les suites de mots qui plaident le plus, deux au plus, en points de code, en ordre."""
    restantes = list(parts)
    trouves: list[tuple[int, int, float]] = []
    while len(trouves) < _CITES_MAX and (suite := _plus_lourde(lus, restantes)):
        premier, dernier, valeur = suite
        if trouves and valeur < _PART_DU_SECOND * trouves[0][2]:
            break
        trouves.append(suite)
        for n in range(max(0, premier - 1), min(len(lus), dernier + 2)):
            restantes[n] = float("-inf")
    return sorted((lus[_debut(lus, p, trouves)].debut, lus[d].fin) for p, d, _ in trouves)


def _plus_lourde(lus: Sequence[Mot], parts: Sequence[float]) -> tuple[int, int, float] | None:
    """La suite de mots d'une même phrase qui porte le plus, ses bords pleins, ou rien."""
    plancher = _PART_CITEE * max(parts, default=0.0)
    meilleure: tuple[int, int, float] | None = None
    for premier, mot in enumerate(lus):
        total = 0.0
        for dernier in range(premier, min(len(lus), premier + _MOTS_CITES)):
            if lus[dernier].phrase != mot.phrase:
                break
            total += parts[dernier] - plancher
            plein = not lus[dernier].petit and any(not m.petit for m in lus[premier : dernier + 1])
            if plein and total > (meilleure[2] if meilleure else 0.0):
                meilleure = premier, dernier, total
    return meilleure


def _debut(lus: Sequence[Mot], rang: int, pris: Sequence[tuple[int, int, float]]) -> int:
    """Le rang du premier des petits mots qui mènent à celui-ci sans changer de phrase."""
    occupes = {d for _, d, _ in pris}
    while (
        rang
        and rang - 1 not in occupes
        and lus[rang - 1].cle in _MENENT
        and lus[rang - 1].phrase == lus[rang].phrase
    ):
        rang -= 1
    return rang
