"""Dire les aides et les exemples des protocoles livrés avec les mots du pays de la personne."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from coach.dialogues.livres import identifiants_livres
from coach.dialogues.script import Protocole

_DITS = ("aide", "exemple")
"""Les champs d'une question qui parlent du métier."""


@lru_cache(maxsize=1)
def mots() -> tuple[Mapping[str, str], ...]:
    """Chaque expression (`ecrit`) et ce que l'on dit à sa place, par pays (FR, BE, CH)."""
    texte = Path(__file__).with_name("vocabulaire.toml").read_text("utf-8")
    return tuple(tomllib.loads(texte)["mots"])


@lru_cache(maxsize=64)
def au_pays(protocole: Protocole, pays: str | None) -> Protocole:
    """Le protocole livré, ses aides et ses exemples avec les mots de ce pays.

    Un protocole de la personne reste tel qu'elle l'a écrit.
    """
    if pays is None or protocole.id not in identifiants_livres():
        return protocole
    etapes = tuple(
        etape.model_copy(
            update={
                "questions": tuple(
                    question.model_copy(
                        update={nom: _dire(getattr(question, nom), pays) for nom in _DITS}
                    )
                    for question in etape.questions
                )
            }
        )
        for etape in protocole.etapes
    )
    return protocole.model_copy(update={"etapes": etapes})


def _dire(texte: str, pays: str) -> str:
    """Le texte, chaque expression remplacée d'un seul passage."""
    dits = {m["ecrit"]: m[pays] for m in mots() if pays in m}
    return re.sub("|".join(map(re.escape, dits)), lambda m: dits[m[0]], texte) if texte else texte
