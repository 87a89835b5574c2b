"""`coach referentiel exporter` : un référentiel pour CASE, Moodle ou Mahara."""

from typing import TYPE_CHECKING

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.formats import option_format
from coach.cli.francais import verbe
from coach.cli.paroles import dire
from coach.cli.remise import lieu_de, option_remplacer, remettre
from coach.cli.sortie import narrer

if TYPE_CHECKING:
    from coach.modeles.referentiel import Referentiel

FORMATS = ("case", "case-1.0", "moodle", "mahara")


@verbe("exporter", "referentiel")
@click.argument("identifiant", metavar=dire("argument.identifiant"))
@option_format(FORMATS, "format_de_referentiel", defaut="case")
@click.option("-o", "sortie", metavar=dire("option.metavar_fichier"), help=dire("option.sortie"))
@option_remplacer()
def commande(identifiant: str, format_: str, sortie: str | None, remplacer: bool) -> None:
    """Écrit le fichier, les mêmes octets à chaque fois."""
    from coach.referentiels import charger

    lieu = lieu_de(sortie)
    referentiel = charger(texte_de_la_commande(identifiant))
    ecrit = remettre(_ecrire(referentiel, format_), lieu, remplacer=remplacer)
    if ecrit and lieu is not None:
        narrer(dire("referentiel.exporte", fichier=lieu))


def _ecrire(referentiel: "Referentiel", format_: str) -> bytes:
    from coach.echange.referentiels.case import ecrire_case
    from coach.echange.referentiels.mahara import ecrire_mahara
    from coach.echange.referentiels.moodle import ecrire_moodle

    match format_:
        case "moodle":
            return ecrire_moodle(referentiel)
        case "mahara":
            return ecrire_mahara(referentiel)
        case "case-1.0":
            return ecrire_case(referentiel, "1.0")
    return ecrire_case(referentiel, "1.1")
