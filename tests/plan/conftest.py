"""Un carnet de six séances, dont trois ont décidé d'un ajustement."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from banc_tui import SAMEDI_SOIR, samedi_soir
from carnet_d_essai import remplir

from coach.carnet import Carnet


@pytest.fixture
def carnet(tmp_path: Path) -> Iterator[Carnet]:
    """Trois ajustements : échu hier, à venir lundi, sans date depuis un mois."""
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        remplir(ouvert, SAMEDI_SOIR)
        yield ouvert
