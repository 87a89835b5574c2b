"""Tout essai de l'interface a son carnet à part, une horloge fixe, et un pilote qui attend."""

from pathlib import Path

import pytest
from banc_tui import a_part, carnet, samedi_soir
from seance_menee import seance

from coach.carnet import Carnet
from coach.tui.application import CoachApp

__all__ = ["a_part", "carnet"]


@pytest.fixture
def app(carnet: Carnet) -> CoachApp:
    """L'interface sur un carnet dont le chemin ne dit rien de la machine."""
    carnet.dossier = Path("carnet")
    return CoachApp(carnet, samedi_soir)


@pytest.fixture
def remplie(carnet: Carnet, app: CoachApp) -> CoachApp:
    """Un carnet de quelques séances."""
    seance(carnet, 40, "Le stage écourté", finie=True)
    seance(carnet, 5, "La première réunion d’équipe", "lundi", finie=True)
    seance(carnet, 1, "L’entretien interrompu", "mardi, vers 14 h", "à l’agence")
    return app
