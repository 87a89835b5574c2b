"""Un écran du groupe où une liste mène à une page : où l'on en est, la liste, ce qui s'y lit."""

from typing import ClassVar

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from coach.tui.ecran import Ecran
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied


class EcranDePage(Ecran[None]):
    """Son titre, et le nom de sa liste dans les feuilles de style."""

    CSS_PATH = feuilles("journaux", "groupe")
    NOM: ClassVar[str]

    def titre(self) -> str:
        """Ce que l'on fait ici."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Le titre, où l'on en est, la liste, la page."""
        with Vertical(classes="liste"):
            yield Static(self.titre(), classes="titre", markup=False)
            yield Static(id="etat", classes="etat", markup=False)
            yield Liste(id=self.NOM)
            with VerticalScroll(id="page", can_focus=True):
                yield Static(id="texte", markup=False)
        yield Pied()

    def dire_l_etat(self, phrase: str) -> None:
        """Où l'on en est."""
        self.query_one("#etat", Static).update(Paragraphe(phrase))

    def montrer_la_page(self, contenu: RenderableType) -> None:
        """Ce qui se lit dans la page."""
        self.query_one("#texte", Static).update(contenu)

    def action_retour(self) -> None:
        """Revient d'où l'on vient ; ce qui est écrit est gardé."""
        self.dismiss()
