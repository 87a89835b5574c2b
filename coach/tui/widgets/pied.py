"""Le pied de l'écran : six touches au plus, et cinq quand la place manque."""

from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from coach.tui.francais import gestes_de


class Pied(Footer):
    """Le pied de Textual, sans la palette, où les gestes secondaires s'effacent à l'étroit."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)

    def compose(self) -> ComposeResult:
        """Les touches montrées de l'écran."""
        secondaires = {g.appel for g in gestes_de(self.screen) if g.secondaire}
        for touche in super().compose():
            if isinstance(touche, FooterKey) and touche.action in secondaires:
                touche.add_class("-secondaire")
            yield touche
