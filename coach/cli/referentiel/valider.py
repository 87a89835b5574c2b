"""`coach referentiel valider` : dire si un fichier de référentiel convient, ou ce qui ne va pas."""

from pathlib import Path

import click

from coach.cli.francais import option_json, verbe
from coach.cli.paroles import dire
from coach.cli.refus import MAUVAIS_USAGE
from coach.cli.sortie import ecrire, ecrire_json, narrer


@verbe("valider", "referentiel")
@click.argument("fichier", required=False, metavar=dire("argument.fichier_facultatif"))
@option_json()
def commande(fichier: str | None, en_json: bool) -> int:
    """Vérifie ce fichier, ou tous. Code 2 si l'un d'eux ne convient pas."""
    from coach.referentiels.verification import fichiers

    chemins = fichiers() if fichier is None else (Path(fichier).expanduser(),)
    fautes = {chemin: _faute(chemin) for chemin in chemins}
    if en_json:
        ecrire_json(
            [
                {"fichier": str(chemin), "valide": faute is None, "message": faute}
                for chemin, faute in fautes.items()
            ]
        )
    else:
        for chemin, faute in fautes.items():
            if faute is None:
                ecrire(dire("referentiel.valide", fichier=chemin.name))
            else:
                narrer(faute)
    return MAUVAIS_USAGE if any(fautes.values()) else 0


def _faute(chemin: Path) -> str | None:
    """La première faute de ce fichier, en une phrase, ou rien."""
    from coach.referentiels import ErreurDeReferentiel
    from coach.referentiels.verification import verifier

    try:
        verifier(chemin)
    except ErreurDeReferentiel as refus:
        return str(refus)
    return None
