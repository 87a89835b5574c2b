"""Les erreurs d'une rencontre et de son fichier d'annotations."""

from pathlib import Path

from coach.partage.erreurs import ErreurDeFichier


class ErreurDeGroupe(ErreurDeFichier):
    """Un fichier d'annotations ne convient pas, ou ne s'écrit plus ; `raison` dit pourquoi."""

    catalogue = Path(__file__).with_name("erreurs.toml")
