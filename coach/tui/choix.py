"""Choisir une ligne parmi d'autres, sur un écran entier."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied


class EcranDeChoix(Ecran[str]):
    """Rend l'identifiant de la ligne choisie, ou rien. Chaque choix dit son titre et ses lignes."""

    CSS_PATH = feuilles("journaux")
    NOM = ""
    """Le nom de la liste, dans les feuilles de style."""

    def compose(self) -> ComposeResult:
        """Le titre, puis une ligne par choix."""
        with Vertical(classes="liste"):
            yield Static(self.titre(), classes="titre", markup=False)
            yield Static(Paragraphe(self.conseil()), classes="etat")
            yield Liste(id=self.NOM)
        yield Pied()

    def titre(self) -> str:
        """Ce que l'on choisit."""
        raise NotImplementedError

    def conseil(self) -> str:
        """Comment choisir."""
        raise NotImplementedError

    def options(self) -> Iterator[Option]:
        """Les lignes, dans l'ordre où elles se lisent."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """La première est prête."""
        liste = self.query_one(Liste)
        liste.add_options(self.options())
        liste.highlighted = 0
        liste.focus()

    def repeindre(self) -> None:
        """Les mêmes lignes, aux couleurs du thème."""
        self.query_one(Liste).refaire(self.options())

    @on(OptionList.OptionSelected)
    def choisie(self, choix: OptionList.OptionSelected) -> None:
        """La personne a choisi."""
        self.dismiss(choix.option_id)

    def nommer(self, action: str) -> str:
        """Entrée, ici, choisit."""
        return dire("geste_ici.choisir") if action == "ouvrir" else ""

    def action_ouvrir(self) -> None:
        """Prend la ligne choisie."""
        self.query_one(OptionList).action_select()

    def action_retour(self) -> None:
        """Revient sans choisir."""
        self.dismiss(None)
