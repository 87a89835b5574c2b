"""Les protocoles livrés avec le coach : leurs identifiants et leurs fichiers."""

from functools import cache
from pathlib import Path

_DOSSIER = Path(__file__).parent / "protocoles"

INTERNES = ("oral",)
"""Ceux qu'une autre activité mène : ils se relisent et se rouvrent, mais ne s'offrent pas."""


@cache
def identifiants_livres() -> tuple[str, ...]:
    """Les identifiants livrés, par ordre alphabétique."""
    return tuple(sorted(f.stem for f in _DOSSIER.glob("*.toml")))


def fichier_livre(identifiant: str) -> Path:
    """Le fichier du protocole livré, ou interne, de cet identifiant, qui doit être l'un d'eux."""
    dossier = _DOSSIER / "internes" if identifiant in INTERNES else _DOSSIER
    return dossier / f"{identifiant}.toml"
