"""Le fichier à donner, tel qu'on le lira ; il ne s'écrit que d'ici, et avec un accord."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from coach.carnet.erreurs import ErreurDeCarnet
from coach.partage.apercu import lignes
from coach.partage.coffre import Serrure
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.paroles import compter, dire
from coach.partage.porte import Porte
from coach.tui import gestes
from coach.tui.ecran import Ecran
from coach.tui.messages import dire as dire_de_l_ecran
from coach.tui.widgets.peint import Phrase
from coach.tui.widgets.pied import Pied


class EcranApercu(Ecran[bool]):
    """Rend vrai si le fichier est écrit."""

    CSS_PATH = "../styles/partager.tcss"
    GESTES = gestes.APERCU
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, porte: Porte, fichier: Path | None, serrure: Serrure) -> None:
        super().__init__()
        self._porte, self._fichier, self._serrure = porte, fichier, serrure

    def compose(self) -> ComposeResult:
        """Les étapes données, dans leurs mots d'arrivée."""
        titres = {e.id: e.titre for e in self._porte.etapes}
        with VerticalScroll(id="apercu"):
            yield Phrase(dire("porte.apercu"), classes="titre")
            for ligne in lignes(self._porte.apercu(), titres):
                yield Phrase(ligne)
            yield Phrase(dire("porte.anonyme"), classes="avis")
            yield Phrase(self._serrure.dite, classes="discret")
        yield Pied()

    def on_mount(self) -> None:
        """On peut tout de suite défiler."""
        self.query_one("#apercu").focus()

    def action_ecrire(self) -> None:
        """Demande l'accord, puis le nom du fichier s'il n'est pas dit, puis écrit."""
        from coach.tui.ecrans.saisie import EcranSaisie

        titre = dire_de_l_ecran("partager.accord")
        self.app.push_screen(EcranSaisie(titre, ""), self._accorder)

    def _accorder(self, accord: str | None) -> None:
        from coach.tui.ecrans.saisie import EcranSaisie

        if accord is None or not accord.strip():
            self.notify(dire("porte.rien"), markup=False)
            return
        if self._fichier is not None:
            self._ecrire(accord, self._fichier)
            return
        propose = Path.home() / f"a-donner-{self._porte.flux[:10].lower()}.jsonl"
        self.app.push_screen(
            EcranSaisie(dire_de_l_ecran("partager.fichier"), str(propose)),
            lambda nom: self._ecrire(accord, Path(nom.strip()).expanduser()) if nom else None,
        )

    def _ecrire(self, accord: str, fichier: Path) -> None:
        try:
            self._porte.donner(self.coach.carnet, fichier, accord, self._serrure.enfermer)
        except (ErreurDeCarnet, ErreurDeFichier) as erreur:
            self.notify(str(erreur), markup=False, severity="error", timeout=10)
            return
        noms = compter(sum(e.remplacee for e in self._porte.entites()), "nom")
        etapes = compter(len(self._porte.choisies), "etape")
        dit = dire("porte.ecrit", fichier=fichier, etapes=etapes, noms=noms)
        self.notify(f"{dit} {self._serrure.dite}", markup=False, timeout=15)
        self.dismiss(True)

    def action_retour(self) -> None:
        """Revient aux décisions ; rien n'est écrit."""
        self.dismiss(False)
