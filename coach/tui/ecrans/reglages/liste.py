"""Les réglages : chacun sur une ligne, pris aussitôt, gardé aussitôt."""

from functools import partial
from typing import Any, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static
from textual.widgets.option_list import Option

from coach.reglages.champs import Champ, champs
from coach.tui import gestes
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

_COLONNE = 22
"""Cellules du titre d'un réglage, avant sa valeur."""


class EcranReglages(Ecran[None]):
    """Tous les réglages, l'aide de celui que l'on vise, et l'état de l'enregistrement."""

    CSS_PATH = feuilles("reglages")
    GESTES = gestes.REGLAGES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def compose(self) -> ComposeResult:
        """La liste, l'aide du réglage visé, et où tout cela se garde."""
        with Vertical():
            yield Static(dire("reglages.titre"), id="titre", markup=False)
            yield Liste(id="liste")
            yield Static(id="aide", markup=False)
            yield Static(id="comment", markup=False)
            yield Static(id="etat", markup=False)
        yield Pied()

    def on_mount(self) -> None:
        """La liste a le curseur."""
        self._montrer()
        self.query_one(Liste).focus()

    def on_screen_resume(self) -> None:
        """Une touche, un thème ont pu changer depuis une autre page."""
        self._montrer()

    @property
    def _vise(self) -> Champ:
        return champs()[self.query_one(Liste).highlighted or 0]

    def _montrer(self) -> None:
        liste = self.query_one(Liste)
        rang = liste.highlighted or 0
        liste.set_options(Option(self._ligne(champ), id=champ.nom) for champ in champs())
        liste.highlighted = rang
        self._expliquer()

    def _ligne(self, champ: Champ) -> Text:
        valeur = champ.en_mots(self.coach.reglages)
        ligne = Text(f"{champ.titre:<{_COLONNE}}", no_wrap=True, overflow="ellipsis")
        return ligne.append(valeur)

    @on(Liste.OptionHighlighted)
    def _expliquer(self) -> None:
        """L'aide suit le curseur."""
        champ = self._vise
        sorte = "choix" if champ.sorte == "oui_non" else champ.sorte
        self.query_one("#aide", Static).update(Paragraphe(champ.aide))
        self.query_one("#comment", Static).update(Paragraphe(dire(f"reglages.aide_{sorte}")))
        etat = self.query_one("#etat", Static)
        etat.update(Paragraphe(self.coach.preferences.etat()))
        etat.set_class(bool(self.coach.preferences.souci), "-souci")

    # --- Changer -------------------------------------------------------------------------------

    def _changer(self, champ: Champ, valeur: Any) -> None:
        self.coach.preferences.changer(**{champ.nom: valeur})
        self._montrer()

    def action_varier(self, sens: int) -> None:
        """Passe à la valeur voisine d'un choix unique ; ouvre les autres réglages."""
        champ = self._vise
        if champ.sorte not in ("choix", "oui_non"):
            self.action_ouvrir()
            return
        valeurs = champ.valeurs
        rang = valeurs.index(champ.ecrite(self.coach.reglages)[0]) + sens
        self._changer(champ, champ.lire([valeurs[rang % len(valeurs)]]))

    @on(Liste.OptionSelected)
    def action_ouvrir(self) -> None:
        """Ouvre le réglage visé."""
        champ = self._vise
        if champ.sorte == "touches":
            from coach.tui.ecrans.reglages.touches import EcranTouches

            self.app.push_screen(EcranTouches())
            return
        from coach.tui.ecrans.reglages.valeur import EcranValeur

        essayer = self._essayer if champ.nom == "theme" else _rien
        ecran = EcranValeur(champ, self.coach.reglages, essayer)
        self.app.push_screen(ecran, partial(self._refermer, champ))

    def _essayer(self, theme: str) -> None:
        self.app.theme = theme

    def _refermer(self, champ: Champ, rendue: tuple[Any] | None) -> None:
        self.coach.preferences.habiller()
        if rendue is not None:
            self._changer(champ, rendue[0])

    def action_retour(self) -> None:
        """Revient d'où l'on vient."""
        self.dismiss()


def _rien(_: Any) -> None:
    """Ce réglage ne se montre pas d'avance."""
