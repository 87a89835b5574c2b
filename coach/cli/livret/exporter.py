"""`coach livret exporter` : le livret, ou une de ses versions, en document à remettre."""

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.publier import OptionsDeDocument, demande, options_de_document, publier
from coach.cli.sortie import narrer


@verbe("exporter", "livret")
@click.argument("identifiant", required=False, metavar=dire("argument.livret"))
@click.option(
    "--version",
    "nom",
    metavar=dire("option.metavar_nom"),
    help=dire("option.version_de_livret"),
)
@options_de_document()
def commande(identifiant: str | None, nom: str | None, document: OptionsDeDocument) -> None:
    """Écrit le livret d'aujourd'hui, ou la version nommée."""
    from coach.carnet.horloge import maintenant
    from coach.livret.lecture import designer
    from coach.publication.livret import absentes, du_carnet
    from coach.publication.paroles import compter

    voulue = demande(document)
    with carnet_existant() as carnet:
        livret = designer(
            carnet, None if identifiant is None else texte_de_la_commande(identifiant)
        )
        jour = maintenant().date()
        fait = du_carnet(carnet, livret, jour, version=nom, identite=voulue.identite)
        publier(carnet, fait, voulue)
        if vides := absentes(livret, nom, jour):
            narrer(compter("livret.absentes", len(vides), numeros=", ".join(vides)))
