"""Confirmer un geste sans retour : ce qu'il atteint, ce qu'il laisse, et deux issues."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from coach.tui.peinture import Paragraphe


class EcranConfirmation(ModalScreen[bool]):
    """Rend vrai si la personne confirme ; l'issue prudente est celle qui est prête."""

    CSS_PATH = "../styles/confirmation.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "garder", show=False),
        Binding("up,left", "app.focus_previous", show=False),
        Binding("down,right", "app.focus_next", show=False),
    ]

    def __init__(self, titre: str, lignes: Sequence[str], oui: str, non: str) -> None:
        super().__init__()
        self._titre, self._lignes, self._oui, self._non = titre, lignes, oui, non

    def compose(self) -> ComposeResult:
        """Le titre, les phrases, les deux issues."""
        with Vertical():
            yield Static(Paragraphe(self._titre), classes="titre")
            with VerticalScroll(can_focus=False):
                for ligne in self._lignes:
                    yield Static(Paragraphe(ligne), classes="ligne")
            yield Button(self._non, id="non", compact=True)
            yield Button(self._oui, id="oui", compact=True)

    @on(Button.Pressed)
    def choisi(self, bouton: Button.Pressed) -> None:
        """La personne a choisi."""
        self.dismiss(bouton.button.id == "oui")

    def action_garder(self) -> None:
        """Échap garde."""
        self.dismiss(False)
