"""Écrire un passage : la consigne au-dessus, les preuves en dessous, le brouillon gardé."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from coach.carnet import ErreurDeCarnet
from coach.livret import Atelier, ErreurDeLivret
from coach.modeles.texte import en_une_ligne, sans_commandes
from coach.tui import gestes
from coach.tui.ecran import Ecran
from coach.tui.messages import dire
from coach.tui.paragraphe import Paragraphe
from coach.tui.widgets.compositeur import Compositeur
from coach.tui.widgets.pied import Pied

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

_DELAI = 0.5
"""Secondes sans frappe avant de mettre le brouillon à l'abri."""


class ChampDePassage(Compositeur):
    """Entrée y va toujours à la ligne : une ligne vide sépare deux paragraphes."""

    def _entree_envoie(self) -> bool:
        return False


class EcranPassage(Ecran[str]):
    """Rend l'identifiant du passage écrit, ou rien : le brouillon attend alors dans l'atelier.

    `passage` : celui que l'on récrit ; `preuves` : des preuves figées.
    """

    CSS_PATH: ClassVar = ["../styles/journaux.tcss", "../styles/livret.tcss"]
    GESTES = gestes.PASSAGE
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(
        self,
        atelier: Atelier,
        partie: str,
        texte: str = "",
        preuves: tuple[str, ...] = (),
        passage: str | None = None,
    ) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-mince"), (72, "-moyen")]
        self.atelier = atelier
        self._partie = atelier.partie(partie)
        self._texte, self._preuves, self._passage = texte, preuves, passage
        self._fini = False

    @property
    def coach(self) -> "CoachApp":
        """L'application."""
        return cast("CoachApp", self.app)

    def compose(self) -> ComposeResult:
        """Ce que demande la partie, le champ, les preuves du passage, le compte."""
        with Vertical(classes="liste"):
            yield Static(self._partie.titre, classes="titre", markup=False)
            yield Static(Paragraphe(self._partie.consigne), classes="etat")
            yield ChampDePassage(id="texte")
            yield Static(id="preuves", markup=False)
            yield Static(id="compte", classes="etat", markup=False)
        yield Pied()

    def on_mount(self) -> None:
        """Le texte d'avant est là, le curseur à la fin."""
        champ = self.query_one(Compositeur)
        champ.load_text(self._texte)
        champ.move_cursor(champ.document.end)
        champ.focus()
        self._attente = self.set_timer(_DELAI, self._garder, pause=True)
        siennes = [self.atelier.livret.preuves[p] for p in self._preuves]
        dites = [f"› {en_une_ligne(sans_commandes(p.extrait))}" for p in siennes]
        self.query_one("#preuves", Static).update(Paragraphe("\n".join(dites)))
        self._compter()

    @on(TextArea.Changed)
    def _frappe(self) -> None:
        self._compter()
        self._attente.stop()
        self._attente = self.set_timer(_DELAI, self._garder)

    def _compter(self) -> None:
        mots = len(self.query_one(Compositeur).text.split())
        bas, haut = self._partie.mots
        autres = sum(
            p.mots for p in self.atelier.livret.de(self._partie.id) if p.id != self._passage
        )
        dit = dire("livret.compte_du_passage", mots=mots, partie=mots + autres, bas=bas, haut=haut)
        self.query_one("#compte", Static).update(Paragraphe(dit))

    def _garder(self) -> None:
        """Met à l'abri ce qui est écrit."""
        if self._fini:
            return
        texte = self.query_one(Compositeur).text
        try:
            if texte != self._texte or not self._passage:
                self.atelier.commencer(self._partie.id, texte, self._preuves, self._passage)
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)

    def action_garder(self) -> None:
        """Le passage entre dans le livret."""
        texte = self.query_one(Compositeur).text
        try:
            ecrit = (
                self.atelier.recrire(self._passage, texte)
                if self._passage
                else self.atelier.ecrire(self._partie.id, texte, self._preuves)
            )
        except ErreurDeLivret as erreur:
            self.notify(str(erreur), markup=False, severity="error", timeout=10)
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
        else:
            self._fini = True
            self.dismiss(ecrit.id)

    def action_retour(self) -> None:
        """Revient à l'atelier ; la phrase en cours y attend."""
        self._garder()
        self._fini = True
        self.dismiss(None)

    def on_unmount(self) -> None:
        """Fermer le coach ne perd rien."""
        self._garder()
