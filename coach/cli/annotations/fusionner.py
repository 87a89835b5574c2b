"""`coach annotations fusionner` : réunir les copies d'une même rencontre."""

import click

from coach.cli.annotations.lues import lues
from coach.cli.francais import verbe
from coach.cli.paroles import dire
from coach.cli.remise import lieu_de, option_remplacer, remettre
from coach.cli.sortie import ecrire
from coach.cli.valeurs import exigee


@verbe("fusionner", "annotations")
@click.argument("fichiers", nargs=-1, required=True, metavar=dire("argument.fichiers"))
@click.option(
    "-o",
    "--sortie",
    callback=exigee,
    metavar=dire("option.metavar_fichier"),
    help=dire("option.sortie_de_fusion"),
)
@option_remplacer()
@click.option("--cle", metavar=dire("option.metavar_fichier"), help=dire("option.cle"))
def commande(fichiers: tuple[str, ...], sortie: str, remplacer: bool, cle: str | None) -> None:
    """Écrit leur réunion : les mêmes octets, quel que soit leur ordre."""
    from coach.supervision.annotations import en_octets, fusionner
    from coach.supervision.rencontre import plier_rencontre

    lieu = lieu_de(sortie)
    reunies = fusionner(lues(fichiers, cle))
    if remettre(en_octets(reunies), lieu, remplacer=remplacer) and lieu is not None:
        nombre = len(plier_rencontre(reunies.evenements).contributions)
        ecrire(dire("annotations.reunies", nombre=nombre, fichier=sortie))
