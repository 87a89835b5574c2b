"""`coach journal etiqueter` : poser ou ôter les étiquettes d'une séance."""

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_ouvert
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire


@verbe("etiqueter", "journal")
@click.argument("identifiant", metavar=dire("argument.seance"))
@click.argument("etiquettes", nargs=-1, metavar=dire("argument.etiquettes"))
@click.option(
    "--oter", multiple=True, metavar=dire("option.metavar_etiquette"), help=dire("option.oter")
)
def commande(identifiant: str, etiquettes: tuple[str, ...], oter: tuple[str, ...]) -> None:
    """Pose, ôte, puis dit les étiquettes de la séance."""
    with carnet_ouvert() as carnet:
        flux = carnet.resoudre(texte_de_la_commande(identifiant))
        for nom in oter:
            carnet.oter_etiquette(flux, texte_de_la_commande(nom))
        for nom in etiquettes:
            carnet.etiqueter(flux, texte_de_la_commande(nom))
        resume = carnet.resume(flux)
    if resume and resume.etiquettes:
        noms = ", ".join(f"#{nom}" for nom in resume.etiquettes)
        ecrire(dire("journal.etiquettes", etiquettes=noms))
    else:
        ecrire(dire("journal.sans_etiquette"))
