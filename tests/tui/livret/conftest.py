"""Un carnet de trois séances, et un livret commencé."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from banc_tui import samedi_soir
from livret_a_l_ecran import JOUR, PHRASE
from livret_d_essai import EXTRAIT, remplir

from coach.carnet import Carnet
from coach.livret import Atelier


@pytest.fixture
def carnet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Carnet]:
    """Trois séances, un essai suivi, des positionnements ; aucun livret."""
    monkeypatch.setattr(Path, "home", lambda: Path("/maison"))
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        remplir(ouvert)
        yield ouvert


@pytest.fixture
def commence(carnet: Carnet) -> Carnet:
    """Le même, et un livret de trois passages dont deux dans la même partie."""
    atelier = Atelier.ouvrir(carnet, "capacites", JOUR)
    atelier.ecrire("presentation", "Je suis conseillère en insertion depuis quatre ans.")
    preuve = next(o for o in atelier.offres("ecoute") if o.extrait == EXTRAIT)
    atelier.ecrire("ecoute", PHRASE, [atelier.citer(preuve).id])
    atelier.ecrire("ecoute", "Mme Benali est de mauvaise foi, mais je l’écoute toujours.")
    return carnet
