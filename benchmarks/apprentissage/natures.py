"""Peser règles et traits : une régression logistique à trois natures, en Python pur."""

import math
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from apprentissage.exemples import NATURES, Exemple, Valeurs
from coach.analyse.regles import jeu

PASSES = 16
VUS_AU_MOINS = 3
DEPART = 0.8
"""Avant tout exemple, une règle plaide d'autant pour la nature qu'elle déclare."""
PENALITE = 200.0
LETTRES = 0.6
"""Des lettres valent moins qu'un mot reconnu."""
RARETE_AU_MOINS = 0.3
EFFACEMENT = 0.35
"""À chaque passage, cette part des traits est cachée : aucun mot connu ne doit suffire seul."""
PASSES_D_ESSAI = 8
TRAITS_GARDES = 12500
GRAINES = (1, 2, 3)
"""Un apprentissage par graine : leur moyenne dépend moins du tirage que chacun."""
ATTENTES = (1.2, 1.6)
"""Ce qu'ajoute la nature attendue par l'étape : réponse longue, réponse de trois mots au plus."""
Trio = list[float]
Place = tuple[int, float]
"""Le rang d'un trait retenu, et sa valeur."""
Cas = tuple[int, float, tuple[float, float, float], list[Place]]
"""Le rang de nature, l'importance, ce que la question ajoute, et les traits."""


@dataclass(frozen=True)
class Modele:
    """Biais et poids appris."""

    biais: Trio
    poids: dict[str, Trio]


class Tables:
    """Poids, départs, carrés des gradients et rappels : une liste par nature, un rang par trait."""

    def __init__(self, noms: list[str], comptes_: Counter[str], exemples: int) -> None:
        departs = [depart(nom) for nom in noms]
        self.noms = noms
        self.departs = [[d[c] for d in departs] for c in range(3)]
        self.poids = [list(colonne) for colonne in self.departs]
        self.carres = [[1e-2] * len(noms) for _ in range(3)]
        self.rappels = [rappel(nom, comptes_[nom], exemples) for nom in noms]
        self.biais = [0.0, 0.0, 0.0]

    def scores(self, places: list[Place], ajout: Iterable[float]) -> Trio:
        """Les scores des trois natures."""
        w0, w1, w2 = self.poids
        s0, s1, s2 = (b + x for b, x in zip(self.biais, ajout, strict=True))
        for i, v in places:
            s0 += v * w0[i]
            s1 += v * w1[i]
            s2 += v * w2[i]
        return [s0, s1, s2]

    def corriger(self, places: list[Place], gradient: Trio, pas: float) -> None:
        """Un pas sur les poids montrés ; la pénalité les ramène vers leur départ.

        Une boucle par nature serait plus courte, mais un tiers plus lente.
        """
        (w0, w1, w2), (d0, d1, d2), (k0, k1, k2) = self.poids, self.departs, self.carres
        g0, g1, g2 = gradient
        rappels, racine = self.rappels, math.sqrt
        for c in range(3):
            self.biais[c] -= 0.01 * pas * gradient[c]
        for i, v in places:
            r = rappels[i]
            g = g0 * v + r * (w0[i] - d0[i])
            k0[i] += g * g
            w0[i] -= pas * g / racine(k0[i])
            g = g1 * v + r * (w1[i] - d1[i])
            k1[i] += g * g
            w1[i] -= pas * g / racine(k1[i])
            g = g2 * v + r * (w2[i] - d2[i])
            k2[i] += g * g
            w2[i] -= pas * g / racine(k2[i])


def rappel(nom: str, vus: int, exemples: int) -> float:
    """La force qui ramène un poids à son départ, chaque fois que le trait se montre.

    Un trait qu'on voit partout n'apprend guère, et doit le prouver davantage qu'un trait rare.
    """
    rarete = math.log(exemples / max(1, vus)) * (LETTRES if nom.startswith("c:") else 1.0)
    return PENALITE / max(RARETE_AU_MOINS, rarete) ** 2 / max(1, vus)


def depart(trait: str) -> Trio:
    """Le poids avant tout exemple."""
    regle = jeu().regles.get(trait)
    if regle is None or regle.muette:
        return [0.0] * 3
    return [DEPART * (regle.nature == n) for n in NATURES]


def comptes(exemples: Iterable[Exemple]) -> Counter[str]:
    """Dans combien d'exemples chaque trait se montre."""
    return Counter(nom for e in exemples for nom in e.traits)


