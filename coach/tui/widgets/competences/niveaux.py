"""Les six réponses d'un positionnement : un chiffre, une marque, un nom, ce qu'elle veut dire."""

from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.modeles.base import Niveau
from coach.positionnement.echelle import Reponse, reponses
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe

_COLONNE = 28
"""Cellule où commencent les descriptions, quand elles tiennent sur la ligne."""

_HAUT = 30
"""Lignes de terminal à partir desquelles une description peut aller à la ligne."""


class Niveaux(OptionList):
    """Les réponses, dans l'ordre de l'échelle ; Entrée ou un clic choisit."""

    AIDE = "niveaux"

    @dataclass
    class Choisi(Message):
        """La personne prend cette réponse."""

        niveau: Niveau

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id, markup=False)
        self._dernier: Niveau | None = None

    def on_mount(self) -> None:
        """Repeint quand le thème change."""
        self.watch(self.app, "theme", self._repeindre, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Une autre largeur : les descriptions tiennent, ou non."""
        self._repeindre()

    def montrer(self, dernier: Niveau | None, voulu: Niveau | None = None) -> None:
        """Montre les réponses ; `dernier` : celle d'avant ; `voulu` : celle qui attend un mot."""
        self._dernier = dernier
        self._repeindre()
        # rien sous le curseur : une Entrée de trop ne répond pas à la place de la personne
        self.highlighted = next((n for n, r in enumerate(reponses()) if r.niveau == voulu), None)

    @property
    def sens(self) -> str:
        """Ce que veut dire la réponse sous le curseur, si sa ligne n'a pas la place de le dire."""
        rang = self.highlighted
        if self._en_colonnes or self._replie:
            return ""
        return dire("positionnement.sens") if rang is None else reponses()[rang].description

    @property
    def _largeur(self) -> int:
        return self.size.width - 2

    @property
    def _en_colonnes(self) -> bool:
        return self._largeur >= _COLONNE + max(len(r.description) for r in reponses())

    @property
    def _replie(self) -> bool:
        return self.app.size.height >= _HAUT

    def _repeindre(self) -> None:
        rang = self.highlighted
        self.set_options(Option(self._ligne(reponse)) for reponse in reponses())
        self.highlighted = rang

    def _ligne(self, reponse: Reponse) -> Text | Paragraphe:
        discret = self.app.theme_variables["discret"]
        tete, nom = f"{reponse.touche}  {reponse.marque} ", Text(reponse.nom)
        if reponse.niveau == self._dernier:
            nom.append(f" {dire('positionnement.d_avant')}")
        if self._en_colonnes:
            nom.pad_right(max(2, _COLONNE - len(tete) - nom.cell_len))
            nom.append(reponse.description, discret)
        elif self._replie:
            nom.append(f"\n{reponse.description}", discret)
            return Paragraphe(nom, tete=tete)
        ligne = Text(tete) + nom
        ligne.truncate(max(8, self._largeur), overflow="ellipsis")
        return ligne

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Entrée ou un clic."""
        event.stop()
        self.post_message(self.Choisi(reponses()[event.option_index].niveau))
