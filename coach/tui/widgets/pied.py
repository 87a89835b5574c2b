"""Le pied de l'écran : six touches au plus, et ce que la largeur permet."""

from collections.abc import Iterable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from coach.tui.francais import gestes_de

AU_PLUS = 6
"""Touches montrées, quelle que soit la largeur."""

_AUTOUR = 3
"""Cellules d'une touche qui ne sont ni son nom ni ce qu'elle fait ; une de moins à l'étroit."""

_ETROIT = 72


class Pied(Footer):
    """Le pied de Textual, sans la palette : les gestes secondaires cèdent d'abord leur place."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)

    def compose(self) -> ComposeResult:
        """Les touches de l'écran qui tiennent."""
        pieces = list(super().compose())
        touches = [p for p in pieces if isinstance(p, FooterKey)]
        self.set_class(self.app.size.width < _ETROIT, "-etroit")
        gardees = self._tenir(touches)
        self.styles.grid_size_columns = max(1, len(gardees))
        yield from (p for p in pieces if not isinstance(p, FooterKey) or p in gardees)

    def _tenir(self, touches: Sequence[FooterKey]) -> list[Widget]:
        """Celles qui tiennent dans la largeur ; la sortie et l'aide restent."""
        gestes = gestes_de(self.screen)
        secondaires = {g.appel for g in gestes if g.secondaire}
        ceder = [t for t in touches if t.action in secondaires]
        ceder += [t for t in reversed(touches[1:-2]) if t not in ceder]
        gardees = list(touches)
        while ceder and (len(gardees) > AU_PLUS or self._largeur(gardees) > self.app.size.width):
            gardees.remove(ceder.pop(0))
        return [*gardees]

    def _largeur(self, touches: Iterable[FooterKey]) -> int:
        """Les cellules qu'il faut à ces touches."""
        autour = _AUTOUR - self.has_class("-etroit")
        return sum(len(t.key_display) + len(t.description) + autour for t in touches)

    def on_resize(self, event: events.Resize) -> None:
        """Une autre largeur : d'autres touches tiennent."""
        self.refresh(recompose=True)
