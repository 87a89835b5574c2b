"""Un écran d'où l'atelier se mène : ce qu'il désigne, et comment un geste se fait ou se refuse."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from coach.carnet import ErreurDeCarnet
from coach.livret import Atelier, ErreurDeLivret, Partie, Passage
from coach.tui.ecran import Ecran

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

T = TypeVar("T")


class EcranDAtelier(Ecran[None]):
    """L'atelier, la partie et le passage choisis."""

    def __init__(self, atelier: Atelier) -> None:
        super().__init__(classes="atelier")
        self.HORIZONTAL_BREAKPOINTS = [(0, "-mince"), (72, "-moyen"), (110, "-large")]
        self.atelier = atelier

    def passage(self) -> Passage | None:
        """Le passage de la ligne choisie."""
        raise NotImplementedError

    def partie(self) -> Partie | None:
        """La partie de la ligne choisie, ou celle de son passage."""
        raise NotImplementedError

    def lister(self, choisi: str = "") -> None:
        """Montre l'atelier tel qu'il est, le curseur sur `choisi`, ou sur la même ligne."""
        raise NotImplementedError

    def faire(self, agir: Callable[[], T]) -> T | None:
        """Fait, ou dit pourquoi rien n'a changé."""
        return faire(self.coach, agir)


def faire(coach: "CoachApp", agir: Callable[[], T]) -> T | None:
    """Fait, ou dit pourquoi rien n'a changé : rend alors rien."""
    try:
        return agir()
    except ErreurDeLivret as erreur:
        coach.notify(str(erreur), markup=False, severity="error", timeout=10)
    except ErreurDeCarnet as erreur:
        coach.signaler(erreur)
    return None