def choisir(exemples: list[Exemple]) -> list[str]:
    """Les traits à garder : ceux qui changent le plus de lectures dans un apprentissage d'essai.

    On réapprend ensuite d'eux seuls : ils reprennent ce que disaient les traits écartés.
    """
    vus = comptes(e for e in exemples if e.genre != "proposition")
    regles = jeu().regles
    assez = [n for n in sorted(vus) if vus[n] >= VUS_AU_MOINS and n not in regles]
    essai = ajuster(exemples, assez, passes=PASSES_D_ESSAI).poids
    tous = comptes(exemples)
    forces = {n: (max(essai[n]) - min(essai[n])) * math.sqrt(tous[n]) for n in assez}
    return sorted(sorted(assez, key=lambda n: (-forces[n], n))[:TRAITS_GARDES])


def ajuster(
    exemples: list[Exemple], traits: list[str], graine: int = GRAINES[0], passes: int = PASSES
) -> Modele:
    """Descente de gradient à pas adaptés (Adagrad), ordre et effacements tirés d'une graine fixe.

    La pénalité ramène chaque poids vers son départ, non vers zéro : une règle que le corpus ne
    montre jamais garde sa voix. Règles et `traits` seuls s'apprennent.
    """
    tables = Tables([*sorted(jeu().regles), *traits], comptes(exemples), len(exemples))
    rangs = {nom: i for i, nom in enumerate(tables.noms)}
    ordre = [cas(e, rangs) for e in exemples]
    hasard = random.Random(graine)
    for passe in range(passes):
        hasard.shuffle(ordre)
        pas = 0.15 / (1 + passe * 0.25)
        for rang, importance, ajout, places in ordre:
            montres = effacer(places, hasard)
            p = softmax(tables.scores(montres, ajout))
            gradient = [importance * (p[c] - (rang == c)) for c in range(3)]
            tables.corriger(montres, gradient, pas)
    trios = zip(*tables.poids, strict=True)
    return Modele(tables.biais, {n: list(t) for n, t in zip(tables.noms, trios, strict=True)})


def moyenne(modeles: list[Modele]) -> Modele:
    """La moyenne de modèles appris des mêmes exemples : trois modèles linéaires n'en font qu'un."""
    n = len(modeles)
    trios = {nom: zip(*(m.poids[nom] for m in modeles), strict=True) for nom in modeles[0].poids}
    poids = {nom: [sum(v) / n for v in trio] for nom, trio in trios.items()}
    return Modele([sum(b) / n for b in zip(*(m.biais for m in modeles), strict=True)], poids)


def cas(e: Exemple, rangs: dict[str, int]) -> Cas:
    """Un exemple prêt à calculer."""
    places = [(rangs[nom], v) for nom, v in sorted(e.traits.items()) if nom in rangs]
    return e.rang, e.importance, a_priori(e), places


def a_priori(e: Exemple) -> tuple[float, float, float]:
    """Ce que la question ajoute aux scores, tel que le produit l'ajoute."""
    if e.attendue is None:
        return (0.0, 0.0, 0.0)
    rang, breve = e.attendue
    fait, opinion, emotion = (ATTENTES[breve] * (c == rang) for c in range(3))
    return (fait, opinion, emotion)


def effacer(places: list[Place], hasard: random.Random) -> list[Place]:
    """Les traits montrés à ce passage, renforcés de ce que l'effacement leur ôte en moyenne."""
    tirer = hasard.random
    renfort = 1 / (1 - EFFACEMENT)
    return [(i, v * renfort) for i, v in places if tirer() >= EFFACEMENT]


def scores(modele: Modele, traits: Valeurs) -> Trio:
    """Les scores des trois natures."""
    rendu = list(modele.biais)
    for nom, valeur in traits.items():
        w = modele.poids.get(nom)
        if w is not None:
            rendu[0] += valeur * w[0]
            rendu[1] += valeur * w[1]
            rendu[2] += valeur * w[2]
    return rendu


def softmax(valeurs_: Trio, temperature: float = 1.0) -> Trio:
    """Les trois probabilités."""
    haut = max(valeurs_)
    exps = [math.exp((v - haut) / temperature) for v in valeurs_]
    total = sum(exps)
    return [e / total for e in exps]


def arrondir(modele: Modele) -> Modele:
    """Les poids tels qu'ils s'écriront."""
    regles = jeu().regles
    poids = {
        n: [round(x, 3 if n in regles else 2) for x in w] for n, w in sorted(modele.poids.items())
    }
    return Modele([round(b, 3) for b in modele.biais], poids)


def macro_f1(vrais: list[int], lus: list[int]) -> float:
    """Moyenne des F1 des trois natures."""
    total = 0.0
    for c in range(3):
        juste = sum(v == lu == c for v, lu in zip(vrais, lus, strict=True))
        total += 2 * juste / max(1, vrais.count(c) + lus.count(c))
    return total / 3
