"""Une réponse relue : avec sa lecture, ou sans, et un passage choisi pour en demander raison."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from coach.modeles.lecture import Segment
from coach.modeles.texte import sans_commandes
from coach.tui.peinture.lecture import MARGE, Paragraphe, TexteLu, replier
from coach.tui.peinture.paragraphe import EnLignes
from coach.tui.widgets.seance.conversation import Dite
from coach.tui.widgets.suite import Suite

_AU_DESSUS = 2
"""Lignes gardées au-dessus d'un passage que l'on fait voir."""

_AU_DESSOUS = 3
"""Lignes d'un passage, depuis sa première, qui doivent se voir."""


class Relue(Dite):
    """Un bloc d'une séance relue ; `natures` : sa lecture se voit ; `choisi` : un passage."""

    natures: reactive[bool] = reactive(True, layout=True)
    choisi: reactive[Segment | None] = reactive(None)

    @property
    def muettes(self) -> int:
        """La marge des lettres, quand la lecture se voit."""
        return MARGE if self.bloc.segments and self.natures else 0

    def render(self) -> EnLignes:
        """Le texte, peint ou nu."""
        if self.bloc.segments and self.natures:
            couleurs = self.app.theme_variables
            return TexteLu(self.bloc.texte, self.bloc.segments, couleurs, self.choisi)
        return Paragraphe(self.bloc.texte)

    def ligne_de(self, segment: Segment) -> int:
        """Le rang de la ligne où ce segment commence."""
        avant = Text(sans_commandes(self.bloc.texte)[: segment.debut + 1])
        return len(replier(self.app.console, avant, self.content_size.width - self.muettes)) - 1


class Relecture(Suite):
    """La séance entière, à faire défiler ; les flèches de côté vont d'un passage à l'autre."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "screen.passage(1)", show=False),
        Binding("left", "screen.passage(-1)", show=False),
    ]

    def voir(self, relue: Relue, segment: Segment | None) -> None:
        """Fait voir cette réponse, et ce segment, même loin dans un long récit.

        Ce qui se voit déjà ne bouge pas.
        """
        y = relue.virtual_region.y + (relue.ligne_de(segment) if segment else 0)
        bas = self.scroll_y + self.scrollable_content_region.height
        if not self.scroll_y <= y <= bas - _AU_DESSOUS:
            self.scroll_to(y=max(0, y - _AU_DESSUS), animate=False, immediate=True)
