"""Choisir où aller dans une série que l'on rejoue : une séance, une étape."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.supervision import dits
from coach.supervision.serie import Place, Repere, Serie
from coach.tui import gestes
from coach.tui.ecran import Fenetre
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles

AU_PLUS = 300
"""Lignes montrées : un fichier peut prétendre à bien plus d'étapes qu'une séance."""


class EcranReperes(Fenetre[Place | None]):
    """Rend la place choisie, ou rien ; le curseur est là où l'on en est."""

    CSS_PATH = feuilles("rejouer")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,e", "renoncer", show=False),
        gestes.aide_d_une_fenetre(),
    ]

    def __init__(self, serie: Serie, ici: Place) -> None:
        super().__init__()
        self._serie = serie
        self._ici = max(n for n, r in enumerate(serie.reperes) if r.place <= ici)
        debut = max(0, min(self._ici - AU_PLUS // 2, len(serie.reperes) - AU_PLUS))
        self._debut = debut
        self._montres = serie.reperes[debut : debut + AU_PLUS]

    def compose(self) -> ComposeResult:
        """La liste, et comment en sortir."""
        with Vertical():
            yield Static(dire("rejouer.ou_aller"), classes="titre", markup=False)
            yield OptionList(id="reperes", markup=False)
            yield Static(Paragraphe(self._rappel()), classes="rappel")

    def _rappel(self) -> str:
        autres = len(self._serie.reperes) - len(self._montres)
        return dire("rejouer.rappel_autres", nombre=autres) if autres else dire("rejouer.rappel")

    def on_mount(self) -> None:
        """Le curseur là où l'on en est."""
        liste = self.query_one(OptionList)
        liste.add_options([Option(self._ligne(r)) for r in self._montres])
        liste.highlighted = self._ici - self._debut
        liste.focus()

    def _ligne(self, repere: Repere) -> Paragraphe:
        if repere.etape:
            return Paragraphe(repere.titre, tete="– ")
        return Paragraphe(" · ".join(dits.annonce(self._serie.relecture(repere.place))))

    @on(OptionList.OptionSelected)
    def choisir(self, choix: OptionList.OptionSelected) -> None:
        """Y va."""
        self.dismiss(self._montres[choix.option_index].place)

    def action_renoncer(self) -> None:
        """Reste où l'on est."""
        self.dismiss(None)
