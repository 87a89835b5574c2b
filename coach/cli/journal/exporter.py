"""`coach journal exporter` : une séance en fichier portable, pour soi, ou en document."""

from pathlib import Path

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant, reglages
from coach.cli.paroles import dire
from coach.cli.publier import (
    FORMES,
    Demande,
    OptionsDeDocument,
    demande,
    options_de_document,
    publier,
)
from coach.cli.refus import Refus
from coach.cli.remise import lieu_de, remettre
from coach.cli.sortie import narrer

PORTABLE = "jsonl"
"""La forme de départ : la copie entière, qui se réimporte."""


@verbe("exporter", "journal")
@click.argument("identifiant", metavar=dire("argument.seance"))
@options_de_document(formes=(PORTABLE, *FORMES))
def commande(identifiant: str, document: OptionsDeDocument) -> None:
    """Écrit le fichier portable, ou le document de la séance."""
    voulue = texte_de_la_commande(identifiant)
    if (document.forme or _forme_nommee(document.sortie)) == PORTABLE:
        if document.noms or document.identite or document.sans_identite or document.modele:
            raise Refus("portable_sans_options", formes=", ".join(FORMES))
        _copier(voulue, document.sortie, remplacer=document.remplacer)
    else:
        _publier(voulue, demande(document))


def _forme_nommee(sortie: str | None) -> str:
    """Celle que dit le nom du fichier ; à défaut, le fichier portable."""
    from coach.publication.formes import forme_de

    return (forme_de(Path(sortie)) if sortie else None) or PORTABLE


def _copier(voulue: str, sortie: str | None, *, remplacer: bool) -> None:
    """Le fichier portable ; rien n'y est pseudonymisé, et cela se dit."""
    from coach.partage.allers_retours import exporter_du_carnet

    lieu = lieu_de(sortie)
    with carnet_existant() as carnet:
        octets = exporter_du_carnet(carnet, carnet.resoudre(voulue))
    ecrit = remettre(octets, lieu, remplacer=remplacer)
    if ecrit and lieu is not None:
        narrer(dire("journal.exportee", fichier=lieu))
    narrer(dire("journal.pour_soi"))


def _publier(voulue: str, document_voulu: Demande) -> None:
    from coach.assemblage import contexte
    from coach.publication.seance import du_carnet

    with carnet_existant() as carnet:
        flux = carnet.resoudre(voulue)
        services = contexte(carnet, reglages())
        fait = du_carnet(carnet, flux, services, document_voulu.identite)
        publier(carnet, fait, document_voulu)
