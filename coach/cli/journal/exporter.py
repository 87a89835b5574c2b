"""`coach journal exporter` : la copie d'une séance, pour la personne elle-même."""

from pathlib import Path

import click

from coach.cli.entree import ENTREE, texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire_brut, narrer


@verbe("exporter", "journal")
@click.argument("identifiant", metavar=dire("argument.seance"))
@click.option("-o", "sortie", metavar=dire("option.metavar_fichier"), help=dire("option.sortie"))
def commande(identifiant: str, sortie: str | None) -> None:
    """Écrit le fichier portable, et dit que rien n'y est pseudonymisé."""
    from coach.partage.disque import ecrire
    from coach.partage.echange import exporter_du_carnet

    if sortie is not None and Path(sortie).is_dir():
        raise Refus("dossier", nom=sortie)
    with carnet_existant() as carnet:
        octets = exporter_du_carnet(carnet, carnet.resoudre(texte_de_la_commande(identifiant)))
    if sortie is None or sortie == ENTREE:
        ecrire_brut(octets.decode("utf-8"), fin="")
    else:
        ecrire(Path(sortie), octets)
        narrer(dire("journal.exportee", fichier=sortie))
    narrer(dire("journal.pour_soi"))
