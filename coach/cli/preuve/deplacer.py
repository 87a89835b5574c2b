"""`coach preuve deplacer` : ranger une preuve sous une autre compétence."""

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_ouvert
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire


@verbe("deplacer", "preuve")
@click.argument("preuve", metavar=dire("argument.seance"))
@click.argument("referentiel", metavar=dire("argument.identifiant_de_referentiel"))
@click.argument("code", metavar=dire("argument.code_voulu"))
def commande(preuve: str, referentiel: str, code: str) -> None:
    """Range la preuve ailleurs ; `defaire` la remet où elle était."""
    from coach.portfolio.apports import deplacer

    with carnet_ouvert() as carnet:
        faite = deplacer(
            carnet,
            texte_de_la_commande(preuve),
            texte_de_la_commande(referentiel),
            texte_de_la_commande(code),
        )
    ecrire(dire("preuve.deplacee", referentiel=faite.referentiel, code=faite.code))
