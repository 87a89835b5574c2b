"""Où le coach range ses affaires sur chaque système : carnet, réglages, journal technique."""

import os
from pathlib import Path

import platformdirs

_NOM = "coach-reflexif"


def carnet() -> Path:
    """Le dossier du carnet ; COACH_CARNET en choisit un autre."""
    return _choisi("COACH_CARNET") or platformdirs.user_data_path(_NOM, appauthor=False)


def configuration() -> Path:
    """Le dossier des réglages ; COACH_CONFIGURATION en choisit un autre."""
    return _choisi("COACH_CONFIGURATION") or platformdirs.user_config_path(_NOM, appauthor=False)


def journaux_systeme() -> Path:
    """Le dossier du journal technique, où rien de ce que la personne écrit n'entre."""
    return platformdirs.user_log_path(_NOM, appauthor=False)


def _choisi(variable: str) -> Path | None:
    valeur = os.environ.get(variable, "")
    return Path(valeur).expanduser() if valeur else None
