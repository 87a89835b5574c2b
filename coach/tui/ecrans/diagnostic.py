"""Le diagnostic : ce qu'il faut savoir quand quelque chose ne va pas, à copier pour un rapport."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from coach.carnet.erreurs import ErreurDeCarnet
from coach.carnet.vues import Bilan
from coach.diagnostic import Releve, relever
from coach.diagnostic.paroles import dire as dire_du_releve
from coach.tui import gestes
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.styles import feuilles
from coach.tui.widgets.peint import Phrase, texte_montre
from coach.tui.widgets.pied import Pied


class EcranDiagnostic(Ecran[None]):
    """Le relevé, puis le contrôle du carnet quand il est fini."""

    CSS_PATH = feuilles("journaux")
    GESTES = gestes.DIAGNOSTIC
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def compose(self) -> ComposeResult:
        """Le titre, et le relevé à faire défiler."""
        with Vertical(classes="liste"):
            yield Static(dire("diagnostic.titre"), classes="titre", markup=False)
            yield Static(dire("diagnostic.rappel"), classes="etat", markup=False)
            with VerticalScroll(id="releve"):
                yield Phrase(dire("diagnostic.attente"), classes="releve")
        yield Pied()

    def on_mount(self) -> None:
        """Relève aussitôt ; le contrôle du carnet suit, hors de ce fil."""
        self.query_one("#releve").focus()
        self._relever(None)
        self.call_after_refresh(self._controler)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _controler(self) -> None:
        try:
            bilan = self.coach.carnet.verifier()
        except ErreurDeCarnet as erreur:
            self.app.call_from_thread(self.coach.signaler, erreur)
        else:
            self.app.call_from_thread(self._relever, bilan)

    def _relever(self, bilan: Bilan | None) -> None:
        taille, couleurs = self.app.size, self.app.console.color_system
        affichage = {
            "taille": dire_du_releve("dire.taille", colonnes=taille.width, lignes=taille.height),
            "couleurs": couleurs or dire_du_releve("dire.sans_couleur"),
        }
        try:
            carnet = self.coach.carnet
        except ErreurDeCarnet as erreur:
            self._montrer(relever(self.coach.porte.dossier, None, souci=erreur))
            return
        self._montrer(relever(carnet.dossier, carnet, bilan=bilan, affichage=affichage))

    def _montrer(self, releve: Releve) -> None:
        zone = self.query_one("#releve", VerticalScroll)
        zone.remove_children()
        zone.mount(Phrase("\n".join(releve.lignes()), classes="releve"))

    def action_copier(self) -> None:
        """Met le relevé dans le presse-papiers."""
        self.app.copy_to_clipboard(texte_montre(self.query_one("#releve")))

    def action_retour(self) -> None:
        """Revient d'où l'on vient."""
        self.dismiss()
