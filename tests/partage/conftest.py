"""Une séance pleine de noms, au carnet d'un ordinateur qui n'est qu'à elle."""

from pathlib import Path

import pytest
from fabriques import horloge_fixe
from seance_nommee import seance_nommee

from coach.carnet import Carnet


@pytest.fixture
def chez_soi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CARNET", str(tmp_path / "carnet"))
    monkeypatch.setenv("COACH_CONFIGURATION", str(tmp_path / "reglages"))
    monkeypatch.delenv("COACH_PHRASE_FICHIER", raising=False)


@pytest.fixture
def flux(chez_soi: None, tmp_path: Path) -> str:
    with Carnet.ouvrir(tmp_path / "carnet", horloge=horloge_fixe()) as carnet:
        seance = seance_nommee()
        carnet.ajouter(*seance.evenements)
        return seance.flux
