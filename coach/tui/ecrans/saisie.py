"""Une ligne à écrire : un titre, des étiquettes, un nom de fichier."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from coach.tui import gestes
from coach.tui.ecran import Fenetre
from coach.tui.paroles import dire
from coach.tui.styles import feuilles
from coach.tui.widgets.ligne import LigneAEcrire


class EcranSaisie(Fenetre[str]):
    """Rend la ligne écrite, ou rien si la personne renonce."""

    CSS_PATH = feuilles("saisie")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "renoncer", show=False),
        gestes.aide_d_une_fenetre(),
    ]

    def __init__(self, titre: str, valeur: str) -> None:
        super().__init__()
        self._titre, self._valeur = titre, valeur

    def compose(self) -> ComposeResult:
        """Ce que l'on écrit, le champ, et comment finir."""
        with Vertical():
            yield Static(self._titre, classes="titre", markup=False)
            yield LigneAEcrire(self._valeur, compact=True)
            yield Static(dire("saisie_breve.rappel"), classes="rappel", markup=False)

    def on_mount(self) -> None:
        """Le champ est prêt, le curseur au bout."""
        self.query_one(Input).focus()

    def perdrait(self) -> str:
        """La ligne, si elle a changé : rien ne la garde avant Entrée."""
        ecrites = (ligne.value for ligne in self.query(Input))
        return next((ecrite for ecrite in ecrites if ecrite != self._valeur), "")

    @on(Input.Submitted)
    def finir(self, saisie: Input.Submitted) -> None:
        """La ligne est écrite."""
        self.dismiss(saisie.value)

    def action_renoncer(self) -> None:
        """Laisse comme avant."""
        self.dismiss(None)
