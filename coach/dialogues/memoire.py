"""Un dépôt qui s'oublie : la séance d'essai s'y écrit comme dans un carnet, sans aucun fichier."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from coach.modeles.apprises import apprises
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import CorrectionApprise, Evenement
from coach.modeles.expurgation import expurger
from coach.modeles.journal import E, Plume, en_ordre


class DepotEnMemoire:
    """Garde les événements tant que le programme tourne."""

    def __init__(
        self, auteur: str, horloge: Callable[[], datetime], nouvel_id: Callable[[], str]
    ) -> None:
        self._journal: dict[str, list[Evenement]] = {}
        self._plume = Plume(FLUX_DU_CARNET, auteur, horloge, nouvel_id)

    def ajouter(self, evenement: Evenement) -> None:
        """Garde l'événement à la suite de son flux."""
        self._journal.setdefault(evenement.flux, []).append(evenement)

    def evenements(self, flux: str) -> list[Evenement]:
        """Le journal d'un flux, en ordre."""
        return en_ordre(self._journal.get(flux, ()))

    def dernier(self, flux: str) -> str:
        """L'identifiant du dernier événement d'un flux ; vide s'il n'en a pas."""
        return next((e.id for e in reversed(self.evenements(flux))), "")

    def apprises(self) -> list[CorrectionApprise]:
        """Les corrections retenues, de la plus ancienne à la plus récente."""
        return apprises(self.evenements(FLUX_DU_CARNET))

    def consigner(self, sorte: type[E], **champs: Any) -> E:
        """Garde un événement du flux du carnet, au rang suivant."""
        evenement = self._plume.ecrire(sorte, **champs)
        self.ajouter(evenement)
        return evenement

    def expurger(self, flux: str, ancien: str, nouveau: str) -> None:
        """Remplace un texte partout dans le flux."""
        self._journal[flux] = list(expurger(self.evenements(flux), ancien, nouveau))
