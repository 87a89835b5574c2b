"""Sauter à une zone : une lettre sur chacune, la taper y mène."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from coach.tui.ecran import Fenetre
from coach.tui.paroles import dire
from coach.tui.saut import Zone
from coach.tui.styles import feuilles


class EcranSaut(Fenetre[Widget | None]):
    """Les lettres par-dessus l'écran ; rend la zone choisie, ou rien."""

    CSS_PATH = feuilles("saut")

    def __init__(self, zones: Sequence[Zone]) -> None:
        super().__init__()
        self._rendu = False
        self._zones = {zone.lettre: zone for zone in zones}

    def compose(self) -> ComposeResult:
        """Une étiquette par zone, et en bas comment s'en servir."""
        for zone in self._zones.values():
            texte = dire("saut.etiquette", lettre=zone.lettre.upper(), nom=zone.nom)
            etiquette = Static(texte, classes="etiquette", markup=False)
            etiquette.styles.offset = (zone.piece.region.x, zone.piece.region.y)
            yield etiquette
        yield Static(dire("saut.rappel"), id="rappel", markup=False)

    def on_key(self, event: events.Key) -> None:
        """La lettre d'une zone y mène ; toute autre touche referme."""
        event.stop()
        event.prevent_default()
        zone = self._zones.get((event.character or "").lower())
        self._rendre(zone.piece if zone else None)

    def on_click(self) -> None:
        """Un clic referme."""
        self._rendre(None)

    def on_mount(self) -> None:
        """Retient la taille pour laquelle les lettres sont justes."""
        self._taille = self.app.size

    def on_resize(self) -> None:
        """Les zones ont bougé : les lettres ne diraient plus vrai."""
        if self.app.size != self._taille:
            self._rendre(None)

    def _rendre(self, piece: Widget | None) -> None:
        """Referme, une seule fois : deux signaux de suite fermeraient l'écran d'en dessous."""
        if not self._rendu:
            self._rendu = True
            self.dismiss(piece)
