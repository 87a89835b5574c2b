"""Mes journaux : retrouver une séance, la relire, la supprimer."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from coach.carnet import ErreurDeCarnet
from coach.tui import gestes, lignes
from coach.tui.effacement import confirmer_la_suppression
from coach.tui.messages import dire
from coach.tui.widgets.pied import Pied

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

MONTREES = 200
"""Séances listées sans recherche ; au-delà, on cherche."""

_DELAI = 0.15


class EcranJournaux(Screen[None]):
    """La liste des séances, ou les passages que la recherche trouve."""

    CSS_PATH = "../styles/journaux.tcss"
    GESTES = gestes.JOURNAUX
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-mince"), (72, "-moyen")]
        self._flux: list[tuple[str, str | None]] = []

    @property
    def coach(self) -> "CoachApp":
        """L'application."""
        return cast("CoachApp", self.app)

    def compose(self) -> ComposeResult:
        """Le champ de recherche, la liste."""
        with Vertical():
            yield Static(dire("journaux.titre"), id="titre", markup=False)
            yield Input(placeholder=dire("journaux.chercher"), id="recherche", compact=True)
            yield Static(id="etat", markup=False)
            yield OptionList(id="seances", markup=False)
        yield Pied()

    def on_mount(self) -> None:
        """La liste d'abord : on y est tout de suite."""
        self._minuteur = self.set_timer(_DELAI, self._lister, pause=True)
        self.query_one("#seances").focus()

    def on_screen_resume(self) -> None:
        """La liste peut avoir changé."""
        self._lister()

    @on(Input.Changed)
    def cherche(self) -> None:
        """La recherche suit la frappe."""
        self._minuteur.stop()
        self._minuteur = self.set_timer(_DELAI, self._lister)

    @on(Input.Submitted)
    def descendre(self) -> None:
        """Entrée mène aux résultats."""
        self.query_one("#seances").focus()

    def _lister(self) -> None:
        demande = self.query_one(Input).value.strip()
        try:
            etat, options = self._trouver(demande) if demande else self._toutes()
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
            return
        liste = self.query_one("#seances", OptionList)
        rang = liste.highlighted or 0
        liste.set_options(options)
        liste.highlighted = min(rang, len(options) - 1) if options else None
        self.query_one("#etat", Static).update(etat)

    def _toutes(self) -> tuple[str, list[Option]]:
        resumes = self.coach.carnet.lister()
        montres = resumes[:MONTREES]
        self._flux = [(r.id, None) for r in montres]
        ici, discret = self.coach.horloge(), self.app.theme_variables["discret"]
        if not resumes:
            etat = dire("journaux.vide")
        elif len(resumes) > MONTREES:
            etat = dire("journaux.suite", nombre=MONTREES)
        else:
            etat = lignes.compter(len(resumes))
        return etat, [Option(lignes.ligne_de_seance(r, ici, discret)) for r in montres]

    def _trouver(self, demande: str) -> tuple[str, list[Option]]:
        trouvailles = self.coach.carnet.chercher(demande)
        self._flux = [(t.id, t.reponse) for t in trouvailles]
        ici, discret = self.coach.horloge(), self.app.theme_variables["discret"]
        if not trouvailles:
            etat = dire("journaux.rien")
        elif len(trouvailles) == 1:
            etat = dire("journaux.passages_un")
        else:
            etat = dire("journaux.passages", nombre=len(trouvailles))
        return etat, [Option(lignes.ligne_trouvee(t, ici, discret)) for t in trouvailles]

    # --- Les gestes --------------------------------------------------------------------------

    def _choisie(self) -> tuple[str, str | None] | None:
        rang = self.query_one("#seances", OptionList).highlighted
        return self._flux[rang] if rang is not None and rang < len(self._flux) else None

    @on(OptionList.OptionSelected)
    def action_ouvrir(self) -> None:
        """Relit la séance choisie, au passage trouvé."""
        if choisie := self._choisie():
            self.coach.lire_seance(choisie[0], reponse=choisie[1])

    def action_reprendre(self) -> None:
        """Reprend la séance choisie si elle est inachevée, sinon la relit."""
        choisie = self._choisie()
        if choisie is None:
            return
        resume = next((r for r in self.coach.carnet.lister() if r.id == choisie[0]), None)
        if resume is not None and not resume.termine:
            self.coach.ouvrir_seance(resume.id)
        else:
            self.action_ouvrir()

    def action_chercher(self) -> None:
        """Va au champ de recherche."""
        self.query_one(Input).focus()

    def action_supprimer(self) -> None:
        """Supprime la séance choisie, après confirmation."""
        choisie = self._choisie()
        if choisie is None:
            return
        resume = next((r for r in self.coach.carnet.lister() if r.id == choisie[0]), None)
        if resume is not None:
            confirmer_la_suppression(self.coach, resume.id, lignes.titre_de(resume), self._lister)

    def action_retour(self) -> None:
        """Efface la recherche d'abord, puis revient à l'accueil."""
        recherche = self.query_one(Input)
        if recherche.value:
            recherche.value = ""
            self.query_one("#seances").focus()
        elif recherche.has_focus:
            self.query_one("#seances").focus()
        else:
            self.dismiss()
