"""Les règles nommées : ce que chacune reconnaît, la nature qu'elle plaide, et pourquoi."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from coach.analyse.automate import Automate
from coach.analyse.motifs import Motif, compiler

Porteurs = tuple[tuple[str, frozenset[str]], ...]
"""Des règles d'étiquette, et de qui elles veulent qu'elle vienne."""

_CHOIX = ("sous_type", "muette", "precise", "parlante", "mots_au_plus", "selon")
_FICHIER = Path(__file__).with_name("regles.toml")


@dataclass(frozen=True, slots=True)
class Regle:
    """Une règle de lecture ; `raison` est lisible par la personne."""

    id: str
    nature: str
    raison: str
    sous_type: str = ""
    muette: bool = False
    """Tournure générale, qu'on ne montre que faute de mieux."""
    precise: float = 1.0
    """Poids de la règle dans le choix du sous-type : moins pour les formes générales."""
    parlante: float = 2.0
    """Ce qu'elle vaut pour expliquer : plus si elle dit juste ce qui est écrit."""
    mots_au_plus: int = 9
    """Reconnue sur plus de mots, elle n'explique plus rien."""
    selon: Mapping[str, str] = field(default_factory=dict)
    """La raison à donner plutôt, si l'un de ses mots porte cette étiquette, ou l'est."""


@dataclass(frozen=True)
class Jeu:
    """Toutes les règles, prêtes à chercher."""

    regles: dict[str, Regle]
    etiquettes: dict[str, Porteurs]
    automate: Automate
    """Tous leurs motifs."""
    formes: dict[str, str]


@cache
def jeu() -> Jeu:
    """Charge et compile les règles, une fois."""
    brutes = tomllib.loads(_FICHIER.read_text(encoding="utf-8"))
    regles: dict[str, Regle] = {}
    motifs: list[tuple[str, Motif]] = []
    etiquettes: dict[str, list[tuple[str, frozenset[str]]]] = {}
    par_forme: dict[str, str] = {}
    for id_, brute in brutes.items():
        choix = {k: brute[k] for k in _CHOIX if k in brute}
        regles[id_] = Regle(id_, brute["nature"], brute["raison"], **choix)
        if "motifs" in brute:
            motifs += [(id_, compiler(m)) for m in brute["motifs"]]
        elif "forme" in brute:
            par_forme[brute["forme"]] = id_
        else:
            porteurs = frozenset(brute.get("porteur", ()))
            etiquettes.setdefault(brute["etiquette"], []).append((id_, porteurs))
    par_etiquette = {k: tuple(v) for k, v in etiquettes.items()}
    return Jeu(regles, par_etiquette, Automate(motifs), par_forme)


def regles_de(etiquettes: frozenset[str]) -> Porteurs:
    """Les règles que ces étiquettes suffisent à déclencher."""
    par_etiquette = jeu().etiquettes
    return tuple(r for e in sorted(etiquettes) for r in par_etiquette.get(e, ()))
