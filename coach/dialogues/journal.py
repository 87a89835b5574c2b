"""Le journal d'une séance qui s'écrit : en réserve jusqu'au premier geste, puis durable."""

from collections.abc import Sequence

from coach.dialogues.contexte import Contexte, Depot
from coach.modeles.base import Geste
from coach.modeles.evenements import Evenement
from coach.modeles.journal import Plume, en_ordre, vivants
from coach.modeles.repli import plier
from coach.modeles.seance import EtatSeance


class JournalDeSeance:
    """Les événements d'un flux, et l'état qu'ils disent ; `plume` écrit le suivant."""

    def __init__(
        self, flux: str, depot: Depot, contexte: Contexte, evenements: Sequence[Evenement]
    ) -> None:
        self._depot = depot
        self._ecrits = en_ordre(evenements)
        self._en_reserve: list[Evenement] = []
        rang = self._ecrits[-1].rang if self._ecrits else 0
        self.plume = Plume(flux, contexte.auteur, contexte.horloge, contexte.nouvel_id, rang)
        self._etat: EtatSeance | None = None

    @property
    def ecrits(self) -> Sequence[Evenement]:
        """Ce qui est durable."""
        return self._ecrits

    @property
    def tous(self) -> tuple[Evenement, ...]:
        """Ce qui est durable, puis ce qui attend en réserve."""
        return (*self._ecrits, *self._en_reserve)

    @property
    def en_reserve(self) -> bool:
        """Vrai tant que rien n'est écrit."""
        return bool(self._en_reserve)

    @property
    def etat(self) -> EtatSeance:
        """L'état atteint."""
        if self._etat is None:
            self._etat = plier(self.plume.flux, self.tous)
        return self._etat

    def dernier_geste(self) -> str | None:
        """Le dernier acte de la personne qui tient encore."""
        gestes = [e.id for e in vivants(self.tous) if isinstance(e, Geste)]
        return gestes[-1] if gestes else None

    def reserver(self, evenement: Evenement) -> None:
        """Garde l'événement pour le premier geste."""
        self._en_reserve.append(evenement)
        self._etat = None

    def engager(self) -> None:
        """Écrit ce qui était en réserve."""
        while self._en_reserve:
            self._depot.ajouter(self._en_reserve[0])
            self._ecrits.append(self._en_reserve.pop(0))

    def ajouter(self, evenement: Evenement) -> None:
        """Écrit l'événement ; refusé par le dépôt, il n'a pas eu lieu."""
        try:
            self._depot.ajouter(evenement)
        except BaseException:
            tous = self.tous
            self.plume.rang = tous[-1].rang if tous else 0
            raise
        self._ecrits.append(evenement)
        self._etat = None

    def relire(self) -> None:
        """Reprend ce que le dépôt tient : un texte y a changé."""
        self._ecrits = en_ordre(self._depot.evenements(self.plume.flux))
        self._etat = None
