"""`coach partager` : donner une séance à lire, après avoir tout revu."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.ecran import exiger_un_ecran
from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant, dossier_du_carnet
from coach.cli.paroles import dire
from coach.cli.phrase import phrase_neuve
from coach.cli.refus import Refus
from coach.cli.remise import lieu_de

if TYPE_CHECKING:
    from coach.partage.coffre import Serrure


@verbe("partager")
@click.argument("identifiant", metavar=dire("argument.seance"))
@click.option(
    "-o",
    "sortie",
    metavar=dire("option.metavar_fichier"),
    help=dire("option.partage"),
)
@click.option(
    "--pour",
    multiple=True,
    metavar=dire("option.metavar_destinataire"),
    help=dire("option.pour"),
)
@click.option("--phrase", is_flag=True, help=dire("option.phrase"))
@click.option("--texte", is_flag=True, help=dire("option.texte"))
def commande(
    identifiant: str, sortie: str | None, pour: tuple[str, ...], phrase: bool, texte: bool
) -> None:
    """Ouvre la porte de la séance ; rien n'est écrit avant d'avoir tout vu."""
    from coach.partage.coffre import Serrure
    from coach.pose import verifier_la_place

    lieu = lieu_de(sortie) if sortie else None
    if lieu is None:
        raise Refus("partager_sans_fichier")
    if pour and phrase:
        raise Refus("pour_et_phrase")
    if os.path.lexists(lieu):
        raise Refus("sortie_existe", nom=sortie)
    verifier_la_place(lieu)
    serrure = Serrure(tuple(pour), phrase_neuve() if phrase else None)
    serrure.verifier()
    voulue = texte_de_la_commande(identifiant)
    if texte:
        _en_texte(voulue, lieu, serrure)
        return
    exiger_un_ecran("partager_sans_terminal")
    from coach.tui.ouverture import donner, ouvrir

    ouvrir(dossier_du_carnet(), donner(voulue, lieu, serrure))


def _en_texte(identifiant: str, sortie: Path, serrure: "Serrure") -> None:
    from coach.assemblage.partage import ouvrir
    from coach.cli.texte.lignes import Lignes
    from coach.cli.texte.partage import PartageEnTexte

    with carnet_existant() as carnet:
        porte = ouvrir(carnet, carnet.resoudre(identifiant))
        PartageEnTexte(porte, Lignes.du_terminal()).mener(
            carnet, sortie, serrure.enfermer, serrure.dite
        )
