"""Confirmer un geste sans retour : ce qu'il atteint, ce qu'il laisse, et les issues."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Button, Static

from coach.tui.ecran import Fenetre
from coach.tui.peinture.lecture import Paragraphe
from coach.tui.styles import feuilles


class EcranConfirmation(Fenetre[str]):
    """Rend l'issue choisie ; `issues` : leur nom et leur libellé, la prudente d'abord."""

    CSS_PATH = feuilles("confirmation")
    AUTO_FOCUS: ClassVar[str | None] = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "garder", show=False),
        Binding("ctrl+g,f1", "app.aide", show=False, id="aide"),
        Binding("up,left", "app.focus_previous", show=False),
        Binding("down,right", "app.focus_next", show=False),
    ]

    def __init__(self, titre: str, lignes: Sequence[str], issues: Mapping[str, str]) -> None:
        super().__init__()
        self._titre, self._lignes, self._issues = titre, lignes, issues

    def compose(self) -> ComposeResult:
        """Le titre, les phrases, les issues."""
        with Vertical():
            yield Static(Paragraphe(self._titre), classes="titre")
            with VerticalScroll(can_focus=False):
                for ligne in self._lignes:
                    yield Static(Paragraphe(ligne), classes="ligne")
            for nom, libelle in self._issues.items():
                yield Button(libelle, id=nom, compact=True)

    @on(Button.Pressed)
    def choisi(self, bouton: Button.Pressed) -> None:
        """La personne a choisi."""
        self.dismiss(str(bouton.button.id))

    def action_garder(self) -> None:
        """Échap prend l'issue prudente."""
        self.dismiss(next(iter(self._issues)))
