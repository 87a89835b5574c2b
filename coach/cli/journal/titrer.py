"""`coach journal titrer` : donner un autre titre à une séance."""

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_ouvert
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire


@verbe("titrer", "journal")
@click.argument("identifiant", metavar=dire("argument.seance"))
@click.argument("titre", nargs=-1, required=True, metavar=dire("argument.titre"))
def commande(identifiant: str, titre: tuple[str, ...]) -> None:
    """Donne le titre, et le redit."""
    with carnet_ouvert() as carnet:
        flux = carnet.resoudre(texte_de_la_commande(identifiant))
        carnet.titrer(flux, texte_de_la_commande(" ".join(titre)))
        resume = carnet.resume(flux)
    ecrire(dire("journal.titree", titre=resume.titre if resume else ""))
