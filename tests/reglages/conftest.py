"""Le dossier des réglages de la personne, vide."""

from pathlib import Path

import pytest


@pytest.fixture
def dossier(foyer: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Le dossier des réglages ; il n'existe pas encore."""
    monkeypatch.setenv("COACH_CONFIGURATION", str(foyer / "reglages"))
    return foyer / "reglages"
