"""Le livret, ou le dossier que l'on remet : un atelier sans écran, une vérification, un oral.

Rien n'est écrit à la place de la personne : chaque partie offre ce que le carnet contient déjà,
elle choisit, écrit et ordonne. Tout est événement du flux du carnet ; le livret en est le repli.
Les noms se chargent au premier usage : lister des livrets ne charge pas l'atelier.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.livret.atelier import Atelier
    from coach.livret.erreurs import ErreurDeLivret
    from coach.livret.etabli import Commence, EtatDePartie
    from coach.livret.genre import Genre, Partie
    from coach.livret.lecture import designer, livrets
    from coach.livret.rayons import Offre
    from coach.livret.repli import Livret, Passage, PreuveFigee, Version

__all__ = [
    "Atelier",
    "Commence",
    "ErreurDeLivret",
    "EtatDePartie",
    "Genre",
    "Livret",
    "Offre",
    "Partie",
    "Passage",
    "PreuveFigee",
    "Version",
    "designer",
    "livrets",
]

_MODULES = {
    "Atelier": "atelier",
    "Commence": "etabli",
    "ErreurDeLivret": "erreurs",
    "EtatDePartie": "etabli",
    "Genre": "grille",
    "Livret": "repli",
    "Offre": "rayons",
    "Partie": "grille",
    "Passage": "repli",
    "PreuveFigee": "repli",
    "Version": "repli",
    "designer": "lecture",
    "livrets": "lecture",
}


def __getattr__(nom: str) -> Any:
    if nom not in _MODULES:
        raise AttributeError(nom)
    return getattr(import_module(f"coach.livret.{_MODULES[nom]}"), nom)
