"""Les feuilles de style : une par écran, et celle de tous."""

from pathlib import Path, PurePath

DOSSIER = Path(__file__).resolve().parent


def feuilles(*noms: str) -> list[str | PurePath]:
    """Leurs chemins entiers, pour un `CSS_PATH` : un écran n'a pas à savoir où il est rangé."""
    return [DOSSIER / f"{nom}.tcss" for nom in noms]
