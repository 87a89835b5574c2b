"""Donner une séance à lire depuis un écran : sa porte s'ouvre, ou ce qui l'empêche se dit."""

from pathlib import Path
from typing import TYPE_CHECKING

from coach.carnet.erreurs import ErreurDeCarnet
from coach.partage.coffre import Serrure

if TYPE_CHECKING:
    from coach.tui.application import CoachApp


def donner(
    coach: "CoachApp", flux: str, fichier: Path | None = None, serrure: Serrure | None = None
) -> None:
    """Ouvre la porte de cette séance par-dessus l'écran."""
    from coach.assemblage.partage import d_avance, ouvrir
    from coach.tui.ecrans.partage.porte import EcranPartager

    try:
        resume = coach.carnet.resume(flux)
    except ErreurDeCarnet as erreur:
        coach.signaler(erreur)
        return
    carnet, titre = coach.carnet, resume.titre if resume else ""
    porte = EcranPartager(
        titre, d_avance(carnet, flux), lambda: ouvrir(carnet, flux), fichier, serrure
    )
    coach.push_screen(porte)
