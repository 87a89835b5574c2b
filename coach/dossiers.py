"""Où le coach range ses affaires sur chaque système : carnet, réglages, journal technique."""

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

from coach.erreurs import ErreurExpliquee

_NOM = "coach-reflexif"


class DossierInconnu(ErreurExpliquee):
    """L'ordinateur ne dit pas où est un dossier personnel."""

    catalogue = Path(__file__).with_name("dossiers.toml")


def carnet() -> Path:
    """Le dossier du carnet ; COACH_CARNET en choisit un autre. Lève `DossierInconnu`."""
    return _choisi("COACH_CARNET") or _du_systeme(platformdirs.user_data_path)


def configuration() -> Path:
    """Le dossier des réglages ; COACH_CONFIGURATION en choisit un autre. Lève `DossierInconnu`."""
    return _choisi("COACH_CONFIGURATION") or _du_systeme(platformdirs.user_config_path)


def gabarits() -> Path:
    """Le dossier où la personne met ses gabarits de documents."""
    return configuration() / "gabarits"


def journaux_systeme() -> Path:
    """Le dossier du journal technique, où rien de ce que la personne écrit n'entre.

    Lève `DossierInconnu`.
    """
    return _du_systeme(platformdirs.user_log_path)


def chez_soi() -> Path:
    """Le dossier personnel ; celui d'où l'on part quand il n'y en a pas."""
    try:
        return Path.home()
    except RuntimeError:
        return Path.cwd()


def chemin_dit(nom: str) -> Path:
    """Le chemin que la personne écrit ; « ~ » y vaut son dossier. Lève `DossierInconnu`."""
    try:
        return Path(nom).expanduser()
    except RuntimeError as erreur:
        raise DossierInconnu("d_un_autre", nom=nom) from erreur


def est_un_fichier(chemin: Path) -> bool:
    """Vrai si ce chemin mène à un fichier ordinaire ; ne lève rien, même d'un nom impossible."""
    return os.path.isfile(chemin)  # noqa: PTH113 (`is_file` lève si le nom est trop long)


def est_un_dossier(chemin: Path) -> bool:
    """Vrai si ce chemin mène à un dossier ; ne lève rien, même d'un nom impossible.

    Windows refuse d'ouvrir un dossier comme il refuse un fichier interdit : voici la différence.
    """
    return os.path.isdir(chemin)  # noqa: PTH112 (`is_dir` lève si le nom est trop long)


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
    return chemin_dit(valeur) if valeur else None


def _du_systeme(trouver: Callable[..., Path]) -> Path:
    try:
        return trouver(_NOM, appauthor=False)
    except RuntimeError as erreur:
        raise DossierInconnu("le_sien") from erreur
