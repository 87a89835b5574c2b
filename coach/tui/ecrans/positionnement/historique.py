"""Toute l'histoire d'une compétence : chaque regard, le sien et celui des autres, jamais récrit."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from coach.modeles.referentiel import Competence
from coach.positionnement import Activite
from coach.tui import gestes
from coach.tui.ecran import Ecran
from coach.tui.positionnement import regards
from coach.tui.styles import feuilles
from coach.tui.widgets.fiche import Fiche
from coach.tui.widgets.peint import texte_montre
from coach.tui.widgets.pied import Pied


class EcranHistorique(Ecran[None]):
    """Les niveaux d'une compétence et de ses énoncés, du plus récent au plus ancien."""

    CSS_PATH = feuilles("positionnement")
    GESTES = gestes.HISTORIQUE
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, activite: Activite, competence: Competence) -> None:
        super().__init__()
        self._activite = activite
        self._competence = competence

    def compose(self) -> ComposeResult:
        """Une fiche à lire."""
        yield Fiche(id="histoire")
        yield Pied()

    def on_mount(self) -> None:
        """Elle se lit depuis le haut."""
        activite = self._activite
        fiche = self.query_one(Fiche)
        fiche.montrer(
            regards.histoire(
                activite.portee, self._competence, activite.regards, activite.aujourd_hui
            )
        )
        fiche.focus()

    def action_copier(self) -> None:
        """Copie l'histoire, en texte."""
        self.app.copy_to_clipboard(texte_montre(self.query_one(Fiche)))

    def action_retour(self) -> None:
        """Revient à la question."""
        self.dismiss()
