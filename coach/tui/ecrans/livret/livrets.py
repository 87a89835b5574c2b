"""Choisir le livret à ouvrir, ou le genre de celui que l'on commence."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets.option_list import Option

from coach.livret import Livret
from coach.livret.genre import LIBRE, charger_genre, livres
from coach.livret.longueurs import mots_dits
from coach.modeles.texte import sans_commandes
from coach.tui import gestes, lignes
from coach.tui.choix import EcranDeChoix
from coach.tui.dates import jour_relatif
from coach.tui.paroles import dire

NOUVEAU = "genre:"


class EcranLivrets(EcranDeChoix):
    """Rend l'identifiant du livret choisi, « genre:cp11 » pour en commencer un, ou rien."""

    GESTES = gestes.LIVRETS
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)
    NOM = "livrets"

    def __init__(self, siens: tuple[Livret, ...], aujourd_hui: date) -> None:
        super().__init__()
        self._siens, self._aujourd_hui = siens, aujourd_hui

    def titre(self) -> str:
        """« Le livret »."""
        return dire("livrets.titre")

    def conseil(self) -> str:
        """Ce que l'atelier fait, et ne fait pas."""
        return dire("livrets.conseil")

    def options(self) -> Iterator[Option]:
        """Les livrets ouverts, le dernier touché d'abord, puis les genres."""
        discret = self.app.theme_variables["discret"]
        for livret in self._siens:
            quand = jour_relatif(livret.modifie_le.date(), self._aujourd_hui)
            detail = dire("livrets.detail", quand=quand, mots=mots_dits(livret.mots))
            titre = sans_commandes(livret.titre)
            yield Option(lignes.ligne(titre, detail, discret), id=livret.id)
        for genre in livres():
            titre, resume = self._enseigne(genre)
            yield Option(lignes.ligne(titre, resume, discret), id=NOUVEAU + genre)

    def _enseigne(self, genre: str) -> tuple[str, str]:
        """Ce que l'on commence, et ce que c'est ; le dossier libre attend son référentiel."""
        if genre == LIBRE:
            return dire("livrets.commencer_libre"), dire("livrets.libre_resume")
        connu = charger_genre(genre)
        return dire("livrets.commencer", titre=connu.titre), connu.resume
