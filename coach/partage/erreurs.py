"""Les erreurs du fichier portable."""

from pathlib import Path

from coach.carnet.erreurs import ErreurEnClair


class ErreurDeFichier(ErreurEnClair):
    """Le fichier ne peut pas être pris ou écrit ; rien n'a été importé. `raison` dit laquelle."""

    catalogue = Path(__file__).with_name("messages.toml")
