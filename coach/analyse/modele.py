"""Les poids des règles : appris par benchmarks/apprendre_poids.py, lus une fois."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.modeles.lecture import Nature

NATURES = (Nature.FAIT, Nature.OPINION, Nature.EMOTION)
_FICHIER = Path(__file__).with_name("poids.json")
_A_PRIORI = 0.7
"""Ce qu'ajoute, en logit, la nature attendue par l'étape : de quoi départager, pas décider."""
_A_PRIORI_BREF = 1.4
_REPONSE_BREVE = 3
"""En mots : « Rien », « De la colère » tiennent leur sens de la question."""


@dataclass(frozen=True)
class Poids:
    """Poids de chaque règle pour (fait, opinion, émotion), biais et température de calibration."""

    biais: tuple[float, float, float]
    regles: dict[str, tuple[float, float, float]]
    temperature: float


@cache
def poids() -> Poids:
    """Charge les poids appris."""
    brut = json.loads(_FICHIER.read_text(encoding="utf-8"))
    return Poids(
        biais=tuple(brut["biais"]),
        regles={k: tuple(v) for k, v in brut["regles"].items()},
        temperature=brut["temperature"],
    )


def logits(regles: Iterable[str], attendue: Nature | None, mots: int) -> list[float]:
    """Somme les poids des règles reconnues, et l'a priori de l'étape, double si c'est bref."""
    modele = poids()
    rendu = list(modele.biais)
    for regle in regles:
        w = modele.regles.get(regle)
        if w:
            rendu[0] += w[0]
            rendu[1] += w[1]
            rendu[2] += w[2]
    if attendue is not None:
        force = _A_PRIORI if mots > _REPONSE_BREVE else _A_PRIORI_BREF
        rendu[NATURES.index(attendue)] += force * modele.temperature
    return rendu


def softmax(valeurs: list[float]) -> list[float]:
    """Rend des probabilités, adoucies par la température."""
    temperature = poids().temperature
    haut = max(valeurs)
    exps = [math.exp((v - haut) / temperature) for v in valeurs]
    total = sum(exps)
    return [e / total for e in exps]
