"""Les poids de la lecture : appris par benchmarks/apprendre_poids.py, lus une fois."""

import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from coach.analyse.jetons import Jeton
from coach.analyse.regles import Trouvaille
from coach.analyse.traits import lettres, lisible, marques, tournures
from coach.modeles.lecture import Nature

NATURES = (Nature.FAIT, Nature.OPINION, Nature.EMOTION)
Trio = tuple[float, float, float]
_FICHIER = Path(__file__).with_name("poids.json")
_REPONSE_BREVE = 3
"""En mots : « Rien », « De la colère » tiennent leur sens de la question."""
_NUL: Trio = (0.0, 0.0, 0.0)
_CENT = 100


@dataclass(frozen=True)
class Poids:
    """Poids de chaque règle et de chaque trait pour (fait, opinion, émotion), et le reste.

    `jointures` dit ce que coûte un changement de nature à cet endroit ; `attente`, ce qu'ajoute
    la nature attendue par l'étape, selon que la réponse est longue ou brève.
    """

    biais: Trio
    temperature: float
    attente: tuple[float, float]
    regles: dict[str, Trio]
    traits: dict[str, Trio]
    jointures: dict[str, float]
    passages: tuple[tuple[float, ...], ...]
    echelle: float


@cache
def poids() -> Poids:
    """Charge les poids appris ; ceux des traits sont écrits en centièmes."""
    brut = json.loads(_FICHIER.read_text(encoding="utf-8"))
    return Poids(
        biais=tuple(brut["biais"]),
        temperature=brut["temperature"],
        attente=tuple(brut["attente"]),
        regles={k: tuple(v) for k, v in brut["regles"].items()},
        traits={k: _trio(*v) for k, v in brut["traits"].items()},
        jointures=brut["jointures"],
        passages=tuple(tuple(ligne) for ligne in brut["passages"]),
        echelle=brut["echelle"],
    )


@cache
def _trio(fait: int, opinion: int, emotion: int) -> Trio:
    """Un poids écrit en centièmes ; les poids égaux ne font qu'un objet."""
    return fait / _CENT, opinion / _CENT, emotion / _CENT


def apports(mots: list[Jeton], trouves: list[Trouvaille]) -> list[list[float]]:
    """Ce que chaque jeton apporte à chaque nature ; leur somme, plus le biais, fait le score.

    Un trait étendu se partage entre ses jetons.
    """
    modele = poids()
    rendu = [list(_du_mot(mot.cle)) if lisible(mot) else [0.0, 0.0, 0.0] for mot in mots]
    vus: set[str] = set()
    for t in trouves:
        w = modele.regles.get(t.regle)
        if w is not None and t.regle not in vus:
            vus.add(t.regle)
            _repartir(rendu, w, t.rang, t.rang_fin)
    traits = modele.traits
    for source in (tournures, marques):
        for nom, debut, fin in source(mots):
            w = traits.get(nom)
            if w is not None and nom not in vus:
                vus.add(nom)
                _repartir(rendu, w, debut, fin)
    return rendu


@lru_cache(maxsize=16384)
def _du_mot(cle: str) -> Trio:
    """La somme des poids des lettres d'un mot."""
    traits = poids().traits
    fait = opinion = emotion = 0.0
    for nom in lettres(cle):
        f, o, e = traits.get(nom, _NUL)
        fait += f
        opinion += o
        emotion += e
    return fait, opinion, emotion


def _repartir(rendu: list[list[float]], w: Trio, debut: int, fin: int) -> None:
    if debut == fin:
        place = rendu[debut]
        place[0] += w[0]
        place[1] += w[1]
        place[2] += w[2]
        return
    n = fin - debut + 1
    f, o, e = w[0] / n, w[1] / n, w[2] / n
    for place in rendu[debut : fin + 1]:
        place[0] += f
        place[1] += o
        place[2] += e


def logits(apports_: list[list[float]], attendue: Nature | None, mots: int) -> list[float]:
    """Somme les apports, le biais, et l'a priori de l'étape, plus fort si c'est bref."""
    modele = poids()
    fait, opinion, emotion = modele.biais
    for f, o, e in apports_:
        fait += f
        opinion += o
        emotion += e
    rendu = [fait, opinion, emotion]
    if attendue is not None:
        rendu[NATURES.index(attendue)] += modele.attente[mots <= _REPONSE_BREVE]
    return rendu


def softmax(valeurs: list[float]) -> list[float]:
    """Rend des probabilités, adoucies par la température."""
    temperature = poids().temperature
    haut = max(valeurs)
    exps = [math.exp((v - haut) / temperature) for v in valeurs]
    total = sum(exps)
    return [e / total for e in exps]
