"""L'application : le carnet ouvert, les thèmes de la maison, et le chemin d'un écran à l'autre."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.events import DescendantFocus, Event
from textual.screen import Screen
from textual.theme import Theme

from coach.carnet.erreurs import ErreurDeCarnet, SeanceOuverteAilleurs
from coach.carnet.horloge import maintenant
from coach.tui.clavier.francais import affichage
from coach.tui.clavier.frappes import Frappes
from coach.tui.ecran import Ecran
from coach.tui.gestes import GENERAUX, liaisons
from coach.tui.paroles import dire
from coach.tui.peinture.themes import PALETTES, SOMBRE, THEMES
from coach.tui.porte import Porte
from coach.tui.preferences import Preferences
from coach.tui.preparation import Preparation
from coach.tui.services import Services
from coach.tui.styles import feuilles

if TYPE_CHECKING:
    from coach.carnet import Carnet
    from coach.dialogues.contexte import Contexte
    from coach.partage.coffre import Serrure
    from coach.reglages import Reglages


_AU_PLUS_TARD = 10.0
"""Secondes après lesquelles une frappe retenue passe, quoi qu'il arrive à l'écran attendu."""


def _commandes() -> type[Provider]:
    """La palette, chargée quand elle s'ouvre."""
    from coach.tui.palette import Commandes

    return Commandes


