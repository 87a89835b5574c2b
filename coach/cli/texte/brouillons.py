"""Le brouillon d'une séance, gardé dans le carnet à chaque ligne tapée."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.carnet import Carnet


class SansBrouillon:
    """Rien n'est gardé : la séance est un essai."""

    def brouillon(self, question: str) -> str:
        """Rien."""
        return ""

    def garder(self, question: str, texte: str) -> None:
        """Ne garde rien."""


@dataclass(frozen=True)
class BrouillonsDuCarnet:
    """La réponse commencée d'une séance."""

    carnet: "Carnet"
    flux: str

    def brouillon(self, question: str) -> str:
        """Le texte commencé pour cette question, ou rien."""
        garde = self.carnet.brouillon(self.flux)
        return garde.texte if garde and garde.question == question else ""

    def garder(self, question: str, texte: str) -> None:
        """Garde le texte commencé ; un texte vide le retire."""
        self.carnet.garder_brouillon(self.flux, question, texte)
