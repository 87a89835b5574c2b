"""Choisir, parmi ce que le carnet offre à une partie, ce que le passage citera."""

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.livret import Atelier, Offre, Partie
from coach.livret.paroles import dire as dire_du_livret
from coach.tui import gestes
from coach.tui.attente import EcranQuiAttend
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.livret import lignes
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied


class EcranOffres(EcranQuiAttend[tuple[Offre, ...]]):
    """Rend les offres retenues, dans l'ordre où elles l'ont été ; rien si la personne renonce."""

    CSS_PATH = feuilles("journaux", "livret")
    GESTES = gestes.OFFRES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, atelier: Atelier, partie: Partie) -> None:
        super().__init__()
        self._atelier, self._partie = atelier, partie
        self._offres: tuple[Offre, ...] = ()
        self._retenues: list[Offre] = []

    @property
    def _liste(self) -> Liste:
        return self.query_one(Liste)

    def compose(self) -> ComposeResult:
        """La partie, combien d'offres, la liste, les mots entiers de celle qui est choisie."""
        titre = dire("livret.offres_pour", partie=self._partie.titre)
        with Vertical(classes="liste"):
            yield Static(titre, classes="titre", markup=False)
            yield Static(Paragraphe(dire("livret.cherche")), id="etat", classes="etat")
            yield Liste(id="offres")
            yield Static(id="detail", markup=False)
        yield Pied()

    def on_mount(self) -> None:
        """L'écran se montre, et cherche : relire des séances peut prendre une seconde."""
        self._liste.focus()
        self.patienter(self._atelier.chercher(self._partie.id), self._remplir)

    def _remplir(self) -> None:
        trouvees = self.coach.tenter(lambda: self._atelier.offres(self._partie.id))
        if trouvees is None:
            self.dismiss(None)
            return
        self._offres = trouvees
        self._lister()
        self._liste.highlighted = 1 if trouvees else None  # la ligne 0 est le premier rayon

    def repeindre(self) -> None:
        """Les mêmes offres, aux couleurs du thème."""
        if not self.attend:
            self._lister()

    def _lister(self) -> None:
        """Refait la liste, le curseur sur la même ligne."""
        rang = self._liste.highlighted
        self._liste.set_options(self._options())
        self._liste.highlighted = rang
        self.query_one("#etat", Static).update(Paragraphe(self._etat()))
        self.refresh_bindings()

    def _options(self) -> Iterator[Option]:
        jour, couleurs = self.coach.horloge().date(), self.app.theme_variables
        rangees = enumerate(self._offres)
        for rayon, siennes in groupby(rangees, key=lambda rangee: rangee[1].rayon):
            titre = dire_du_livret(f"rayon.{rayon}")
            yield Option(Text(titre, f"bold {couleurs['coach']}"), disabled=True)
            for rang, offre in siennes:
                retenue = offre in self._retenues
                ligne = lignes.d_une_offre(offre, retenue, jour, couleurs["discret"])
                yield Option(ligne, id=str(rang))

    def _etat(self) -> str:
        if not self._offres:
            return dire("livret.rien_a_offrir", **noms_des_touches(self.app))
        cle = "livret.une_offre" if len(self._offres) == 1 else "livret.des_offres"
        return dire(cle, nombre=len(self._offres), retenues=len(self._retenues))

    @property
    def _choisie(self) -> Offre | None:
        option = self._liste.highlighted_option if self.is_mounted else None
        return self._offres[int(option.id)] if option and option.id else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Sans offre, il n'y a qu'à revenir."""
        voulu = action not in ("cocher", "retenir") or bool(self._offres)
        return voulu and super().check_action(action, parameters)

    @on(OptionList.OptionHighlighted)
    def _detailler(self) -> None:
        offre = self._choisie
        detail = lignes.detail_d_une_offre(offre) if offre else ""
        self.query_one("#detail", Static).update(Paragraphe(detail))

    def action_cocher(self) -> None:
        """Retient l'offre choisie, ou la laisse."""
        offre = self._choisie
        if offre is None:
            return
        if offre in self._retenues:
            self._retenues.remove(offre)
        else:
            self._retenues.append(offre)
        self._lister()

    @on(OptionList.OptionSelected)
    def action_retenir(self) -> None:
        """Prend ce qui est coché ; sans rien de coché, l'offre choisie."""
        offre = self._choisie
        if not self._retenues and offre is not None:
            self._retenues.append(offre)
        if self._retenues:
            self.dismiss(tuple(self._retenues))

    def action_retour(self) -> None:
        """Revient sans rien citer."""
        self.dismiss(None)