class CoachApp(Services):
    """Le coach dans un terminal.

    `horloge` rend l'heure d'ici, avec son décalage ; `flux` ou `protocole` : la séance à reprendre
    ou à commencer dès l'ouverture.
    """

    TITLE = dire("application.titre")
    CSS_PATH = feuilles("commun", "accueil")
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commandes}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        *liaisons(GENERAUX),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(
        self,
        carnet: "Carnet | Porte",
        horloge: Callable[[], datetime] = maintenant,
    ) -> None:
        super().__init__()
        self.porte = carnet if isinstance(carnet, Porte) else Porte(carnet.dossier, carnet)
        self.horloge = horloge
        self.d_abord: Callable[[], None] | None = None
        self.frappes = Frappes()
        self._boucle: asyncio.AbstractEventLoop | None = None
        self._contexte: tuple[Reglages, Contexte] | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.preparation = Preparation(self)
        self.preferences = Preferences(self)
        self.preferences.habiller()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Nos couleurs nommées, même sous un thème qui ne les connaît pas."""
        return PALETTES[SOMBRE]

    def get_key_display(self, binding: Binding) -> str:
        """Le nom français d'une touche."""
        return affichage(binding)

    def get_default_screen(self) -> Screen[None]:
        """L'accueil."""
        from coach.tui.ecrans.accueil import EcranAccueil

        return EcranAccueil()

    def on_mount(self) -> None:
        """Montre l'accueil aussitôt ; le reste s'ouvre derrière lui."""
        self._boucle = asyncio.get_running_loop()
        self.theme_changed_signal.subscribe(self, self._repeindre_les_ecrans)
        self.preferences.prendre_les_touches()
        if self.porte.ouverte:
            self.avertir()
        if self.d_abord is None:
            self._rendre_bientot()
            self.preparation.bientot()
            return
        self._retenir_les_frappes()
        self.call_after_refresh(self._commencer, self.d_abord)
        self.preparation.figer_plus_tard()

    def _commencer(self, d_abord: Callable[[], None]) -> None:
        """Ouvre le premier écran."""
        d_abord()
        self._rendre_bientot()

    def _retenir_les_frappes(self) -> None:
        """Ce qui se tape attend l'écran qui vient, et ne l'attend pas sans fin."""
        self.frappes.ouverte = False
        self.set_timer(_AU_PLUS_TARD, self._rendre_les_frappes)

    def _rendre_bientot(self) -> None:
        """Rend les frappes quand l'écran qui vient d'être posé est prêt, curseur compris."""
        if self.screen_stack:  # l'interface peut se fermer à peine ouverte
            self.screen.call_after_refresh(self.call_later, self._rendre_les_frappes)

    async def _rendre_les_frappes(self) -> None:
        from coach.tui.ecrans.seance.dialogue import EcranSeance

        frappes, ici = self.frappes.rendre(), self.screen_stack[-1:]
        if frappes and ici and isinstance(ici[0], EcranSeance) and ici[0].prendre_le_champ():
            for event in frappes:  # ailleurs, une lettre serait un geste
                await super().on_event(event)

    async def on_event(self, event: Event) -> None:
        """Une frappe venue avant la séance l'attend, au lieu d'agir sur l'écran d'en dessous."""
        if not self.frappes.retient(event):
            await super().on_event(event)

    def avertir(self) -> None:
        """Dit une fois ce que l'ouverture du carnet avait à signaler."""
        for phrase in self.carnet.avertissements:
            self.notify(phrase, markup=False, severity="warning")

    @property
    def carnet(self) -> "Carnet":
        """Le carnet, ouvert à la première demande. Lève `ErreurDeCarnet`."""
        return self.porte.carnet

    def fermer_vite(self) -> None:
        """Ferme, d'où que vienne la demande : un signal, un autre fil."""
        if self._boucle is not None:
            with suppress(RuntimeError):  # tout est déjà fermé
                self._boucle.call_soon_threadsafe(self.exit)

    # --- Les séances -------------------------------------------------------------------------

    @property
    def reglages(self) -> "Reglages":
        """Ce que la personne a choisi ; `preferences` le change."""
        return self.preferences.reglages

    @property
    def contexte(self) -> "Contexte":
        """Les services du coach, chargés à la première séance, refaits si un réglage change."""
        return self._contexte_de(self.reglages)

    def _contexte_de(self, reglages: "Reglages") -> "Contexte":
        """Un même contexte tant que les réglages sont les mêmes ; une même lecture s'y garde."""
        if self._contexte is None or self._contexte[0] != reglages:
            from coach import assemblage

            self.preferences.avertir()
            neuf = assemblage.contexte(self.carnet, reglages)
            self._contexte = (reglages, replace(neuf, horloge=self.horloge))
        return self._contexte[1]

    def ouvrir_seance(self, flux: str | None = None, protocole: str | None = None) -> None:
        """Ouvre une séance neuve, ou la séance `flux` ; en lecture seule si elle est prise."""
        from coach.assemblage import PROTOCOLE_HABITUEL, ouvrir_moteur
        from coach.tui.ecrans.seance.dialogue import EcranSeance
        from coach.tui.seance.conduite import Conduite

        verrou = ExitStack()
        try:
            if flux is not None:
                verrou.enter_context(self.carnet.tenir(flux))
            moteur = ouvrir_moteur(
                self.carnet, self.contexte, protocole=protocole or PROTOCOLE_HABITUEL, flux=flux
            )
            if flux is None:
                verrou.enter_context(self.carnet.tenir(moteur.flux))
        except SeanceOuverteAilleurs as erreur:
            self.lire_seance(str(flux), avis=str(erreur))
        except ErreurDeCarnet as erreur:
            verrou.close()
            self.signaler(erreur)
        else:
            if moteur.etat.terminee:
                verrou.close()
                self.lire_seance(moteur.flux)
                return
            self._retenir_les_frappes()
            self.push_screen(EcranSeance(Conduite(moteur, self.carnet, self.horloge), verrou))
            self._rendre_bientot()

    def lire_seance(
        self,
        flux: str,
        *,
        reponse: str | None = None,
        passage: tuple[int, int] = (0, 0),
        avis: str = "",
    ) -> None:
        """Ouvre une séance pour la relire, à la réponse donnée et à son passage [début, fin[."""
        from coach.tui.ecrans.journaux.lecture import EcranLecture
        from coach.tui.seance.relecture import moteur_pour_relire

        try:
            moteur = moteur_pour_relire(self.carnet, self.contexte, flux)
        except ErreurDeCarnet as erreur:
            self.signaler(erreur)
        else:
            self.push_screen(EcranLecture(moteur, reponse=reponse, passage=passage, avis=avis))

    def donner_a_lire(self, flux: str, fichier: Path, serrure: "Serrure") -> None:
        """Ouvre la porte d'une séance, à écrire dans ce fichier."""
        from coach.tui.partage.don import donner

        donner(self, flux, fichier, serrure)

    # --- L'apparence, le premier démarrage ---------------------------------------------------

    def action_changer_de_theme(self) -> None:
        """Passe au thème suivant, et le garde : sombre, clair, contraste."""
        noms = list(PALETTES)
        suivant = noms[(noms.index(self.theme) + 1) % len(noms)]
        self.preferences.changer(theme=suivant)

    def _repeindre_les_ecrans(self, _: Theme) -> None:
        """Les lignes déjà montrées portent les couleurs du thème d'avant."""
        for ecran in self.screen_stack:
            if isinstance(ecran, Ecran):
                ecran.repeindre()

    def accueillir(self) -> None:
        """Le premier démarrage ; pendant qu'il se lit, une séance se prépare."""
        from coach.tui.ecrans.bienvenue import EcranBienvenue

        self.preparation.tout()
        self.push_screen(EcranBienvenue())

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Le curseur d'un champ ne clignote pas si la personne ne veut pas d'animations."""
        self.preferences.calmer(event.widget)
