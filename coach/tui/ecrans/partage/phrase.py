"""La phrase secrète : deux fois pour chiffrer, une pour ouvrir ; elle ne reste nulle part."""

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Button, Input, Static

from coach.erreurs import ErreurEnClair
from coach.partage.recu import phrase_accordee
from coach.tui import gestes
from coach.tui.ecran import Fenetre
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.ligne import LigneSecrete


class EcranPhrase(Fenetre[Any]):
    """Rend ce que la phrase a permis, ou rien si la personne renonce.

    `essayer` reçoit la phrase, hors du fil de l'écran ; ce qu'il lève (`ErreurEnClair`) se dit, et
    la phrase se redemande. `neuve` : elle se dit deux fois.
    """

    CSS_PATH = feuilles("saisie")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "renoncer", show=False),
        Binding("f4", "voir", show=False),
        gestes.aide_d_une_fenetre(),
    ]

    def __init__(self, titre: str, essayer: Callable[[str], Any], *, neuve: bool = False) -> None:
        super().__init__()
        self._titre, self._essayer, self._neuve = titre, essayer, neuve

    def compose(self) -> ComposeResult:
        """Ce que l'on écrit, le champ masqué, ce qui ne va pas, et comment finir."""
        with Vertical():
            yield Static(Paragraphe(self._titre), classes="titre")
            yield LigneSecrete()
            if self._neuve:
                yield Static(dire("phrase.redite"), classes="rappel", markup=False)
                yield LigneSecrete()
            yield Button(dire("phrase.voir"), compact=True)
            yield Static(classes="souci", markup=False)
            yield Static(Paragraphe(dire("phrase.rappel")), classes="rappel")

    @property
    def _champs(self) -> list[LigneSecrete]:
        return list(self.query(LigneSecrete))

    def on_mount(self) -> None:
        """Le premier champ est prêt."""
        self._champs[0].focus()

    @on(Button.Pressed)
    def action_voir(self) -> None:
        """Montre ce qui est tapé, ou le masque."""
        masquee = not self._champs[0].password
        for champ in self._champs:
            champ.password = masquee
        self.query_one(Button).label = dire("phrase.voir" if masquee else "phrase.masquer")

    @on(Input.Submitted)
    def suite(self, saisie: Input.Submitted) -> None:
        """Passe au second champ ; au dernier, essaie."""
        saisie.stop()
        if saisie.input is not self._champs[-1]:
            self._champs[-1].focus()
            return
        dites = [champ.value for champ in self._champs]
        self._vider()
        try:
            phrase = phrase_accordee(dites[0], dites[-1])
        except ErreurEnClair as erreur:
            self._redemander(str(erreur))
        else:
            self._tenter(phrase)

    @work(exclusive=True)
    async def _tenter(self, phrase: str) -> None:
        """Ouvrir demande un calcul d'une seconde : l'écran n'attend pas."""
        self._dire(dire("phrase.un_instant"))
        for champ in self._champs:
            champ.disabled = True
        try:
            obtenu = await asyncio.to_thread(self._essayer, phrase)
        except ErreurEnClair as erreur:
            self._redemander(str(erreur))
        else:
            self.dismiss(obtenu)

    def _redemander(self, souci: str) -> None:
        for champ in self._champs:
            champ.disabled = False
        self._champs[0].focus()
        self._dire(souci)

    def _dire(self, phrase: str) -> None:
        ligne = self.query_one(".souci", Static)
        ligne.update(Paragraphe(phrase))
        ligne.display = bool(phrase)

    def _vider(self) -> None:
        for champ in self._champs:
            champ.value = ""

    def action_renoncer(self) -> None:
        """Laisse comme avant ; rien de ce qui était tapé ne reste."""
        self._vider()
        self.dismiss(None)
