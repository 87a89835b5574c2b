"""`coach livret figer` : garder le livret tel qu'il est, sous un nom."""

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.livret.designation import atelier
from coach.cli.livret.paroles import dire as dire_du_livret
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire


@verbe("figer", "livret")
@click.argument("nom", metavar=dire("argument.nom_de_version"))
@click.option(
    "--livret", "identifiant", metavar=dire("option.metavar_seance"), help=dire("option.livret")
)
def commande(nom: str, identifiant: str | None) -> None:
    """Fige une version : elle ne changera plus, le livret continue."""
    from coach.livret.longueurs import mots_dits

    with atelier(identifiant) as ouvert:
        ouvert.figer(texte_de_la_commande(nom))
        version = ouvert.livret.versions[-1]
        ecrire(dire_du_livret("figer.fait", nom=version.nom, mots=mots_dits(version.mots)))
