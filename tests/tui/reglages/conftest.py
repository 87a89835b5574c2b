"""Le dossier des réglages de la personne."""

from pathlib import Path

import pytest


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Le dossier des réglages de l'essai."""
    return tmp_path / "reglages"
