"""Ce qu'un document refuse : une phrase à montrer telle quelle, et aucun fichier."""

from coach.documents.nettoyage import sur_une_ligne
from coach.documents.paroles import dire
from coach.erreurs import ErreurEnClair
from coach.pose import PoseImpossible


class ErreurDeDocument(ErreurEnClair):
    """Un document impossible ; `raison` : sa clé dans messages.toml."""

    def __init__(self, raison: str, /, **valeurs: object) -> None:
        nettes = {nom: sur_une_ligne(str(valeur), langue="") for nom, valeur in valeurs.items()}
        super().__init__(dire(f"refus.{raison}", **nettes), raison)


class DocumentNonPose(ErreurDeDocument):
    """Le document est prêt, mais ne peut pas se poser là où on le demande."""

    def __init__(self, erreur: PoseImpossible) -> None:
        ErreurEnClair.__init__(self, sur_une_ligne(str(erreur), langue=""), erreur.raison)
