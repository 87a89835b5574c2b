"""Où sont le dépôt, les journaux d'exemple, les données des essais, et leurs lignes."""

import json
from pathlib import Path
from typing import Any

DONNEES = Path(__file__).parent / "donnees"
DEPOT = DONNEES.parents[1]
JOURNALS = DEPOT / "journals"


def lignes(nom: str) -> list[dict[str, Any]]:
    """Les objets d'un fichier JSONL de `donnees`."""
    texte = (DONNEES / nom).read_text(encoding="utf-8")
    return [json.loads(ligne) for ligne in texte.splitlines()]
