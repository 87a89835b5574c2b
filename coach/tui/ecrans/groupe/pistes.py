"""Choisir, parmi ce que le groupe a proposé, ce dont on fait un ajustement."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets.option_list import Option

from coach.modeles.texte import en_une_ligne
from coach.supervision.paroles import dire as dire_du_groupe
from coach.supervision.presentation import en_mots
from coach.supervision.retour import Recue
from coach.tui import gestes, lignes
from coach.tui.choix import EcranDeChoix
from coach.tui.paroles import dire


class EcranPistes(EcranDeChoix):
    """Rend l'identifiant de la piste choisie, ou rien."""

    GESTES = gestes.PISTES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)
    NOM = "pistes"

    def __init__(self, offertes: Sequence[Recue]) -> None:
        super().__init__()
        self._offertes = offertes

    def titre(self) -> str:
        """« Que retenez-vous ? »."""
        return dire("pistes.titre")

    def conseil(self) -> str:
        """Comment choisir."""
        return dire("pistes.conseil")

    def options(self) -> Iterator[Option]:
        """Une piste ou une décision par ligne."""
        discret = self.app.theme_variables["discret"]
        for recue in self._offertes:
            dite = recue.contribution
            texte = en_une_ligne(en_mots(dite))
            genre = dire_du_groupe(f"genre.{dite.genre}")
            yield Option(lignes.ligne(texte, genre, discret), id=dite.id)
