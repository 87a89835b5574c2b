"""Choisir de quoi filtrer le portfolio ; chaque choix s'écrit dans le champ."""

from collections.abc import Iterator

from textual.widgets.option_list import Option

from coach.carnet.filtres import Filtre
from coach.referentiels.themes import charger_themes
from coach.tui.ecrans.journaux.filtres import EcranFiltres
from coach.tui.portfolio.demande import PREFIXE, est_un_theme, theme_de


class EcranFiltresDuPortfolio(EcranFiltres):
    """Rend le texte du champ : la période, les protocoles, les étiquettes, le thème."""

    TITRE = "portfolio.filtrer_par"
    RAPPEL = "portfolio.filtrer_rappel"

    def _options(self, filtre: Filtre) -> Iterator[Option]:
        yield from self._periodes(filtre)
        yield self._section("themes")
        voulus = [theme_de(m.ecrit) for m in self._demande().morceaux if est_un_theme(m)]
        for theme in charger_themes():
            yield self._option("mots", f"{PREFIXE}{theme.id}", theme.titre, theme in voulus)
        yield from self._protocoles(filtre)
        yield self._section("etiquettes")
        yield from self._etiquettes(filtre)
