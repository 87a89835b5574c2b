"""`coach carnet exporter` : tout le carnet en pages Markdown, une par séance."""

import click

from coach import dossiers
from coach.cli.formats import option_format
from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.progression import avancement
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire, ecrire_json, narrer

FORMATS = ("markdown",)


@verbe("exporter", "carnet")
@click.argument("dossier", metavar=dire("argument.dossier"))
@option_format(FORMATS, "format_de_carnet", defaut=FORMATS[0])
@click.option("--remplacer", is_flag=True, help=dire("option.remplacer"))
@option_json()
def commande(dossier: str, format_: str, remplacer: bool, en_json: bool) -> None:
    """Écrit le dossier entier, ou rien ; dit que les noms y restent."""
    from coach.echange.pages.dossier import ecrire_le_carnet

    if not dossier.strip():
        raise Refus("dossier_sans_nom")
    with carnet_existant() as carnet, avancement("ecriture") as avancer:
        nombre = ecrire_le_carnet(
            carnet, dossiers.chemin_dit(dossier), remplacer=remplacer, suivre=avancer
        )
    if en_json:
        ecrire_json({"dossier": dossier, "format": format_, "seances": nombre})
    else:
        ecrire(dire("carnet.exporte", dossier=dossier, seances=nombre))
    narrer(dire("carnet.exporte_pour_soi"))
