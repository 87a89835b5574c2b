"""Les protocoles livrés avec le coach : leurs identifiants et leurs fichiers."""

from functools import cache
from pathlib import Path

_DOSSIER = Path(__file__).parent / "protocoles"


@cache
def identifiants_livres() -> tuple[str, ...]:
    """Les identifiants livrés, par ordre alphabétique."""
    return tuple(sorted(f.stem for f in _DOSSIER.glob("*.toml")))


def fichier_livre(identifiant: str) -> Path:
    """Le fichier du protocole livré de cet identifiant, qui doit être l'un d'eux."""
    return _DOSSIER / f"{identifiant}.toml"
