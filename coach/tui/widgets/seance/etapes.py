"""La colonne des étapes : où l'on en est, et y aller d'un clic ou d'Entrée."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.tui import gestes
from coach.tui.paroles import dire
from coach.tui.peinture.lecture import Paragraphe
from coach.tui.seance.recit import EtapeVue
from coach.tui.widgets.liste import Liste


class Etapes(Liste):
    """Une étape par ligne, précédée de son signe : ✓ faite, ▸ en cours, · à venir, – passée."""

    AIDE = "etapes"
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(gestes.ETAPES)

    @dataclass
    class Aller(Message):
        """La personne veut aller à cette étape."""

        etape: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id)
        self._vues: tuple[EtapeVue, ...] = ()

    def montrer(self, etapes: Sequence[EtapeVue]) -> None:
        """Met la colonne à jour."""
        if tuple(etapes) == self._vues:
            return
        self._vues = tuple(etapes)
        self.set_options(Option(_ligne(e), id=e.id) for e in etapes)
        ici = next((n for n, e in enumerate(etapes) if e.etat == "en_cours"), None)
        self.highlighted = ici

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Va à l'étape choisie."""
        event.stop()
        self.post_message(self.Aller(str(event.option_id)))


def _ligne(etape: EtapeVue) -> Paragraphe:
    titre = Text(etape.titre, style="bold" if etape.etat == "en_cours" else "")
    return Paragraphe(titre, tete=dire(f"etat_etape.{etape.etat}") + " ")
