"""Lire un texte en faits, opinions et émotions : découpe, règles, lexiques, explications.

Les définitions sont résumées dans docs/lecture.md. Rien n'est chargé avant le premier usage.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.analyse.classement import probabilites
    from coach.analyse.explication import expliquer
    from coach.analyse.lecteur import Lecteur, lire, lire_segment
    from coach.analyse.memoire import Correction, Memoire
    from coach.analyse.reflexion import Element, Generalite, elements, generalites, genres
    from coach.analyse.roue import Famille, familles

__all__ = [
    "Correction",
    "Element",
    "Famille",
    "Generalite",
    "Lecteur",
    "Memoire",
    "elements",
    "expliquer",
    "familles",
    "generalites",
    "genres",
    "lire",
    "lire_segment",
    "probabilites",
]

_MODULES = {
    "Correction": "memoire",
    "Element": "reflexion",
    "Famille": "roue",
    "Generalite": "reflexion",
    "Lecteur": "lecteur",
    "Memoire": "memoire",
    "elements": "reflexion",
    "expliquer": "explication",
    "familles": "roue",
    "generalites": "reflexion",
    "genres": "reflexion",
    "lire": "lecteur",
    "lire_segment": "lecteur",
    "probabilites": "classement",
}


def __getattr__(nom: str) -> Any:
    from importlib import import_module

    if nom not in _MODULES:
        raise AttributeError(nom)
    return getattr(import_module(f"coach.analyse.{_MODULES[nom]}"), nom)
