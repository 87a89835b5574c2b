"""Les réglages de la personne : un seul modèle, d'où viennent le fichier, l'écran et la page.

Les noms se chargent au premier usage : l'accueil lit `apparence` sans rien charger d'autre, et
seul ce qui écrit charge de quoi écrire.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.reglages.lecture import ReglagesLus, lire
    from coach.reglages.modele import Reglages

__all__ = ["Reglages", "ReglagesLus", "lire"]

_MODULES = {"Reglages": "modele", "ReglagesLus": "lecture", "lire": "lecture"}


def __getattr__(nom: str) -> Any:
    if nom not in _MODULES:
        raise AttributeError(nom)
    return getattr(import_module(f"coach.reglages.{_MODULES[nom]}"), nom)
