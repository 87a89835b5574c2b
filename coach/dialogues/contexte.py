"""Ce que le moteur reçoit du dehors : où écrire, comment lire, quoi savoir de la personne."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from coach.confidentialite import Alerte, Mention
from coach.liens import Suggestion
from coach.modeles.evenements import Evenement
from coach.modeles.lecture import Decision, Lecture, Nature
from coach.modeles.referentiel import Referentiel


class Depot(Protocol):
    """Là où les événements deviennent durables."""

    def ajouter(self, evenement: Evenement) -> None:
        """Rend la main quand l'événement est sur le disque."""

    def evenements(self, flux: str) -> list[Evenement]:
        """Le journal d'un flux, en ordre."""

    def expurger(self, flux: str, ancien: str, nouveau: str) -> object:
        """Remplace un texte partout dans le flux, sans retour."""


class Lire(Protocol):
    """La lecture d'un texte."""

    def __call__(
        self, texte: str, decisions: Sequence[Decision] = (), attendue: Nature | None = None
    ) -> Lecture:
        """Découpe le texte en faits, opinions et émotions."""


@dataclass(frozen=True)
class Contexte:
    """Les services et les réglages d'une séance.

    `pays` : celui des lignes d'aide (FR, BE, CH), ou rien ; `horloge` rend une date avec décalage.
    """

    auteur: str
    horloge: Callable[[], datetime]
    nouvel_id: Callable[[], str]
    lire: Lire
    relier: Callable[[str, Referentiel, int], Sequence[Suggestion]]
    remarquer: Callable[[str], Sequence[Mention]]
    detecter: Callable[[str], Alerte | None]
    referentiels: tuple[Referentiel, ...] = ()
    pays: str | None = None
