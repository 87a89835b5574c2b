"""`coach annotations montrer` : ce que des groupes ont dit d'une séance du carnet."""

import click

from coach.cli.annotations.affichage import dire_les_recues, en_fiche
from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json


@verbe("montrer", "annotations")
@click.argument("seance", metavar=dire("argument.seance"))
@option_json()
def commande(seance: str, en_json: bool) -> None:
    """Dit les contributions importées, genre par genre."""
    from coach.supervision.retour import recues

    with carnet_existant() as carnet:
        donnees = recues(carnet.evenements(carnet.resoudre(seance)))
    if en_json:
        ecrire_json([en_fiche(r) for r in donnees])
    elif donnees:
        dire_les_recues(donnees)
    else:
        ecrire(dire("annotations.aucune"))
