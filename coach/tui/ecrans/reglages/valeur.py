"""Ouvrir un réglage : choisir parmi ses valeurs, en cocher, ou l'écrire."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, OptionList, Static

from coach.reglages import Reglages
from coach.reglages.apparence import NOM_MAXIMAL
from coach.reglages.champs import Champ, ErreurDeReglages
from coach.tui import gestes
from coach.tui.ecran import Fenetre
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.cases import Cases
from coach.tui.widgets.ligne import LigneAEcrire


class EcranValeur(Fenetre[Any]):
    """Rend la valeur gardée, ou rien si l'on y renonce.

    `essayer` reçoit chaque valeur sur laquelle passe le curseur d'un choix unique : la personne
    voit ce qu'elle donnerait avant de la garder.
    """

    CSS_PATH = feuilles("valeur")
    AUTO_FOCUS: ClassVar[str | None] = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "renoncer", show=False),
        gestes.aide_d_une_fenetre(),
    ]

    def __init__(self, champ: Champ, reglages: Reglages, essayer: Callable[[Any], None]) -> None:
        super().__init__()
        self._champ, self._reglages, self._essayer = champ, reglages, essayer

    def compose(self) -> ComposeResult:
        """Le titre, l'aide, de quoi répondre, et comment."""
        sorte = "choix" if self._champ.sorte == "oui_non" else self._champ.sorte
        with Vertical():
            yield Static(self._champ.titre, classes="titre", markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(Paragraphe(self._champ.aide), classes="aide")
                if sorte == "texte":
                    yield LigneAEcrire(self._ecrite, max_length=NOM_MAXIMAL, compact=True)
                else:
                    yield Cases(multiple=sorte == "plusieurs")
            yield Static(classes="souci", markup=False)
            yield Static(Paragraphe(dire(f"reglages.rappel_{sorte}")), classes="rappel")

    @property
    def _ecrite(self) -> str:
        return " ".join(self._champ.ecrite(self._reglages))

    def on_mount(self) -> None:
        """Propose les valeurs, celle d'aujourd'hui cochée."""
        for cases in self.query(Cases):
            choix = self._champ.choix(self._reglages.pays)
            cases.proposer(choix, self._champ.ecrite(self._reglages))

    @on(OptionList.OptionHighlighted)
    def survoler(self) -> None:
        """Montre ce que donnerait la valeur sous le curseur."""
        cases = self.query_one(Cases)
        if not cases.multiple and cases.visee is not None:
            self._essayer(self._champ.lire([cases.visee]))

    @on(Cases.Valide)
    def choisie(self, choix: Cases.Valide) -> None:
        """Garde ce qui est coché ; un référentiel déjà suivi reste à sa place."""
        if not choix.valeurs:
            self._refuser(dire("reglages.rien_coche"))
            return
        avant = [v for v in self._champ.ecrite(self._reglages) if v in choix.valeurs]
        self._garder([*avant, *(v for v in choix.valeurs if v not in avant)])

    @on(Input.Submitted)
    def ecrite(self, saisie: Input.Submitted) -> None:
        """Garde ce qui est écrit ; vide, c'est rien."""
        self._garder([saisie.value] if saisie.value.strip() else [])

    def _garder(self, mots: list[str]) -> None:
        try:
            self.dismiss((self._champ.lire(mots),))
        except ErreurDeReglages as erreur:
            self._refuser(str(erreur))

    def _refuser(self, phrase: str) -> None:
        souci = self.query_one(".souci", Static)
        souci.update(Paragraphe(phrase))
        souci.display = True

    def action_renoncer(self) -> None:
        """Laisse tout comme avant."""
        self.dismiss(None)
