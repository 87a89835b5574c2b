"""Écrire le fichier des réglages, tel qu'une main l'aurait laissé."""

from pathlib import Path

from coach.reglages.apparence import FICHIER


def ecrire(dossier: Path, texte: str) -> Path:
    dossier.mkdir(exist_ok=True)
    (dossier / FICHIER).write_text(texte, encoding="utf-8")
    return dossier / FICHIER
