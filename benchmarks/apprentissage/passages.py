"""Apprendre ce que coûte un changement de nature : par couple de natures, et par jointure."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from apprentissage.exemples import Phrase
from apprentissage.natures import Modele, Trio, macro_f1
from coach.analyse.chemin import suivre

PASSES_DE_JOINTURE = 40
PENALITE_DE_JOINTURE = 3.0


@dataclass
class Passages:
    """Ce que vaut un changement de nature : par couple de natures, et par jointure."""

    couples: list[Trio]
    jointures: dict[str, float]
    echelle: float


def emissions(modele: Modele, phrase: Phrase) -> list[Trio]:
    """Ce que chaque mot apporte à chaque nature."""
    rendu = [[0.0] * 3 for _ in range(phrase.mots)]
    for nom, a, b, valeur in phrase.parts:
        w = modele.poids.get(nom)
        if w is not None:
            part = valeur / (b - a + 1)
            for place in rendu[a : b + 1]:
                for c in (0, 1, 2):
                    place[c] += part * w[c]
    return rendu


Cas = tuple[list[Trio], Phrase]
COUPLES = [f"{a}{c}" for a in range(3) for c in range(3) if a != c]


def apprendre_passages(cas: list[Cas]) -> Passages:
    """Champ de Markov à trois états, appris par montée de gradient (Rprop, tout à la fois).

    Seuls s'apprennent l'échelle des apports, les couples de natures et les jointures ; un
    changement impossible n'entre pas dans le calcul.
    """
    vus = Counter(nom for _, phrase in cas for j in phrase.jointures if j for nom in j)
    noms = sorted(nom for nom, n in vus.items() if n >= 10)
    passages = Passages([[0.0 if a == c else -2.0 for c in range(3)] for a in range(3)], {}, 0.4)
    passages.jointures = dict.fromkeys(noms, 0.0)
    pas: dict[str, float] = {}
    precedent: dict[str, float] = {}
    for _ in range(PASSES_DE_JOINTURE):
        gradient = dict.fromkeys([*noms, *COUPLES, "echelle"], 0.0)
        for nom in noms:
            gradient[nom] -= PENALITE_DE_JOINTURE * passages.jointures[nom]
        for emission, phrase in cas:
            accumuler(passages, emission, phrase, gradient)
        for nom, g in gradient.items():
            accord = g * precedent.get(nom, 0.0)
            facteur = 1.2 if accord > 0 else 0.5 if accord < 0 else 1.0
            pas[nom] = min(0.6, pas.get(nom, 0.08) * facteur)
            if accord >= 0:
                avancer(passages, nom, math.copysign(pas[nom], g) if g else 0.0)
            precedent[nom] = g if accord >= 0 else 0.0
    return passages


def avancer(passages: Passages, nom: str, pas: float) -> None:
    """Déplace un paramètre."""
    if nom == "echelle":
        passages.echelle = max(0.05, passages.echelle + 0.3 * pas)
    elif nom in passages.jointures:
        passages.jointures[nom] += pas
    else:
        passages.couples[int(nom[0])][int(nom[1])] += pas


def accumuler(
    passages: Passages, emission: list[Trio], phrase: Phrase, gradient: dict[str, float]
) -> None:
    """Ajoute le gradient de la vraisemblance d'une phrase (avant-arrière, en probabilités)."""
    s, couples, n = passages.echelle, passages.couples, phrase.mots
    primes = [
        None if j is None else sum(passages.jointures.get(x, 0.0) for x in j)
        for j in phrase.jointures
    ]
    locaux = [[math.exp(s * (e[c] - max(e))) for c in range(3)] for e in emission]
    facteurs = [
        [
            [1.0 if a == c else 0.0 if p is None else math.exp(couples[a][c] + p) for c in range(3)]
            for a in range(3)
        ]
        for p in primes
    ]
    avant = [normer(locaux[0])]
    for k in range(1, n):
        f, precedent = facteurs[k], avant[-1]
        avant.append(
            normer([locaux[k][c] * sum(precedent[a] * f[a][c] for a in range(3)) for c in range(3)])
        )
    arriere = [1.0] * 3
    for k in range(n - 1, -1, -1):
        presents = normer([avant[k][c] * arriere[c] for c in range(3)])
        vrai = phrase.rangs[k]
        gradient["echelle"] += emission[k][vrai] - sum(
            presents[c] * emission[k][c] for c in range(3)
        )
        if k == 0:
            break
        venant = [locaux[k][c] * arriere[c] for c in range(3)]
        if primes[k] is not None:
            changer(gradient, phrase, k, joint(avant[k - 1], facteurs[k], venant))
        arriere = normer([sum(facteurs[k][a][c] * venant[c] for c in range(3)) for a in range(3)])


def joint(avant: Trio, facteur: list[Trio], venant: Trio) -> list[Trio]:
    """Probabilité de chaque couple de natures à une jointure."""
    brut = [[avant[a] * facteur[a][c] * venant[c] for c in range(3)] for a in range(3)]
    total = sum(map(sum, brut))
    return [[x / total for x in ligne] for ligne in brut]


def changer(gradient: dict[str, float], phrase: Phrase, k: int, joints: list[Trio]) -> None:
    """Le gradient d'une jointure : ce qui est, moins ce qui est attendu."""
    a, c = phrase.rangs[k - 1], phrase.rangs[k]
    ecart = (1.0 if a != c else 0.0) - (1.0 - sum(joints[x][x] for x in range(3)))
    for nom in phrase.jointures[k] or ():
        if nom in gradient:
            gradient[nom] += ecart
    for x in range(3):
        for z in range(3):
            if x != z:
                gradient[f"{x}{z}"] += (x == a and z == c) - joints[x][z]


def normer(valeurs_: Trio) -> Trio:
    """Ramène la somme à un."""
    total = sum(valeurs_)
    return [v / total for v in valeurs_] if total > 0 else [1 / 3] * 3


def tenir_compte_des_courts(passages: Passages, cas: list[Cas]) -> None:
    """Règle le coût commun des changements : chaque passage d'or compte autant, court ou long.

    La vraisemblance compte des mots ; la lecture se juge par passages.
    """

    def score(prime: float) -> float:
        vrais: list[int] = []
        lus: list[int] = []
        for emission, phrase in cas:
            rangs = viterbi(passages, emission, phrase, prime)
            for a, b in suites(phrase.rangs):
                vrais.append(phrase.rangs[a])
                lus.append(Counter(rangs[a:b]).most_common(1)[0][0])
        return macro_f1(vrais, lus)

    essais = {prime / 4: score(prime / 4) for prime in range(-2, 13)}
    print("  coût commun : " + " ".join(f"{p:+.2f}:{s:.4f}" for p, s in essais.items()))
    meilleure = max(essais, key=lambda p: (round(essais[p], 4), -p))
    for a in range(3):
        for c in range(3):
            if a != c:
                passages.couples[a][c] += meilleure


def suites(rangs: list[int]) -> Iterator[tuple[int, int]]:
    """Les suites de mots de même nature."""
    debut = 0
    for k in range(1, len(rangs) + 1):
        if k == len(rangs) or rangs[k] != rangs[debut]:
            yield debut, k
            debut = k


def viterbi(passages: Passages, emission: list[Trio], phrase: Phrase, prime: float) -> list[int]:
    """Le chemin le plus vraisemblable, tel que le produit le calcule."""
    couples = [
        [x + prime * (a != c) for c, x in enumerate(ligne)]
        for a, ligne in enumerate(passages.couples)
    ]
    return suivre(emission, phrase.jointures, passages.jointures, couples, passages.echelle)
