"""Chaque essai vit dans son propre foyer : aucun ne touche celui de la personne."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fabriques import horloge_fixe
from hypothesis import settings

if TYPE_CHECKING:
    from coach.carnet import Carnet

# Aucun essai n'est chronométré : la machine peut être occupée. L'intégration tire toujours les
# mêmes exemples, pour qu'un même arbre y donne un même verdict ; ailleurs, on en cherche d'autres.
settings.register_profile("maison", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("maison")


@pytest.fixture(autouse=True)
def foyer(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un dossier personnel vide ; carnet, réglages, données et caches y sont tous."""
    foyer = tmp_path_factory.mktemp("foyer")
    for variable in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(foyer))
    for variable in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(foyer / variable.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(foyer / "run"))
    monkeypatch.setenv("COACH_CARNET", str(foyer / "carnet"))
    monkeypatch.setenv("TZ", "Europe/Paris")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return foyer


@pytest.fixture
def dossier(foyer: Path) -> Path:
    """Le dossier d'un carnet qui n'existe pas encore."""
    return foyer / "carnet"


@pytest.fixture
def carnet(dossier: Path) -> Iterator[Carnet]:
    """Un carnet neuf, ouvert, dont l'horloge avance d'une minute à chaque lecture."""
    from coach.carnet import Carnet

    with Carnet.ouvrir(dossier, horloge=horloge_fixe()) as ouvert:
        yield ouvert
