"""Les données de la lecture : fichiers TOML du paquet."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_DOSSIER = Path(__file__).parent / "lexiques"


def donnees(nom: str) -> dict[str, Any]:
    """Lit un fichier TOML du dossier des lexiques."""
    return tomllib.loads((_DOSSIER / f"{nom}.toml").read_text(encoding="utf-8"))


@cache
def _grammaire() -> dict[str, str]:
    contenu: dict[str, str] = donnees("grammaire")["ensembles"]
    return contenu


def ensemble(nom: str) -> frozenset[str]:
    """Rend un ensemble de mots de grammaire.toml."""
    return frozenset(liste(nom))


def liste(nom: str) -> tuple[str, ...]:
    """Rend une liste de mots de grammaire.toml, dans l'ordre."""
    return tuple(_grammaire()[nom].split())
