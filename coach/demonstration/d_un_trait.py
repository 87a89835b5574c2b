"""Aller vite : ne relier chaque texte qu'une fois, et n'écrire chaque séance qu'une fois finie.

Une personne met dix minutes à une séance, et chacun de ses gestes touche le disque. Ici des mois
entiers s'écrivent d'un coup : rien n'est à perdre, tout se recommence.
"""

from typing import Any

from coach import liens
from coach.carnet import Carnet
from coach.liens import Suggestion
from coach.modeles.evenements import Evenement
from coach.modeles.journal import E
from coach.modeles.referentiel import Referentiel


class LiensRetenus:
    """Ce que le coach relie d'un texte, retenu : exactement ce que rend `liens.relier`."""

    def __init__(self) -> None:
        self._reliees: dict[tuple[str, str], tuple[Suggestion, ...]] = {}

    def __call__(self, texte: str, referentiel: Referentiel, n: int) -> tuple[Suggestion, ...]:
        """Les `n` premières de toutes."""
        cle = (texte, referentiel.id)
        if cle not in self._reliees:
            toutes = len(referentiel.competences)
            self._reliees[cle] = liens.relier(texte, referentiel, toutes)
        return self._reliees[cle][:n]


class SeanceEnAttente:
    """Le dépôt d'une séance : ses événements attendent qu'on les pose d'un seul geste.

    Ce qui appartient au carnet s'y écrit tout de suite.
    """

    def __init__(self, carnet: Carnet) -> None:
        self._carnet = carnet
        self._evenements: list[Evenement] = []

    def ajouter(self, evenement: Evenement) -> None:
        """Garde l'événement pour plus tard."""
        self._evenements.append(evenement)

    def evenements(self, flux: str) -> list[Evenement]:
        """Le journal de ce flux : ce que le carnet a, puis ce qui attend."""
        return self._carnet.evenements(flux) + [e for e in self._evenements if e.flux == flux]

    def consigner(self, sorte: type[E], **champs: Any) -> E:
        """Écrit un événement du carnet."""
        return self._carnet.consigner(sorte, **champs)

    def expurger(self, flux: str, ancien: str, nouveau: str) -> object:
        """Remplace un texte partout dans la séance, une fois qu'elle est posée."""
        self.poser()
        return self._carnet.expurger(flux, ancien, nouveau)

    def poser(self) -> None:
        """Écrit dans le carnet tout ce qui attendait. Lève les erreurs du carnet."""
        self._carnet.ajouter(*self._evenements)
        self._evenements = []
