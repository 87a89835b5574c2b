"""`coach referentiel valider` : dire si un fichier de référentiel convient, ou ce qui ne va pas."""

from pathlib import Path

import click

from coach import dossiers
from coach.cli.conformite import rendre_compte
from coach.cli.francais import option_json, verbe
from coach.cli.paroles import dire


@verbe("valider", "referentiel")
@click.argument("fichier", required=False, metavar=dire("argument.fichier_facultatif"))
@option_json()
def commande(fichier: str | None, en_json: bool) -> int:
    """Vérifie ce fichier, ou tous. Code 2 si l'un d'eux ne convient pas."""
    from coach.referentiels.verification import fichiers

    chemins = fichiers() if fichier is None else (dossiers.chemin_dit(fichier),)
    fautes = {chemin: _faute(chemin) for chemin in chemins}
    return rendre_compte(fautes, "referentiel", en_json=en_json)


def _faute(chemin: Path) -> str | None:
    """La première faute de ce fichier, en une phrase, ou rien."""
    from coach.referentiels import ErreurDeReferentiel
    from coach.referentiels.verification import verifier

    try:
        verifier(chemin)
    except ErreurDeReferentiel as refus:
        return str(refus)
    return None
