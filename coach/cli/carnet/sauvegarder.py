"""`coach carnet sauvegarder` : une copie de tout le carnet."""

import click

from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, narrer


@verbe("sauvegarder", "carnet")
@click.argument("fichier", metavar=dire("argument.fichier"))
def commande(fichier: str) -> None:
    """Écrit la copie, et rappelle ce qu'elle contient."""
    from coach.pose import chemin_dit

    lieu = chemin_dit(fichier)
    with carnet_existant() as carnet:
        carnet.sauvegarder(lieu)
    ecrire(dire("carnet.sauvegarde", fichier=fichier))
    narrer(dire("carnet.en_clair"))
