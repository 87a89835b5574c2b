"""`coach journal importer` : faire entrer une séance venue d'un fichier."""

from pathlib import Path

import click

from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import carnet_ouvert
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json


@verbe("importer", "journal")
@click.argument("fichier", metavar=dire("argument.fichier"))
@click.option("--malgre-suppression", is_flag=True, help=dire("option.malgre_suppression"))
@click.option("--cle", metavar=dire("option.metavar_fichier"), help=dire("option.cle"))
@option_json()
def commande(fichier: str, malgre_suppression: bool, cle: str | None, en_json: bool) -> None:
    """Prend la séance tout entière, ou pas du tout ; un fichier chiffré s'ouvre d'abord."""
    from coach.cli.coffre import contenu
    from coach.partage.echange import importer

    source = contenu(Path(fichier), cle)
    with carnet_ouvert() as carnet:
        entree = importer(carnet, source, malgre_suppression=malgre_suppression)
    if en_json:
        ecrire_json({"id": entree.flux, "nouveau": entree.nouveau})
    elif entree.nouveau:
        ecrire(dire("journal.importee", id=entree.flux))
    elif entree.ajoutes:
        ecrire(dire("journal.completee", id=entree.flux))
    else:
        ecrire(dire("journal.deja_la"))
