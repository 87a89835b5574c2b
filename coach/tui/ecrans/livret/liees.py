"""Choisir, parmi les preuves d'un passage, celle qu'il ne citera plus."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets.option_list import Option

from coach.livret import PreuveFigee
from coach.modeles.calendrier import en_clair
from coach.modeles.texte import d_une_traite, sans_commandes
from coach.tui import gestes
from coach.tui.choix import EcranDeChoix
from coach.tui.lignes import ligne
from coach.tui.paroles import dire


class EcranLiees(EcranDeChoix):
    """Rend l'identifiant de la preuve à délier, ou rien."""

    GESTES = gestes.LIEES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)
    NOM = "liees"

    def __init__(self, preuves: Sequence[PreuveFigee]) -> None:
        super().__init__()
        self._preuves = tuple(preuves)

    def titre(self) -> str:
        """« Ne plus citer »."""
        return dire("livret.delier")

    def conseil(self) -> str:
        """Ce que cela change, et ne change pas."""
        return dire("livret.delier_conseil")

    def options(self) -> Iterator[Option]:
        """Une preuve par ligne : ses mots, sa date, son origine."""
        discret = self.app.theme_variables["discret"]
        for preuve in self._preuves:
            quand = en_clair(preuve.date) if preuve.date else ""
            detail = " · ".join(filter(None, (quand, sans_commandes(preuve.origine))))
            yield Option(ligne(d_une_traite(preuve.extrait), detail, discret), id=preuve.id)
