"""Ce que tous les écrans ont : l'aide, la palette, le saut, les touches choisies, la copie."""

import asyncio
from collections.abc import Mapping

from textual import work
from textual.app import App
from textual.command import CommandPalette
from textual.widget import Widget

from coach.tui import presse_papiers
from coach.tui.clavier import Ecrites, examiner, noms_des_touches
from coach.tui.gestes import avec_majuscules
from coach.tui.messages import dire


class Services(App[None]):
    """Les services d'une application ; `touches` : celles de la personne, retenues."""

    def __init__(self) -> None:
        super().__init__()
        self.touches: Mapping[str, str] = {}
        self._averti_de_la_copie = False

    # --- Les gestes de tous les écrans ---------------------------------------------------------

    def action_aide(self) -> None:
        """L'aide de l'écran d'où l'on vient."""
        from coach.tui.ecrans.aide import EcranAide

        if not isinstance(self.screen, EcranAide):
            self.push_screen(EcranAide(self.screen, self.screen.focused))

    def action_sauter(self) -> None:
        """Montre une lettre sur chaque zone de l'écran ; la taper y mène."""
        from coach.tui.ecrans.saut import EcranSaut
        from coach.tui.saut import zones

        visibles = zones(self.screen)
        if len(visibles) < 2:
            self.notify(dire("saut.aucune"), markup=False)
        else:
            self.push_screen(EcranSaut(visibles), _prendre)

    def action_referentiels(self) -> None:
        """Ouvre les référentiels par-dessus l'écran, qui reste."""
        from coach.tui.ecrans.referentiel import EcranReferentiel

        if not isinstance(self.screen, EcranReferentiel):
            self.push_screen(EcranReferentiel())

    def action_diagnostic(self) -> None:
        """Ouvre le diagnostic, de quoi comprendre ce qui ne va pas."""
        from coach.tui.ecrans.diagnostic import EcranDiagnostic

        if not isinstance(self.screen, EcranDiagnostic):
            self.push_screen(EcranDiagnostic())

    def action_command_palette(self) -> None:
        """La palette, dans sa version française."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(
                CommandPalette(placeholder=dire("palette.chercher"), id="--command-palette")
            )

    def action_reglages(self) -> None:
        """Ouvre les réglages par-dessus l'écran, qui reste."""
        from coach.tui.ecrans.reglages import EcranReglages

        if not any(isinstance(ecran, EcranReglages) for ecran in self.screen_stack):
            self.push_screen(EcranReglages())

    def action_help_quit(self) -> None:
        """Ctrl+C ne ferme pas : il rappelle comment faire."""
        self.notify(dire("application.quitter", **noms_des_touches(self)), markup=False)

    # --- Les touches, la copie -------------------------------------------------------------------

    def appliquer_touches(self, touches: Mapping[str, Ecrites]) -> None:
        """Prend ces touches, par identifiant de geste ; ce qui ne va pas se dit."""
        examen = examiner(touches)
        self.touches = examen.retenues
        self.set_keymap({nom: avec_majuscules(t) for nom, t in examen.retenues.items()})
        for phrase in examen.phrases:
            self.notify(phrase, markup=False, severity="warning", timeout=10)

    def copy_to_clipboard(self, text: str) -> None:
        """Copie par le terminal et par l'ordinateur, et dit où c'est allé."""
        self._clipboard = text
        if not text:
            self.notify(dire("copie.rien"), markup=False)
            return
        if self._driver is not None:
            self._driver.write(presse_papiers.sequence(text))
        self._copier_a_l_ordinateur(text)

    @work(exit_on_error=False, group="copie", exclusive=True, description="copie")
    async def _copier_a_l_ordinateur(self, texte: str) -> None:
        fait = await asyncio.to_thread(presse_papiers.a_l_ordinateur, texte)
        nombre = len(texte)
        taille = dire("copie.un") if nombre == 1 else dire("copie.des", nombre=nombre)
        phrase = dire("copie.ordinateur" if fait else "copie.terminal", taille=taille)
        if not self._averti_de_la_copie:
            phrase += "\n" + dire("copie.avertissement")
            self._averti_de_la_copie = True
        self.notify(phrase, markup=False, timeout=8)


def _prendre(piece: Widget | None) -> None:
    """Met le curseur dans cette pièce."""
    if piece is not None:
        piece.focus()
