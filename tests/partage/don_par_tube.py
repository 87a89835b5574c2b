"""Donner une séance par la commande, sans clavier."""

from pathlib import Path

from click.testing import Result
from ligne_de_commande import coach

ACCORD = "Au groupe du jeudi, pour relire ensemble."


def donner(flux: str, fichier: Path, *options: object) -> Result:
    """Tout accepter, garder toutes les réserves, donner son accord."""
    entree = f"\n4\n\n/suite\n{ACCORD}\n"
    return coach("partager", flux, "-o", fichier, "--texte", *options, entree=entree)
