"""L'application : le carnet ouvert, les thèmes de la maison, et le chemin d'un écran à l'autre."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import cached_property, lru_cache, partial
from pathlib import Path, PurePath
from traceback import extract_tb
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.screen import Screen

from coach.carnet import Carnet, ErreurDeCarnet, SeanceOuverteAilleurs
from coach.carnet.derivation import maintenant
from coach.tui.francais import Commandes, affichage
from coach.tui.gestes import GENERAUX, liaisons
from coach.tui.messages import dire
from coach.tui.themes import CLAIR, PALETTES, SOMBRE, THEMES

if TYPE_CHECKING:
    from coach.dialogues.contexte import Contexte


def ouvrir(dossier: Path, *, protocole: str | None = None, reprendre: str | None = None) -> None:
    """Ouvre l'interface sur le carnet de ce dossier, et rend la main quand on la quitte.

    `protocole` ouvre aussitôt une séance neuve ; `reprendre`, le début d'un identifiant, une séance
    du carnet. Lève `ErreurDeCarnet` si le carnet ne s'ouvre pas ou n'a pas cette séance.
    """
    with Carnet.ouvrir(dossier) as carnet:
        app = CoachApp(carnet)
        if reprendre is not None:
            flux = carnet.resoudre(reprendre)
            app.d_abord = partial(app.ouvrir_seance, flux)
        elif protocole is not None:
            app.d_abord = partial(app.ouvrir_seance, protocole=protocole)
        app.run()
    if app.return_code:
        raise SystemExit(app.return_code)


class CoachApp(App[None]):
    """Le coach dans un terminal.

    `horloge` rend l'heure d'ici, avec son décalage ; `flux` ou `protocole` : la séance à reprendre
    ou à commencer dès l'ouverture.
    """

    TITLE = dire("application.titre")
    CSS_PATH: ClassVar[list[str | PurePath]] = ["styles/commun.tcss", "styles/accueil.tcss"]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Commandes}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        *liaisons(GENERAUX),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(
        self,
        carnet: Carnet,
        horloge: Callable[[], datetime] = maintenant,
        *,
        protocole: str | None = None,
        flux: str | None = None,
    ) -> None:
        super().__init__()
        self.carnet = carnet
        self.horloge = horloge
        self.d_abord: Callable[[], None] | None = None
        self._panne = ""
        self._d_abord = (flux, protocole)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = SOMBRE

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
        """Dit une fois ce que l'ouverture du carnet avait à signaler."""
        for phrase in self.carnet.avertissements:
            self.notify(phrase, markup=False, severity="warning")
        if any(self._d_abord):
            self.call_after_refresh(self.ouvrir_seance, *self._d_abord)
        else:
            self.call_after_refresh(self.d_abord or self._preparer)

    def _preparer(self) -> None:
        """Charge ce qu'une séance demande pendant que la personne lit l'accueil."""
        self.run_worker(_charger_en_fond, exit_on_error=False)  # type: ignore[arg-type]

    # --- Les séances -------------------------------------------------------------------------

    @cached_property
    def contexte(self) -> "Contexte":
        """Les services du coach, chargés à la première séance ; une même lecture se garde."""
        from coach import assemblage, dossiers, reglages

        lus = reglages.lire(dossiers.configuration())
        for phrase in lus.avertissements:
            self.notify(phrase, markup=False, severity="warning")
        contexte = assemblage.contexte(self.carnet, lus.reglages)
        return replace(contexte, horloge=self.horloge, lire=lru_cache(maxsize=512)(contexte.lire))

    def ouvrir_seance(self, flux: str | None = None, protocole: str | None = None) -> None:
        """Ouvre une séance neuve, ou la séance `flux` ; en lecture seule si elle est prise."""
        from coach.assemblage import PROTOCOLE_HABITUEL, ouvrir_moteur
        from coach.tui.conduite import Conduite
        from coach.tui.ecrans.seance import EcranSeance

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
            self.push_screen(EcranSeance(Conduite(moteur, self.carnet, self.horloge), verrou))

    def lire_seance(self, flux: str, *, reponse: str | None = None, avis: str = "") -> None:
        """Ouvre une séance pour la relire, à la réponse donnée."""
        from coach.assemblage import ouvrir_moteur
        from coach.tui.ecrans.lecture import EcranLecture

        try:
            moteur = ouvrir_moteur(self.carnet, self.contexte, flux=flux)
        except ErreurDeCarnet as erreur:
            self.signaler(erreur)
        else:
            self.push_screen(EcranLecture(moteur, reponse=reponse, avis=avis))

    def signaler(self, erreur: ErreurDeCarnet) -> None:
        """Dit une erreur du carnet, telle qu'elle se dit."""
        self.notify(str(erreur), markup=False, severity="error", timeout=10)

    def _handle_exception(self, error: Exception) -> None:
        """Retient où l'erreur s'est produite, sans rien de ce qui s'écrivait."""
        ou = extract_tb(error.__traceback__)[-1] if error.__traceback__ else None
        lieu = f"{Path(ou.filename).name}:{ou.lineno}" if ou else ""
        self._panne = dire("application.interrompu", nom=type(error).__name__, lieu=lieu)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Ferme sur une phrase : une trace montrerait les mots de la personne."""
        self._exit_renderables.append(Text(self._panne))
        self._close_messages_no_wait()

    # --- Les gestes de tous les écrans ---------------------------------------------------------

    def action_aide(self) -> None:
        """L'aide de l'écran d'où l'on vient."""
        from coach.tui.ecrans.aide import EcranAide

        if not isinstance(self.screen, EcranAide):
            self.push_screen(EcranAide(self.screen))

    def action_command_palette(self) -> None:
        """La palette, dans sa version française."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(
                CommandPalette(placeholder=dire("palette.chercher"), id="--command-palette")
            )

    def action_changer_de_theme(self) -> None:
        """Passe du sombre au clair, ou du clair au sombre."""
        self.theme = CLAIR if self.theme == SOMBRE else SOMBRE

    def action_help_quit(self) -> None:
        """Ctrl+C ne ferme pas : il rappelle comment faire."""
        self.notify(dire("application.quitter"), markup=False)


async def _charger_en_fond() -> None:
    await asyncio.to_thread(_charger)


def _charger() -> None:
    """Importe et amorce ce dont la première séance aura besoin."""
    from coach import analyse, referentiels
    from coach.tui.ecrans import seance

    analyse.lire(seance.__doc__ or "")
    for identifiant in referentiels.identifiants():
        referentiels.charger(identifiant)
