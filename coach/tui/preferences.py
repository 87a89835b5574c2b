"""Les réglages dans l'interface : appliqués dès l'ouverture, enregistrés à chaque changement."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.constants import TEXTUAL_ANIMATIONS
from textual.widgets import Input

from coach import dossiers
from coach.reglages.apparence import FICHIER, Apparence, existe, lire_vite
from coach.tui.paroles import dire

if TYPE_CHECKING:
    from coach.reglages import Reglages, ReglagesLus
    from coach.tui.application import CoachApp


class Preferences:
    """Les réglages d'une application ouverte.

    `fichier` : le leur, qu'il existe ou non ; `apparence` : ce qu'il faut au premier écran ;
    `reglages` : tout, chargé à la première demande.
    `souci` : pourquoi le dernier changement n'a pas pu s'écrire ; vide quand tout est gardé.
    """

    def __init__(self, app: "CoachApp") -> None:
        self._app = app
        self._lus: ReglagesLus | None = None
        self._dits = False
        self._change = False
        self.dossier = dossiers.configuration()
        self.fichier = self.dossier / FICHIER
        self.apparence = lire_vite(self.dossier)
        self.souci = ""

    @property
    def neuves(self) -> bool:
        """Vrai tant que la personne n'a ni vu ni passé le premier démarrage."""
        return not existe(self.dossier)

    @property
    def reglages(self) -> "Reglages":
        """Ce que la personne a choisi."""
        if self._lus is None:
            from coach.reglages import lire

            self._lus = lire(self.dossier)
        return self._lus.reglages

    def charger(self) -> None:
        """Lit tous les réglages, s'ils ne le sont pas ; peut se faire dans un autre fil."""
        _ = self.reglages

    def avertir(self) -> None:
        """Dit une fois ce qui ne va pas dans le fichier."""
        if self._lus is not None and not self._dits:
            self._dits = True
            for phrase in self._lus.avertissements:
                self._dire(phrase)

    # --- Appliquer -----------------------------------------------------------------------------

    def habiller(self) -> None:
        """Met le thème, et coupe ou rend les animations."""
        if self._app.theme != self.apparence.theme:
            self._app.theme = self.apparence.theme
        self._app.animation_level = TEXTUAL_ANIMATIONS if self.apparence.animations else "none"

    def calmer(self, piece: object) -> None:
        """Le curseur d'un champ ne clignote que si la personne garde les animations."""
        if isinstance(piece, Input):
            piece.cursor_blink = self.apparence.animations

    def prendre_les_touches(self) -> None:
        """Donne aux gestes les touches de la personne."""
        self._app.appliquer_touches(self.apparence.touches)

    def changer(self, **valeurs: Any) -> None:
        """Applique ces valeurs aussitôt et les écrit ; faute d'écrire, elles valent cette fois."""
        from coach.reglages.champs import ErreurDeReglages
        from coach.reglages.ecriture import enregistrer
        from coach.reglages.lecture import ReglagesLus

        self._change = True
        try:
            faits = enregistrer(self.dossier, valeurs)
        except ErreurDeReglages as erreur:
            self.souci = str(erreur)
            self._dire(self.souci)
            self._prendre(ReglagesLus(self.reglages.model_copy(update=valeurs)))
        else:
            self.souci = ""
            self._prendre(faits.lus)
            if faits.copie:
                self._dire(faits.avertissements[0])

    def _prendre(self, lus: "ReglagesLus") -> None:
        """Prend ces réglages ; ce qu'une autre fenêtre a changé entre-temps en fait partie."""
        avant, self._lus = self.apparence, lus
        neufs = lus.reglages
        self.apparence = Apparence(neufs.theme, neufs.animations, neufs.nom, neufs.touches)
        self.habiller()
        self.calmer(self._app.focused)
        if self.apparence.touches != avant.touches:
            self.prendre_les_touches()

    def etat(self) -> str:
        """Où en est l'enregistrement, en une phrase."""
        if self.souci:
            return dire("reglages.non_gardes")
        cle = "gardes" if self._change else "ou"
        return dire(f"reglages.{cle}", fichier=abrege(self.fichier))

    def _dire(self, phrase: str) -> None:
        self._app.notify(phrase, markup=False, severity="warning", timeout=10)


def abrege(chemin: Path) -> str:
    """Le chemin, « ~ » à la place du dossier personnel."""
    chez_soi, texte = os.path.expanduser("~"), str(chemin)  # noqa: PTH111 (ne lève jamais rien)
    return "~" + texte.removeprefix(chez_soi) if texte.startswith(chez_soi + os.sep) else texte
