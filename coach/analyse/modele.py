"""Les poids de la lecture : appris par benchmarks/apprendre_poids.py, lus une fois."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from coach.modeles.lecture import Nature

NATURES = (Nature.FAIT, Nature.OPINION, Nature.EMOTION)
Trio = tuple[float, float, float]
Ecart = complex
"""Deux écarts en un nombre, qui s'additionnent d'un coup : fait − émotion, opinion − émotion.

Rien dans la lecture ne dépend d'autre chose que de ces différences.
"""
_FICHIER = Path(__file__).with_name("poids.json")
_REPONSE_BREVE = 3
"""En mots : « Rien », « De la colère » tiennent leur sens de la question."""
_CENT = 100
_APPORT, _LONGUEUR = 2.2, 0.35


@dataclass(frozen=True)
class Poids:
    """Poids de chaque règle et de chaque trait, et le reste.

    `jointures` dit ce que coûte un changement de nature à cet endroit ; `attente`, ce qu'ajoute
    la nature attendue par l'étape, selon que la réponse est longue ou brève.
    """

    biais: Ecart
    temperature: float
    attente: tuple[float, float]
    regles: dict[str, Trio]
    ecarts: dict[str, Ecart]
    """Ceux des règles."""
    traits: dict[str, Ecart]
    lettres: dict[str, Ecart]
    """Parmi les traits, les suites de lettres, sans préfixe."""
    jointures: dict[str, float]
    passages: tuple[tuple[float, ...], ...]
    echelle: float


@cache
def poids() -> Poids:
    """Charge les poids appris ; ceux des traits sont écrits en centièmes."""
    brut = json.loads(_FICHIER.read_text(encoding="utf-8"))
    traits = {k: _centiemes(*v) for k, v in brut["traits"].items()}
    lettres = {k[2:]: traits.pop(k) for k in [k for k in traits if k.startswith("c:")]}
    return Poids(
        biais=ecart(brut["biais"]),
        temperature=brut["temperature"],
        attente=tuple(brut["attente"]),
        regles={k: tuple(v) for k, v in brut["regles"].items()},
        ecarts={k: ecart(v) for k, v in brut["regles"].items()},
        traits=traits,
        lettres=lettres,
        jointures=brut["jointures"],
        passages=tuple(tuple(ligne) for ligne in brut["passages"]),
        echelle=brut["echelle"],
    )


@cache
def _centiemes(fait: int, opinion: int, emotion: int) -> Ecart:
    """Un poids écrit en centièmes ; les poids égaux ne font qu'un objet."""
    return complex((fait - emotion) / _CENT, (opinion - emotion) / _CENT)


def ecart(trio: Sequence[float]) -> Ecart:
    """Trois poids réduits à ce qui compte : ce que fait et opinion ont de plus qu'émotion."""
    fait, opinion, emotion = trio
    return complex(fait - emotion, opinion - emotion)


@lru_cache(maxsize=1024)
def attenuation(jetons: int) -> float:
    """Ce que pèse l'apport d'un jeton dans un passage de tant de jetons : moins s'il est long.

    Un long passage montre plus de traits qu'un court ; il n'en est pas d'autant plus sûr.
    """
    return _APPORT / math.pow(jetons + 1, _LONGUEUR)


def logits(apports: Sequence[Ecart], attendue: Nature | None, mots: int) -> list[float]:
    """Somme les apports (un par jeton), le biais, et l'a priori de l'étape, plus fort si bref."""
    modele = poids()
    somme = modele.biais + attenuation(len(apports)) * sum(apports)
    rendu = [somme.real, somme.imag, 0.0]
    if attendue is not None:
        rendu[NATURES.index(attendue)] += modele.attente[mots <= _REPONSE_BREVE]
    return rendu


def softmax(valeurs: list[float]) -> list[float]:
    """Rend des probabilités, adoucies par la température."""
    temperature = poids().temperature
    haut = max(valeurs)
    exp = math.exp
    a, b, c = valeurs
    fait, opinion = exp((a - haut) / temperature), exp((b - haut) / temperature)
    emotion = exp((c - haut) / temperature)
    total = fait + opinion + emotion
    return [fait / total, opinion / total, emotion / total]
