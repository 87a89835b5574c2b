"""Les listes de mots français dont le lien a besoin, lues une fois dans langue.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.modeles.texte import cle


@dataclass(frozen=True)
class Langue:
    """Mots-outils, exceptions de la racinisation, mots justes à ne jamais corriger (clés)."""

    petits_mots: frozenset[str]
    invariables: frozenset[str]
    verbes_en_ier: frozenset[str]
    justes: frozenset[str]


@cache
def langue() -> Langue:
    """Les listes livrées avec le coach."""
    donnees = tomllib.loads(Path(__file__).with_name("langue.toml").read_text(encoding="utf-8"))
    listes = {nom: frozenset(map(cle, mots.split())) for nom, mots in donnees.items()}
    return Langue(**listes)
