"""Une réponse relue : avec sa lecture, ou sans, et un passage choisi pour en demander raison."""

from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import reactive

from coach.modeles.lecture import Segment
from coach.modeles.texte import sans_commandes
from coach.tui.peinture import MARGE, Paragraphe, TexteLu, replier
from coach.tui.widgets.conversation import Dite


class Relue(Dite):
    """Un bloc d'une séance relue ; `natures` : sa lecture se voit ; `choisi` : un passage."""

    natures: reactive[bool] = reactive(True, layout=True)
    choisi: reactive[Segment | None] = reactive(None)

    @property
    def muettes(self) -> int:
        """La marge des lettres, quand la lecture se voit."""
        return MARGE if self.bloc.segments and self.natures else 0

    def render(self) -> RenderableType:
        """Le texte, peint ou nu."""
        if self.bloc.segments and self.natures:
            couleurs = self.app.theme_variables
            return TexteLu(self.bloc.texte, self.bloc.segments, couleurs, self.choisi)
        return Paragraphe(self.bloc.texte)

    def ligne_de(self, segment: Segment) -> int:
        """Le rang de la ligne où ce segment commence."""
        avant = Text(sans_commandes(self.bloc.texte)[: segment.debut + 1])
        return len(replier(self.app.console, avant, self.content_size.width - self.muettes)) - 1


class Relecture(VerticalScroll, can_focus=True):
    """La séance entière, à faire défiler ; les flèches de côté vont d'un passage à l'autre."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "screen.passage(1)", show=False),
        Binding("left", "screen.passage(-1)", show=False),
    ]

    def voir(self, relue: Relue, segment: Segment) -> None:
        """Fait voir ce segment, même loin dans une longue réponse."""
        y = relue.virtual_region.y + relue.ligne_de(segment)
        if not self.scroll_y <= y < self.scroll_y + self.scrollable_content_region.height:
            self.scroll_to(y=max(0, y - 2), animate=False, immediate=True)
