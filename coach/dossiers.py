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


def gabarits() -> Path:
    """Le dossier où la personne met ses gabarits de documents."""
    return configuration() / "gabarits"


def journaux_systeme() -> Path:
    """Le dossier du journal technique, où rien de ce que la personne écrit n'entre."""
    return platformdirs.user_log_path(_NOM, appauthor=False)


Releve = tuple[tuple[Path, int, int], ...]
"""Des fichiers, leur date (nanosecondes) et leur taille (octets) : s'ils changent, on relit."""


def releve(dossier: Path) -> Releve:
    """Les fichiers TOML d'un dossier, en ordre ; aucun s'il n'existe pas.

    Lève `OSError` si le dossier ne se lit pas.
    """
    try:
        fichiers = sorted(f for f in dossier.iterdir() if _est_a_lire(f))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return tuple((f, *_date_et_taille(f)) for f in fichiers)


def _est_a_lire(fichier: Path) -> bool:
    return fichier.suffix == ".toml" and not fichier.name.startswith(".")


def _date_et_taille(fichier: Path) -> tuple[int, int]:
    try:
        etat = fichier.stat()
    except OSError:
        return (0, 0)
    return (etat.st_mtime_ns, etat.st_size)


def _choisi(variable: str) -> Path | None:
    valeur = os.environ.get(variable, "")
    return Path(valeur).expanduser() if valeur else None
