"""Ce qui reste d'un texte, octet par octet, dans les fichiers d'un dossier."""

from collections.abc import Iterator
from pathlib import Path

from coach.modeles.texte import cle

SUITE = 12
"""Caractères : en deçà, deux textes sans rapport se ressemblent."""


def suites(texte: str) -> Iterator[bytes]:
    """Toutes les suites de douze caractères d'un texte, telles qu'écrites ou repliées."""
    for forme in (texte, cle(texte)):
        for i in range(len(forme) - SUITE + 1):
            yield forme[i : i + SUITE].encode()


def traces(dossier: Path, *textes: str) -> list[tuple[str, bytes]]:
    """Les suites retrouvées dans un fichier du dossier, avec le nom du fichier."""
    contenus = [(f.name, f.read_bytes()) for f in dossier.rglob("*") if f.is_file()]
    return [
        (nom, suite)
        for nom, contenu in contenus
        for texte in textes
        for suite in suites(texte)
        if suite in contenu
    ]
