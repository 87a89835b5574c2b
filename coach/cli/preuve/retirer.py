"""`coach preuve retirer` : retirer une preuve, avec sa raison."""

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_ouvert
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire


@verbe("retirer", "preuve")
@click.argument("preuve", metavar=dire("argument.seance"))
@click.option(
    "--motif", default="", metavar=dire("option.metavar_motif"), help=dire("option.motif")
)
def commande(preuve: str, motif: str) -> None:
    """Retire la preuve du portfolio ; `defaire` la fait revenir."""
    from coach.portfolio.apports import retirer

    with carnet_ouvert() as carnet:
        faite = retirer(carnet, texte_de_la_commande(preuve), texte_de_la_commande(motif))
    ecrire(dire("preuve.retiree", id=faite.cible))
