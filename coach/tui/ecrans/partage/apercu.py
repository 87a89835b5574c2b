"""Le fichier à donner, tel qu'on le lira ; il ne s'écrit que d'ici, et avec un accord."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from coach.carnet.erreurs import ErreurDeCarnet
from coach.partage.apercu import lignes
from coach.partage.coffre import Serrure
from coach.partage.disque import place_libre
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.paroles import compter, dire
from coach.partage.porte import Porte
from coach.tui import gestes
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire as dire_de_l_ecran
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.peint import Phrase
from coach.tui.widgets.pied import Pied


class EcranApercu(Ecran[bool]):
    """Rend vrai si le fichier est écrit."""

    CSS_PATH = feuilles("partager")
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
            yield Static(id="serrure", classes="discret", markup=False)
        yield Pied()

    def on_mount(self) -> None:
        """On peut tout de suite défiler."""
        self._fermer_par(self._serrure)
        self.query_one("#apercu").focus()

    def action_fermer(self) -> None:
        """Demande comment fermer le fichier : une phrase secrète, des clés, ou pas du tout."""
        from coach.tui.partage.coffre import fermer

        fermer(self.coach, self._fermer_par)

    def _fermer_par(self, serrure: Serrure) -> None:
        self._serrure = serrure
        if serrure.phrase is not None:
            cle = "ferme_par_phrase"
        else:
            cle = "ferme_pour_des_cles" if serrure.pour else "en_clair"
        dit = dire_de_l_ecran(f"partager.{cle}", **noms_des_touches(self.app))
        self.query_one("#serrure", Static).update(Paragraphe(dit))

    def action_ecrire(self) -> None:
        """Demande l'accord, puis le nom du fichier s'il n'est pas dit, puis écrit."""
        from coach.tui.ecrans.saisie import EcranSaisie

        titre = dire_de_l_ecran("partager.accord")
        self.app.push_screen(EcranSaisie(titre, ""), self._accorder)

    def _accorder(self, accord: str | None) -> None:
        if accord is None or not accord.strip():
            self.notify(dire("porte.rien"), markup=False)
            return
        if self._fichier is not None:
            self._ecrire(accord, self._fichier)
            return
        suffixe = ".jsonl.age" if self._serrure.ferme else ".jsonl"
        propose = Path.home() / f"a-donner-{self._porte.flux[:10].lower()}{suffixe}"
        self._demander_le_fichier(accord, str(propose))

    def _demander_le_fichier(self, accord: str, propose: str) -> None:
        """Demande où écrire ; une place prise se dit, et se demande de nouveau."""
        from coach.tui.ecrans.saisie import EcranSaisie

        def recevoir(nom: str | None) -> None:
            if nom is None:
                return
            try:
                fichier = place_libre(nom.strip())
            except ErreurDeFichier as erreur:
                self.notify(str(erreur), markup=False, severity="error", timeout=10)
                self._demander_le_fichier(accord, nom)
            else:
                self._ecrire(accord, fichier)

        self.app.push_screen(EcranSaisie(dire_de_l_ecran("partager.fichier"), propose), recevoir)

    def _ecrire(self, accord: str, fichier: Path) -> None:
        try:
            self._porte.donner(self.coach.carnet, fichier, accord, self._serrure.enfermer)
        except (ErreurDeCarnet, ErreurDeFichier) as erreur:
            self.notify(str(erreur), markup=False, severity="error", timeout=10)
            return
        noms = compter(sum(e.remplacee for e in self._porte.entites()), "nom")
        etapes = compter(len(self._porte.choisies), "etape")
        dit = dire("porte.ecrit", fichier=fichier, etapes=etapes, noms=noms)
        ferme = self._serrure.ferme
        comment = self._serrure.dite if ferme else dire_de_l_ecran("partager.ecrit_en_clair")
        self.notify(f"{dit} {comment}", markup=False, timeout=15)
        self.dismiss(True)

    def action_retour(self) -> None:
        """Revient aux décisions ; rien n'est écrit."""
        self.dismiss(False)
