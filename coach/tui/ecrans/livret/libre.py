"""Choisir le référentiel d'un dossier libre."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets.option_list import Option

from coach.modeles.texte import sans_commandes
from coach.referentiels import ErreurDeReferentiel, charger, identifiants
from coach.tui import gestes
from coach.tui.choix import EcranDeChoix
from coach.tui.lignes import ligne
from coach.tui.paroles import dire


class EcranLibres(EcranDeChoix):
    """Rend l'identifiant du référentiel choisi, ou rien ; `suivis` : ceux qui viennent d'abord."""

    GESTES = gestes.LIBRES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)
    NOM = "libres"

    def __init__(self, suivis: Sequence[str]) -> None:
        super().__init__()
        self._suivis = tuple(suivis)

    def titre(self) -> str:
        """« Un dossier sur… »."""
        return dire("livrets.libre_titre")

    def conseil(self) -> str:
        """Comment le dossier se découpe, et comment n'en prendre qu'une part."""
        return dire("livrets.libre_conseil")

    def options(self) -> Iterator[Option]:
        """Un référentiel par ligne, les suivis d'abord."""
        discret = self.app.theme_variables["discret"]
        for nom in sorted(identifiants(), key=lambda i: (i not in self._suivis, i)):
            try:
                connu = charger(nom)
            except ErreurDeReferentiel:
                continue
            detail = dire("livrets.libre_detail", nombre=len(connu.competences), nom=nom)
            yield Option(ligne(sans_commandes(connu.titre), detail, discret), id=nom)
