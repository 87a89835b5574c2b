"""Choisir un protocole : ce qu'il permet, quand, en combien de temps."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.dialogues import protocole
from coach.dialogues.accord import accorder
from coach.modeles.texte import sans_commandes
from coach.tui import gestes, lignes
from coach.tui.ecran import Ecran
from coach.tui.messages import dire
from coach.tui.paragraphe import Paragraphe
from coach.tui.widgets.pied import Pied

if TYPE_CHECKING:
    from coach.tui.application import CoachApp


class EcranProtocoles(Ecran[str]):
    """Rend l'identifiant du protocole choisi, ou rien."""

    CSS_PATH = "../styles/journaux.tcss"
    GESTES = gestes.PROTOCOLES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-mince"), (72, "-moyen")]

    def compose(self) -> ComposeResult:
        """Le titre, puis un protocole par ligne."""
        with Vertical(classes="liste"):
            yield Static(dire("protocoles.titre"), classes="titre", markup=False)
            yield Static(Paragraphe(self._conseil()), classes="etat")
            yield OptionList(*self._options(), id="protocoles", markup=False)
        yield Pied()

    def _conseil(self) -> str:
        """Comment choisir, et les fichiers de la personne laissés de côté."""
        return "\n".join((dire("protocoles.conseil"), *protocole.avertissements()))

    def _options(self) -> Iterator[Option]:
        """Du plus court au plus long."""
        discret = self.app.theme_variables["discret"]
        accord = cast("CoachApp", self.app).reglages.accord
        tous = [protocole.charger(i) for i in protocole.identifiants()]
        for un in sorted(tous, key=lambda p: (p.duree_minutes, p.titre)):
            titre = dire("accueil.piste", titre=sans_commandes(un.titre), duree=un.duree_minutes)
            quand = accorder(sans_commandes(un.quand), accord)
            yield Option(lignes.ligne(titre, quand, discret), id=un.id)

    def on_mount(self) -> None:
        """Le premier est prêt."""
        liste = self.query_one(OptionList)
        liste.highlighted = 0
        liste.focus()

    @on(OptionList.OptionSelected)
    def choisi(self, choix: OptionList.OptionSelected) -> None:
        """La personne a choisi."""
        self.dismiss(choix.option_id)

    def action_ouvrir(self) -> None:
        """Commence avec la ligne choisie."""
        self.query_one(OptionList).action_select()

    def action_retour(self) -> None:
        """Revient sans choisir."""
        self.dismiss(None)
