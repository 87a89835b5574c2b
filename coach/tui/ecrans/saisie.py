"""Une ligne à écrire : un titre, des étiquettes, un nom de fichier."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from coach.carnet.erreurs import ErreurEnClair
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

    @on(Input.Submitted)
    def finir(self, saisie: Input.Submitted) -> None:
        """La ligne est écrite."""
        self.dismiss(saisie.value)

    def action_renoncer(self) -> None:
        """Laisse comme avant."""
        self.dismiss(None)


def demander(app: App[Any], titre: str, valeur: str, ensuite: Callable[[str], None]) -> None:
    """Demande une ligne, puis fait la suite ; un refus se dit, et la ligne se corrige."""

    def recevoir(ligne: str | None) -> None:
        if ligne is None:
            return
        try:
            ensuite(ligne)
        except ErreurEnClair as erreur:
            app.notify(str(erreur), markup=False, severity="error", timeout=10)
            demander(app, titre, ligne, ensuite)

    app.push_screen(EcranSaisie(titre, valeur), recevoir)
