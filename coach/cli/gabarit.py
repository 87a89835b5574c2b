"""`coach gabarit` : poser un gabarit livré parmi ses réglages, pour changer une mise en page."""

from typing import cast

import click

from coach import dossiers
from coach.cli.francais import verbe
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire
from coach.cli.valeurs import parmi

GENRES = ("livret", "portfolio", "journal")
FORMES = ("html", "md")


@verbe("gabarit")
@click.argument("genre", metavar=dire("argument.genre"), callback=parmi(GENRES))
@click.argument("forme", metavar=dire("argument.forme"), callback=parmi(FORMES))
def commande(genre: str, forme: str) -> None:
    """Copie le gabarit livré, à récrire ; n'écrase jamais le vôtre."""
    from coach.documents.gabarits import FormeDeGabarit, copier_gabarit
    from coach.documents.modele import GenreDeDocument

    copie = copier_gabarit(
        cast(GenreDeDocument, genre), cast(FormeDeGabarit, forme), dossiers.gabarits()
    )
    ecrire(dire("document.gabarit", fichier=copie))
