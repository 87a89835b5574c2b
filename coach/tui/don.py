"""Donner une séance à lire depuis un écran : ouvrir sa porte, ou dire ce qui l'empêche."""

from pathlib import Path
from typing import TYPE_CHECKING

from coach.carnet.erreurs import ErreurEnClair
from coach.partage.coffre import Serrure

if TYPE_CHECKING:
    from coach.tui.application import CoachApp


def donner(
    coach: "CoachApp", flux: str, fichier: Path | None = None, serrure: Serrure | None = None
) -> None:
    """Ouvre la porte de cette séance par-dessus l'écran."""
    from coach.assemblage.partage import ouvrir
    from coach.tui.ecrans.partager import EcranPartager

    try:
        porte = ouvrir(coach.carnet, flux)
    except ErreurEnClair as erreur:
        coach.notify(str(erreur), markup=False, severity="warning")
    else:
        coach.push_screen(EcranPartager(porte, fichier, serrure))
