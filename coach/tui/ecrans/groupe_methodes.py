"""Choisir la méthode d'un groupe : ce qu'elle permet, quand, en combien de temps."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.supervision.methode import methodes
from coach.tui import gestes, lignes
from coach.tui.ecran import Ecran
from coach.tui.messages import dire
from coach.tui.paragraphe import Paragraphe
from coach.tui.widgets.pied import Pied


class EcranMethodes(Ecran[str]):
    """Rend l'identifiant de la méthode choisie, ou rien."""

    CSS_PATH = "../styles/journaux.tcss"
    GESTES = gestes.METHODES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-mince"), (72, "-moyen")]

    def compose(self) -> ComposeResult:
        """Le titre, puis une méthode par ligne."""
        with Vertical(classes="liste"):
            yield Static(dire("methodes.titre"), classes="titre", markup=False)
            yield Static(Paragraphe(dire("methodes.conseil")), classes="etat")
            yield OptionList(*self._options(), id="methodes", markup=False)
        yield Pied()

    def _options(self) -> Iterator[Option]:
        discret = self.app.theme_variables["discret"]
        for une in methodes().values():
            titre = dire("methodes.ligne", titre=une.titre, duree=une.minutes)
            yield Option(lignes.ligne(titre, f"{une.resume} {une.quand}", discret), id=une.id)

    def on_mount(self) -> None:
        """La première est prête."""
        liste = self.query_one(OptionList)
        liste.highlighted = 0
        liste.focus()

    @on(OptionList.OptionSelected)
    def choisie(self, choix: OptionList.OptionSelected) -> None:
        """La personne a choisi."""
        self.dismiss(choix.option_id)

    def action_ouvrir(self) -> None:
        """Prend la ligne choisie."""
        self.query_one(OptionList).action_select()

    def action_retour(self) -> None:
        """Revient sans choisir."""
        self.dismiss(None)
