"""`coach preuve defaire` : annuler le dernier geste fait à la main sur une preuve."""

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_ouvert
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire


@verbe("defaire", "preuve")
@click.argument("preuve", metavar=dire("argument.seance"))
def commande(preuve: str) -> None:
    """Annule le geste, et dit lequel c'était."""
    from coach.portfolio.apports import defaire

    with carnet_ouvert() as carnet:
        fait = defaire(carnet, texte_de_la_commande(preuve))
    ecrire(dire(f"preuve.defaite_{fait.type}"))
