"""Les phrases de détresse, et ce que le coach y entend."""

from lieux import lignes

from coach.confidentialite import detecter

CAS_DETRESSE = lignes("detresse.jsonl")
LOTS = lignes("detresse_lots.jsonl")
"""Cinq lots écrits avant d'être mesurés ; ils disent une part de reconnues, pas un sans-faute."""


def genre(texte: str) -> str:
    alerte = detecter(texte)
    return alerte.genre if alerte else "rien"
