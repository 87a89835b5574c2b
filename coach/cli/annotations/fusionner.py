"""`coach annotations fusionner` : réunir les copies d'une même rencontre."""

from pathlib import Path

import click

from coach.cli.francais import exigee, verbe
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire


@verbe("fusionner", "annotations")
@click.argument("fichiers", nargs=-1, required=True, metavar=dire("argument.fichiers"))
@click.option(
    "-o",
    "--sortie",
    callback=exigee,
    metavar=dire("option.metavar_fichier"),
    help=dire("option.sortie_de_fusion"),
)
def commande(fichiers: tuple[str, ...], sortie: str) -> None:
    """Écrit leur réunion : les mêmes octets, quel que soit leur ordre."""
    from coach.partage.disque import ecrire as ecrire_fichier
    from coach.supervision.annotations import en_octets, fusionner, lire_annotations
    from coach.supervision.rencontre import plier_rencontre

    reunies = fusionner([lire_annotations(Path(f)) for f in fichiers])
    ecrire_fichier(Path(sortie), en_octets(reunies))
    nombre = len(plier_rencontre(reunies.evenements).contributions)
    ecrire(dire("annotations.reunies", nombre=nombre, fichier=sortie))
