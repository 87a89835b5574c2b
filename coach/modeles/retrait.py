"""Retirer d'un événement les mots et les ancres pris à une séance effacée."""

from collections.abc import Iterable, Set
from itertools import groupby
from typing import Any

from coach.modeles.evenements import ADAPTATEUR, Evenement
from coach.modeles.expurgation import CHAMPS_DE_TEXTE

EFFACE = "[…]"
"""Ce qui tient la place des mots retirés."""

RESTE = 12
"""Points de code : aucune suite de cette longueur ne doit rester."""


def retirer_les_mots(evenement: Evenement, ids: Set[str], textes: Iterable[str]) -> Evenement:
    """L'événement, sans les passages pris à `textes` ni les ancres posées sur `ids`."""
    passages = suites(textes)
    brut = _sans_ancres(evenement.model_dump(mode="json"), ids)
    return ADAPTATEUR.validate_python(_sans_mots(brut, "", passages))


def suites(textes: Iterable[str]) -> set[str]:
    """Toutes les suites de `RESTE` points de code de ces textes."""
    return {texte[i : i + RESTE] for texte in textes for i in range(len(texte) - RESTE + 1)}


def _sans_ancres(brut: Any, ids: Set[str]) -> Any:
    if isinstance(brut, dict):
        return {n: None if _pose_sur(v, ids) else _sans_ancres(v, ids) for n, v in brut.items()}
    if isinstance(brut, list):
        return [_sans_ancres(v, ids) for v in brut if not _pose_sur(v, ids)]
    return brut


def _pose_sur(brut: Any, ids: Set[str]) -> bool:
    return isinstance(brut, dict) and brut.get("evenement") in ids


def _sans_mots(brut: Any, champ: str, passages: Set[str]) -> Any:
    if isinstance(brut, dict):
        return {nom: _sans_mots(valeur, nom, passages) for nom, valeur in brut.items()}
    if isinstance(brut, list):
        return [_sans_mots(valeur, champ, passages) for valeur in brut]
    if isinstance(brut, str) and champ in CHAMPS_DE_TEXTE:
        return trouer(brut, passages)
    return brut


def trouer(texte: str, passages: Set[str]) -> str:
    """Le texte, où « […] » tient la place de ce que ces suites couvrent."""
    pris = [False] * len(texte)
    for i in range(len(texte) - RESTE + 1):
        if texte[i : i + RESTE] in passages:
            pris[i : i + RESTE] = [True] * RESTE
    return "".join(
        _effacer(morceau) if efface else morceau
        for efface, places in groupby(range(len(texte)), key=pris.__getitem__)
        for morceau in ["".join(texte[i] for i in places)]
    )


def _effacer(morceau: str) -> str:
    """Garde les blancs autour de ce qui s'efface."""
    dedans = morceau.strip()
    avant = morceau[: morceau.index(dedans)]
    return avant + EFFACE + morceau[len(avant) + len(dedans) :]
