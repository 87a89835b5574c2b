"""Choisir la méthode d'un groupe : ce qu'elle permet, quand, en combien de temps."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets.option_list import Option

from coach.supervision.methode import methodes
from coach.tui import gestes, lignes
from coach.tui.choix import EcranDeChoix
from coach.tui.paroles import dire


class EcranMethodes(EcranDeChoix):
    """Rend l'identifiant de la méthode choisie, ou rien."""

    GESTES = gestes.METHODES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)
    NOM = "methodes"

    def titre(self) -> str:
        """« Comment travailler ensemble »."""
        return dire("methodes.titre")

    def conseil(self) -> str:
        """Comment choisir."""
        return dire("methodes.conseil")

    def options(self) -> Iterator[Option]:
        """Une méthode par ligne."""
        discret = self.app.theme_variables["discret"]
        for une in methodes().values():
            titre = dire("methodes.ligne", titre=une.titre, duree=une.minutes)
            yield Option(lignes.ligne(titre, f"{une.resume} {une.quand}", discret), id=une.id)
