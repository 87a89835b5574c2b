"""Choisir, parmi ce que le carnet offre à une partie, ce que le passage citera."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.livret import Offre, Partie
from coach.modeles.texte import sans_commandes
from coach.tui import gestes
from coach.tui.ecran import Ecran
from coach.tui.livret.lignes import d_une_offre
from coach.tui.messages import dire
from coach.tui.paragraphe import Paragraphe
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

if TYPE_CHECKING:
    from coach.tui.application import CoachApp


class EcranOffres(Ecran[tuple[Offre, ...]]):
    """Rend les offres retenues, dans l'ordre où elles l'ont été ; rien si la personne renonce."""

    CSS_PATH: ClassVar = ["../styles/journaux.tcss", "../styles/livret.tcss"]
    GESTES = gestes.OFFRES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, partie: Partie, offres: Sequence[Offre]) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-mince"), (72, "-moyen")]
        self._partie, self._offres = partie, tuple(offres)
        self._retenues: list[Offre] = []

    @property
    def coach(self) -> "CoachApp":
        """L'application."""
        return cast("CoachApp", self.app)

    def compose(self) -> ComposeResult:
        """La partie, combien d'offres, la liste, les mots entiers de celle qui est choisie."""
        with Vertical(classes="liste"):
            yield Static(
                dire("livret.offres_pour", partie=self._partie.titre),
                classes="titre",
                markup=False,
            )
            yield Static(id="etat", classes="etat", markup=False)
            yield Liste(id="offres")
            yield Static(id="detail", markup=False)
        yield Pied()

    def on_mount(self) -> None:
        """La première offre est choisie."""
        self._lister()
        self.query_one(Liste).focus()

    def _lister(self) -> None:
        liste = self.query_one(Liste)
        rang = liste.highlighted or 0
        jour, discret = self.coach.horloge().date(), self.app.theme_variables["discret"]
        liste.set_options(
            Option(d_une_offre(o, o in self._retenues, jour, discret)) for o in self._offres
        )
        liste.highlighted = rang
        cle = "livret.une_offre" if len(self._offres) == 1 else "livret.des_offres"
        etat = dire(cle, nombre=len(self._offres), retenues=len(self._retenues))
        self.query_one("#etat", Static).update(Paragraphe(etat))

    @on(OptionList.OptionHighlighted)
    def _detailler(self) -> None:
        rang = self.query_one(Liste).highlighted
        offre = self._offres[rang] if rang is not None else None
        detail = sans_commandes(offre.detail) if offre else ""
        self.query_one("#detail", Static).update(Paragraphe(detail))

    def action_cocher(self) -> None:
        """Retient l'offre choisie, ou la laisse."""
        rang = self.query_one(Liste).highlighted
        if rang is None:
            return
        offre = self._offres[rang]
        if offre in self._retenues:
            self._retenues.remove(offre)
        else:
            self._retenues.append(offre)
        self._lister()

    @on(OptionList.OptionSelected)
    def action_retenir(self) -> None:
        """Prend ce qui est coché ; sans rien de coché, l'offre choisie."""
        rang = self.query_one(Liste).highlighted
        if not self._retenues and rang is not None:
            self._retenues.append(self._offres[rang])
        self.dismiss(tuple(self._retenues))

    def action_retour(self) -> None:
        """Revient sans rien citer."""
        self.dismiss(None)
