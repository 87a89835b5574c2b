"""Les référentiels livrés avec le coach : leurs identifiants et leurs fichiers."""

import re
from functools import cache
from pathlib import Path

from coach.ressources import dossier_des_donnees

CORRESPONDANCES = "correspondances.toml"

_A_DES_COMPETENCES = re.compile(rb"^\s*\[\[\s*competences\s*\]\]", re.MULTILINE)


@cache
def identifiants_livres() -> tuple[str, ...]:
    """Les identifiants livrés, triés ; le dossier a d'autres données aussi."""
    fichiers = dossier_des_donnees("referentiels").glob("*.toml")
    return tuple(sorted(f.stem for f in fichiers if _A_DES_COMPETENCES.search(f.read_bytes())))


def fichier_livre(identifiant: str) -> Path:
    """Le fichier du référentiel livré de cet identifiant, qui doit être l'un d'eux."""
    return dossier_des_donnees("referentiels") / f"{identifiant}.toml"


def fichier_des_correspondances() -> Path:
    """Le fichier des correspondances livrées."""
    return dossier_des_donnees("referentiels") / CORRESPONDANCES
