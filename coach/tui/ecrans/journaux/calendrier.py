"""Le calendrier des séances, d'un mois ou d'une année ; il mène aux journaux."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from coach.carnet.filtres import Filtre
from coach.modeles.calendrier import MOIS, decaler_les_mois
from coach.tui import gestes, lignes
from coach.tui.dates import jour_complet
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.pied import Pied
from coach.tui.widgets.relecture.calendrier import Calendrier


class EcranCalendrier(Ecran[str]):
    """Rend la période choisie, telle qu'elle se tape ; `filtre` : les séances comptées."""

    CSS_PATH = feuilles("journaux", "calendrier")
    GESTES = gestes.CALENDRIER
    BINDINGS: ClassVar[list[BindingType]] = [
        *gestes.liaisons(GESTES),
        Binding("space", "ouvrir", show=False),
    ]

    def __init__(self, filtre: Filtre) -> None:
        super().__init__()
        self._filtre = filtre

    def compose(self) -> ComposeResult:
        """Le mois, ses jours, puis ce qu'il en est du jour choisi."""
        aujourd_hui = self.coach.horloge().date()
        periode = self._filtre.periode
        jour = min(periode.fin, aujourd_hui) if periode else aujourd_hui
        with Vertical(classes="liste"):
            yield Static(id="mois", classes="titre", markup=False)
            yield Static(id="total", classes="etat", markup=False)
            yield Calendrier(jour, aujourd_hui, self._compter())
            yield Static(id="jour", markup=False)
            yield Static(id="rappel", markup=False)
        yield Pied()

    def _compter(self) -> dict[date, int]:
        sans_periode = replace(self._filtre, periode=None, mots="")
        return self.coach.tenter(lambda: self.coach.carnet.jours(sans_periode)) or {}

    def on_mount(self) -> None:
        """Le calendrier a le curseur."""
        self.query_one(Calendrier).focus()
        self.dire_le_jour()

    @on(Calendrier.Deplace)
    def dire_le_jour(self) -> None:
        """Dit en toutes lettres le mois, son total, et le jour choisi."""
        vu = self.query_one(Calendrier)
        mois = (vu.jour.year, vu.jour.month)
        titre = (
            dire("calendrier.annee", annee=str(vu.jour.year))
            if vu.annee
            else dire("calendrier.titre", mois=MOIS[vu.jour.month - 1], annee=str(vu.jour.year))
        )
        self.query_one("#mois", Static).update(titre[:1].upper() + titre[1:])
        total = sum(
            n
            for jour, n in vu.seances.items()
            if (jour.year == mois[0] if vu.annee else (jour.year, jour.month) == mois)
        )
        cle = "calendrier.total" if vu.annee else "calendrier.mois"
        self.query_one("#total", Static).update(dire(cle, nombre=_nombre(total)))
        nombre = _nombre(vu.seances.get(vu.jour, 0))
        dit = dire("calendrier.jour", jour=jour_complet(vu.jour), nombre=nombre)
        self.query_one("#jour", Static).update(dit)
        rappel = dire("calendrier.rappel_annee" if vu.annee else "calendrier.rappel")
        self.query_one("#rappel", Static).update(Paragraphe(rappel))

    @on(Calendrier.Choisi)
    def action_ouvrir(self) -> None:
        """Montre les séances du jour, s'il y en a."""
        vu = self.query_one(Calendrier)
        if vu.seances.get(vu.jour):
            self.dismiss(vu.jour.isoformat())
        else:
            self.query_one("#rappel", Static).update(Paragraphe(dire("calendrier.jour_vide")))

    def action_ce_mois(self) -> None:
        """Montre les séances du mois, ou de l'année si c'est elle que l'on voit."""
        vu = self.query_one(Calendrier)
        self.dismiss(str(vu.jour.year) if vu.annee else vu.jour.isoformat()[:7])

    def action_annee(self) -> None:
        """Passe du mois à l'année, ou de l'année au mois."""
        vu = self.query_one(Calendrier)
        vu.annee = not vu.annee
        self.dire_le_jour()

    def action_mois_avant(self) -> None:
        """Recule d'un mois, ou d'un an."""
        self._tourner(-1)

    def action_mois_apres(self) -> None:
        """Avance d'un mois, ou d'un an."""
        self._tourner(1)

    def _tourner(self, sens: int) -> None:
        vu = self.query_one(Calendrier)
        vu.jour = decaler_les_mois(vu.jour, sens * (12 if vu.annee else 1))

    def action_retour(self) -> None:
        """Revient sans rien choisir."""
        self.dismiss(None)


def _nombre(seances: int) -> str:
    return lignes.compter(seances) if seances else dire("calendrier.aucune")
