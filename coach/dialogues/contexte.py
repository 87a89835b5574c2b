"""Ce que le moteur reçoit du dehors : où écrire, comment lire, quoi savoir de la personne."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from coach.confidentialite import Alerte, Mention
from coach.dialogues.accord import Accord
from coach.dialogues.histoire import Histoire
from coach.liens import Suggestion
from coach.modeles.evenements import Evenement
from coach.modeles.journal import E
from coach.modeles.lecture import Decision, Lecture, Nature
from coach.modeles.referentiel import Referentiel

if TYPE_CHECKING:
    from coach.analyse import Memoire


class Depot(Protocol):
    """Là où les événements deviennent durables."""

    def ajouter(self, evenement: Evenement) -> None:
        """Rend la main quand l'événement est sur le disque."""

    def evenements(self, flux: str) -> list[Evenement]:
        """Le journal d'un flux, en ordre."""

    def consigner(self, sorte: type[E], **champs: Any) -> E:
        """Écrit un événement du flux du carnet, au rang suivant ; durable au retour."""

    def expurger(self, flux: str, ancien: str, nouveau: str) -> object:
        """Remplace un texte partout dans le flux, sans retour."""


class Lire(Protocol):
    """La lecture d'un texte."""

    def __call__(
        self, texte: str, decisions: Sequence[Decision] = (), attendue: Nature | None = None
    ) -> Lecture:
        """Découpe le texte en faits, opinions et émotions."""


@cache
def rien_appris() -> "Memoire":
    """La mémoire de qui n'a encore rien corrigé."""
    from coach.analyse import Memoire

    return Memoire()


@dataclass(frozen=True)
class Contexte:
    """Les services et les réglages d'une séance.

    `memoire` rend ce que la personne a appris au coach en corrigeant ; `lire` en tient compte, et
    c'est un autre objet dès que cela change. `pays` : celui des lignes d'aide (FR, BE, CH), ou
    rien ; `horloge` rend une date avec décalage. `histoire` : ce que le coach sait des séances
    d'avant ; `appui` : accompagne, allege ou libre ; `accord` : comment les paroles du coach
    s'accordent avec la personne.
    """

    auteur: str
    horloge: Callable[[], datetime]
    nouvel_id: Callable[[], str]
    lire: Lire
    relier: Callable[[str, Referentiel, int], Sequence[Suggestion]]
    remarquer: Callable[[str], Sequence[Mention]]
    detecter: Callable[[str], Alerte | None]
    memoire: Callable[[], "Memoire"] = rien_appris
    referentiels: tuple[Referentiel, ...] = ()
    pays: str | None = None
    histoire: Histoire = field(default_factory=Histoire)
    appui: str = "accompagne"
    accord: Accord = "neutre"
