"""Ce qu'un document refuse : une phrase à montrer telle quelle, et aucun fichier."""

from coach.documents.nettoyage import sur_une_ligne
from coach.documents.paroles import dire


class ErreurDeDocument(Exception):
    """Un document impossible ; `raison` : sa clé dans messages.toml."""

    def __init__(self, raison: str, /, **valeurs: object) -> None:
        nettes = {nom: sur_une_ligne(str(valeur), langue="") for nom, valeur in valeurs.items()}
        super().__init__(dire(f"refus.{raison}", **nettes))
        self.raison = raison
