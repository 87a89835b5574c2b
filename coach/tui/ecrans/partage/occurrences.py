"""Choisir l'occurrence d'un nom qui désigne quelqu'un d'autre."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.widgets.option_list import Option

from coach.modeles.texte import sans_commandes
from coach.partage.phrases import Contexte
from coach.tui import gestes
from coach.tui.choix import EcranDeChoix
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe


class EcranOccurrences(EcranDeChoix):
    """Rend le rang de l'occurrence choisie (de 0), ou rien."""

    GESTES = gestes.OCCURRENCES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)
    NOM = "occurrences"

    def __init__(self, contextes: Sequence[Contexte]) -> None:
        super().__init__()
        self._contextes = contextes

    def titre(self) -> str:
        """« Laquelle est quelqu'un d'autre ? »."""
        return dire("occurrences.titre")

    def conseil(self) -> str:
        """Ce que cela change."""
        return dire("occurrences.conseil")

    def options(self) -> Iterator[Option]:
        """Chaque phrase, le nom en relief."""
        for rang, contexte in enumerate(self._contextes):
            phrase = Text(sans_commandes(contexte.texte).replace("\n", " "))
            phrase.stylize("bold underline", contexte.debut, contexte.fin)
            yield Option(Paragraphe(phrase), id=str(rang))
