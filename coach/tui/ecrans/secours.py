"""Les relais humains : un écran calme, lisible, sans aucune question derrière."""

from itertools import groupby
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from coach.confidentialite import ressources
from coach.confidentialite.ressources import Ligne
from coach.dialogues.accord import Accord, accorder
from coach.dialogues.paroles import dire as dire_du_coach
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.peinture.lecture import Paragraphe
from coach.tui.styles import feuilles


class EcranSecours(Ecran[str]):
    """Montre vers qui se tourner ; rend `continuer` ou `arreter`."""

    CSS_PATH = feuilles("secours")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "choisir('arreter')", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("up", "defiler(-1)", show=False),
        Binding("down", "defiler(1)", show=False),
    ]

    def __init__(
        self, pays: str | None, genre: str, accord: Accord = "neutre", *, en_seance: bool = True
    ) -> None:
        super().__init__()
        self._en_seance = en_seance
        self._accord = accord
        self._pays = pays
        self._genre = genre

    def compose(self) -> ComposeResult:
        """Les lignes d'aide, puis les deux suites possibles, toujours visibles."""
        secours = ressources(self._pays, self._genre)
        with VerticalScroll(can_focus=False):
            yield Static(Paragraphe(self._accorde(secours.ouverture)), classes="ouverture")
            for pays, lignes in groupby(secours.lignes, lambda ligne: ligne.pays):
                if len({ligne.pays for ligne in secours.lignes}) > 1:
                    yield Static(dire(f"pays.{pays}"), markup=False, classes="pays")
                for ligne in lignes:
                    yield Static(self._numero(ligne), classes="numero")
            for phrase in secours.relais:
                yield Static(Paragraphe(self._accorde(phrase), tete="– "), classes="relais")
            yield Static(Paragraphe(secours.hors_ligne), classes="discret")
            if self._en_seance:
                yield Static(Paragraphe(secours.suite), classes="discret")
        with Horizontal():
            yield Button(dire_du_coach("aide.continuer"), id="continuer", compact=True)
            yield Button(dire_du_coach("aide.arreter"), id="arreter", compact=True)

    def on_mount(self) -> None:
        """Un choix est prêt ; le texte se lit depuis le haut."""
        self.query_one("#arreter").focus()

    @on(Button.Pressed)
    def choisi(self, bouton: Button.Pressed) -> None:
        """La personne choisit la suite."""
        self.action_choisir(str(bouton.button.id))

    def action_defiler(self, sens: int) -> None:
        """Fait défiler le texte."""
        texte = self.query_one(VerticalScroll)
        texte.scroll_relative(y=sens, animate=False)

    def action_choisir(self, suite: str) -> None:
        """Rend le choix."""
        self.dismiss(suite)

    def _accorde(self, phrase: str) -> str:
        return accorder(phrase, self._accord)

    def _numero(self, ligne: Ligne) -> Paragraphe:
        """Le numéro en gras, puis qui répond."""
        qui = self._accorde(f"  {ligne.nom} ({ligne.precision})")
        return Paragraphe(Text.assemble((ligne.numero, "bold"), qui), tete="  ")
