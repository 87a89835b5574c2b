"""`coach protocole valider` : dire si un fichier de protocole convient, ou ce qui ne va pas."""

from pathlib import Path

import click

from coach import dossiers
from coach.cli.conformite import rendre_compte
from coach.cli.francais import option_json, verbe
from coach.cli.paroles import dire


@verbe("valider", "protocole")
@click.argument("fichier", required=False, metavar=dire("argument.fichier_facultatif"))
@option_json()
def commande(fichier: str | None, en_json: bool) -> int:
    """Vérifie ce fichier, ou tous. Code 2 si l'un d'eux ne convient pas."""
    fautes = _tous() if fichier is None else _un_seul(dossiers.chemin_dit(fichier))
    return rendre_compte(fautes, "protocole", en_json=en_json)


def _un_seul(chemin: Path) -> dict[Path, str | None]:
    from coach.dialogues.fichier import valider
    from coach.dialogues.protocole import ErreurDeProtocole

    try:
        valider(chemin)
    except ErreurDeProtocole as refus:
        return {chemin: str(refus)}
    return {chemin: None}


def _tous() -> dict[Path, str | None]:
    """Chaque fichier et sa première faute ; les siens aussi pour un identifiant pris deux fois."""
    from coach.dialogues.personnels import personnels
    from coach.dialogues.protocole import fichiers

    ecartes = {chemin: str(refus) for chemin, refus in personnels().ecartes.items()}
    fautes: dict[Path, str | None] = {}
    for chemin in fichiers():
        fautes |= _un_seul(chemin) if chemin not in ecartes else {}
    return fautes | ecartes
