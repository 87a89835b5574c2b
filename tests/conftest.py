"""Chaque essai vit dans son propre foyer : aucun ne touche celui de la personne."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fabriques import horloge_fixe
from hypothesis import settings

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot

    from coach.carnet import Carnet

    Avant = Callable[[Pilot[None]], Awaitable[None]] | None

# Aucun essai n'est chronométré : la machine peut être occupée. L'intégration tire toujours les
# mêmes exemples, pour qu'un même arbre y donne un même verdict ; ailleurs, on en cherche d'autres.
settings.register_profile("maison", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("maison")


@pytest.fixture(autouse=True)
def foyer(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un dossier personnel vide ; carnet, réglages, données et caches y sont tous.

    Rien de ce que la personne a posé dans son terminal (largeur, couleurs, carnet) n'y vient.
    """
    foyer = tmp_path_factory.mktemp("foyer")
    siennes = {nom for nom in os.environ if nom.startswith("COACH_")}
    for variable in siennes | {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"}:
        monkeypatch.delenv(variable, raising=False)
    for variable in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(foyer))
    for variable in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(foyer / variable.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(foyer / "run"))
    monkeypatch.setenv("COACH_CARNET", str(foyer / "carnet"))
    monkeypatch.setenv("TZ", "Europe/Paris")
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


@pytest.fixture
def snap_compare(snap_compare: Callable[..., bool]) -> Callable[..., bool]:
    """Compare une image prise quand l'écran ne change plus, curseur allumé."""
    from calme import pose, sans_clignoter

    def comparer(
        app: App[None],
        *,
        run_before: Avant | None = None,
        terminal_size: tuple[int, int] = (80, 24),
    ) -> bool:
        async def avant(pilote: Pilot[None]) -> None:
            if run_before is not None:
                await run_before(pilote)
            sans_clignoter(pilote.app)
            await pose(pilote)

        return snap_compare(app, run_before=avant, terminal_size=terminal_size)

    return comparer
