"""`coach preuve ajouter` : apporter un document, avec son jour et un témoin."""

from datetime import date

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import carnet_ouvert
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json
from coach.cli.valeurs import une_date


@verbe("ajouter", "preuve")
@click.argument("referentiel", metavar=dire("argument.identifiant"))
@click.argument("code", metavar=dire("argument.code_voulu"))
@click.argument("extrait", metavar=dire("argument.extrait"))
@click.option(
    "--source", default="", metavar=dire("option.metavar_source"), help=dire("option.source")
)
@click.option(
    "--date",
    "jour",
    callback=une_date,
    metavar=dire("option.metavar_date"),
    help=dire("option.date_de_preuve"),
)
@click.option(
    "--temoin", default="", metavar=dire("option.metavar_nom"), help=dire("option.temoin")
)
@option_json()
def commande(
    referentiel: str,
    code: str,
    extrait: str,
    source: str,
    jour: date | None,
    temoin: str,
    en_json: bool,
) -> None:
    """Apporte la preuve et dit son identifiant."""
    from coach.portfolio.apports import ajouter

    with carnet_ouvert() as carnet:
        faite = ajouter(
            carnet,
            texte_de_la_commande(referentiel),
            texte_de_la_commande(code),
            extrait=texte_de_la_commande(extrait),
            source=texte_de_la_commande(source),
            jour=jour,
            temoin=texte_de_la_commande(temoin),
        )
    if en_json:
        ecrire_json({"id": faite.id})
    else:
        ou = {"referentiel": faite.referentiel, "code": faite.code}
        ecrire(dire("preuve.ajoutee", id=faite.id, **ou))
