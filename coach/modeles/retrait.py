"""Retirer d'un événement les mots et les ancres pris à une séance effacée."""

import re
from collections.abc import Iterable, Set
from itertools import groupby
from typing import Any

from coach.modeles.evenements import ADAPTATEUR, Evenement, QuestionPosee, RelancePosee
from coach.modeles.expurgation import CHAMPS_D_ANCRE, CHAMPS_DE_TEXTE

EFFACE = "[…]"
"""Ce qui tient la place des mots retirés."""

_MOTS = r"(?:[ ,\u00a0’']+[\w’'-]+){0,3}"
_BRIBE = re.compile(rf"\[…\]\w*{_MOTS}(?:[ ,\u00a0’']*\[…\]|(?=[ \u00a0\u202f]*[.;:!?»]))")
"""Un trou, et les deux ou trois mots qui le suivent jusqu'à un autre, ou à la fin de la phrase."""

RESTE = 12
"""Points de code : aucune suite de cette longueur ne doit rester."""


def retirer_les_mots(evenement: Evenement, ids: Set[str], textes: Iterable[str]) -> Evenement:
    """L'événement, sans les passages pris à `textes` ni les ancres posées sur `ids`.

    Les autres ancres restent entières : une réponse qui reste dit aussi ce qu'elles citent.
    """
    passages = suites(textes)
    brut = _sans_ancres(evenement.model_dump(mode="json"), ids)
    sans = _sans_mots(brut, "", passages)
    if isinstance(evenement, QuestionPosee | RelancePosee):
        sans["texte"] = en_une_phrase(sans["texte"])
    return ADAPTATEUR.validate_python(sans)


def en_une_phrase(troue: str) -> str:
    """Une phrase du coach, trouée, qui se lit encore : les bribes d'une citation s'en vont aussi.

    « Vous aviez décidé de […] vous […] chez vous. » devient « Vous aviez décidé de […]. »
    """
    reste = _BRIBE.sub(EFFACE, troue)
    return reste if reste == troue else en_une_phrase(reste)


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
        if brut.keys() == CHAMPS_D_ANCRE:
            return brut
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
