"""Les mots d'anglais qu'une bibliothèque laisserait passer dans ce que disent les commandes."""

import re

from coach.cli.arbre import ARBRE

COMMANDES = [f"{groupe} {verbe}".split() for groupe, verbes in ARBRE.items() for verbe in verbes]
"""Toutes les commandes, groupes compris."""

ANGLAIS = re.compile(
    r"\b(usage: |error|try|invalid|missing|no such|did you|got|unexpected|extra|show|this|exit|"
    r"and|the|is not|does|requires?|default|command\b|value|file|directory|aborted|env var|"
    r"deprecated|prompt|choose|from|unknown|version and|one of)\b|(?<!-)\bhelp\b",
    re.IGNORECASE,
)
