"""Les erreurs du fichier portable."""

from pathlib import Path

from coach.erreurs import ErreurExpliquee
from coach.pose import PHRASES, PoseImpossible


class ErreurDeFichier(ErreurExpliquee):
    """Le fichier ne peut pas être pris ou écrit ; rien n'a été importé. `raison` dit laquelle."""

    catalogue = Path(__file__).with_name("messages.toml")


class ErreurDePose(ErreurDeFichier):
    """Le fichier ne peut pas se poser là où on le demande."""

    catalogue = PHRASES

    def __init__(self, erreur: PoseImpossible) -> None:
        super().__init__(erreur.raison, fichier=erreur.fichier)
