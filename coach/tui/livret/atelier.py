"""Un écran d'où l'atelier se mène : ce que la ligne choisie désigne."""

from coach.livret import Atelier, Partie, Passage
from coach.tui.ecran import Ecran, largeurs


class EcranDAtelier(Ecran[None]):
    """L'atelier, la partie et le passage choisis."""

    HORIZONTAL_BREAKPOINTS = largeurs(110)

    def __init__(self, atelier: Atelier) -> None:
        super().__init__(classes="atelier")
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
