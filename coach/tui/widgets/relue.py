"""Une réponse relue : avec sa lecture, ou sans, et un passage choisi pour en demander raison."""

from typing import ClassVar

from rich.console import RenderableType
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import reactive

from coach.modeles.lecture import Segment
from coach.tui.peinture import MARGE, Paragraphe, TexteLu
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


class Relecture(VerticalScroll, can_focus=True):
    """La séance entière, à faire défiler ; les flèches de côté vont d'un passage à l'autre."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "screen.passage(1)", show=False),
        Binding("left", "screen.passage(-1)", show=False),
    ]
