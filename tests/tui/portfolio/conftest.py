"""Un carnet qui montre des compétences."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from banc_tui import samedi_soir
from portfolio_a_l_ecran import mener, positionner

from coach.carnet import Carnet


@pytest.fixture
def carnet(tmp_path: Path) -> Iterator[Carnet]:
    """CP2 montrée trois fois et dite « à découvrir », CP11 hier, CP5 il y a deux cents jours."""
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        mener(ouvert, 1, 200, ("CP5",))
        mener(ouvert, 2, 40, ("CP2",), etiquette="équipe")
        mener(ouvert, 3, 20, ("CP2",))
        mener(ouvert, 4, 1, ("CP2", "CP11"))
        positionner(ouvert, "CP2", "a_decouvrir", justification="Je commence.")
        positionner(ouvert, "CP2", "en_construction", justification="Vu en stage.", par="Tutrice")
        yield ouvert
