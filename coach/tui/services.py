"""Ce que tous les écrans ont : l'aide, la palette, le saut, les touches choisies, la copie."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import work
from textual.screen import Screen
from textual.widget import Widget

from coach.erreurs import ErreurEnClair
from coach.modeles.texte import sans_commandes
from coach.tui.clavier.touches import Ecrites, examiner, noms_des_touches
from coach.tui.ecran import Ecran
from coach.tui.gestes import avec_majuscules
from coach.tui.panne import Pudique
from coach.tui.paroles import dire
from coach.tui.styles import DOSSIER
from coach.tui.terminal import presse_papiers

if TYPE_CHECKING:
    from coach.positionnement import Depart
    from coach.tui.application import CoachApp
    from coach.tui.groupe.convier import Invitation

T = TypeVar("T")

_AU_PLUS_TARD = 0.5
"""Secondes avant de peindre un écran qui n'a pas fini de se monter."""


class Services(Pudique):
    """Les services d'une application ; `touches` : celles de la personne, retenues."""

    def __init__(self) -> None:
        super().__init__()
        self.touches: Mapping[str, str] = {}
        self._averti_de_la_copie = False

    # --- L'ouverture d'un écran ------------------------------------------------------------------

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Prend la feuille d'un écran, et l'écran tout de suite à la taille du terminal.

        Textual relirait toutes les feuilles et reprendrait le style de l'écran d'en dessous, que
        celle-ci ne regarde pas ; puis, la taille connue, celui de l'écran neuf.
        """
        for feuille in screen.css_path:
            if not self.stylesheet.has_source(str(feuille), ""):
                self.stylesheet.read(feuille)
        for mesure, paliers in (
            (self.size.width, screen.HORIZONTAL_BREAKPOINTS),
            (self.size.height, screen.VERTICAL_BREAKPOINTS),
        ):
            tenus = [nom for seuil, nom in sorted(paliers or ()) if seuil <= mesure]
            screen.add_class(*tenus[-1:], update=False)
        self._peindre_d_un_coup(screen)

    def _peindre_d_un_coup(self, ecran: Screen[Any]) -> None:
        """Ne peint rien tant que l'écran se monte : il vient entier, en une fois."""
        lot = ExitStack()
        lot.enter_context(self.batch_update())
        ecran.call_later(lot.close)
        self.set_timer(_AU_PLUS_TARD, lot.close)  # un écran refermé avant d'être monté

    async def preparer_les_feuilles(self) -> None:
        """Lit les feuilles de style de tous les écrans, une à la fois pour ne gêner personne."""
        for feuille in sorted(DOSSIER.glob("*.tcss")):
            if not self.stylesheet.has_source(str(feuille), ""):
                self.stylesheet.read(feuille)
                self.stylesheet.parse()
                await asyncio.sleep(0)

    # --- Faire, demander, dire ce qui ne se peut pas ---------------------------------------------

    def signaler(self, erreur: ErreurEnClair) -> None:
        """Dit une erreur, telle qu'elle se dit."""
        self.notify(str(erreur), markup=False, severity="error", timeout=10)

    def tenter(self, agir: Callable[[], T]) -> T | None:
        """Fait, ou dit pourquoi rien n'a changé : rend alors rien."""
        try:
            return agir()
        except ErreurEnClair as erreur:
            self.signaler(erreur)
            return None

    def demander(self, titre: str, valeur: str, ensuite: Callable[[str], object]) -> None:
        """Demande une ligne, puis fait la suite ; un refus se dit, et la ligne se corrige."""
        from coach.tui.ecrans.saisie import EcranSaisie

        def recevoir(ligne: str | None) -> None:
            if ligne is None:
                return
            try:
                ensuite(ligne)
            except ErreurEnClair as erreur:
                self.signaler(erreur)
                self.demander(titre, ligne, ensuite)

        self.push_screen(EcranSaisie(titre, sans_commandes(valeur)), recevoir)

    # --- Les gestes de tous les écrans ---------------------------------------------------------

    def action_aide(self) -> None:
        """L'aide de l'écran d'où l'on vient."""
        from coach.tui.ecrans.aide import EcranAide

        if not isinstance(self.screen, EcranAide):
            self.push_screen(EcranAide(self.screen, self.screen.focused))

    def action_sauter(self) -> None:
        """Montre une lettre sur chaque zone de l'écran, une fois qu'elles ont leur place."""
        self.screen.call_after_refresh(self._montrer_les_zones)

    def _montrer_les_zones(self) -> None:
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

    def se_positionner(self, depart: "Depart | None" = None) -> None:
        """Ouvre ce que l'on demande à regarder ; sans rien, de quoi choisir."""
        from coach.tui.positionnement.ouverture import ecran_pour

        if (ecran := ecran_pour(cast("CoachApp", self), depart)) is not None:
            self.push_screen(ecran)

    def rejouer(self, *flux: str) -> None:
        """Rejoue ces séances du carnet, l'une après l'autre."""
        from coach.tui.rejeu import ecran_du_carnet

        if (ecran := ecran_du_carnet(cast("CoachApp", self), flux)) is not None:
            self.push_screen(ecran)

    def tenir_un_groupe(self, invitation: "Invitation") -> None:
        """Ouvre une rencontre ; ce que l'invitation ne dit pas se demande."""
        from coach.tui.groupe.convier import convier

        self.tenter(lambda: convier(cast("CoachApp", self), invitation))

    def action_groupe(self) -> None:
        """Ouvre une rencontre autour de la séance relue à l'écran, ou d'un récit à voix haute."""
        from coach.tui.groupe.convier import invitation_d_ici

        self.tenir_un_groupe(invitation_d_ici(cast("CoachApp", self)))

    def action_apres_une_rencontre(self) -> None:
        """Réunit des fichiers d'annotations, sans rencontre ouverte."""
        from coach.tui.ecrans.groupe.apres import EcranApres

        self.push_screen(EcranApres())

    def action_fichier_recu(self) -> None:
        """Ouvre une séance, ou les écrits d'un groupe, que quelqu'un a donnés."""
        from coach.tui.partage.reception import recevoir

        recevoir(cast("CoachApp", self))

    def action_diagnostic(self) -> None:
        """Ouvre le diagnostic, de quoi comprendre ce qui ne va pas."""
        from coach.tui.ecrans.diagnostic import EcranDiagnostic

        if not isinstance(self.screen, EcranDiagnostic):
            self.push_screen(EcranDiagnostic())

    def action_corrections(self) -> None:
        """Ouvre ce que la personne a appris au coach, par-dessus l'écran."""
        from coach.tui.ecrans.corrections import EcranCorrections

        if not isinstance(self.screen, EcranCorrections):
            self.push_screen(EcranCorrections())

    def action_command_palette(self) -> None:
        """La palette, dans sa version française."""
        from coach.tui.palette import EcranPalette

        if not isinstance(self.screen, EcranPalette):
            self.push_screen(
                EcranPalette(placeholder=dire("palette.chercher"), id="--command-palette")
            )

    def action_reglages(self) -> None:
        """Ouvre les réglages par-dessus l'écran, qui reste."""
        from coach.tui.ecrans.reglages.liste import EcranReglages

        if not any(isinstance(ecran, EcranReglages) for ecran in self.screen_stack):
            self.push_screen(EcranReglages())

    async def action_quit(self) -> None:
        """Ferme ; ce que cela perdrait se dit d'abord, une fois."""
        ecrans = [ecran for ecran in self.screen_stack if isinstance(ecran, Ecran)]
        if all(ecran.peut_partir() for ecran in ecrans):
            await super().action_quit()

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
