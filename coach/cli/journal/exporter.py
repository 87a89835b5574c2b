"""`coach journal exporter` : une séance en fichier portable, pour soi, ou en document."""

from pathlib import Path

import click

from coach.cli.entree import ENTREE, texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant, reglages
from coach.cli.paroles import dire
from coach.cli.publier import FORMES, Demande, demande, options_de_document, publier
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire_brut, narrer

PORTABLE = "jsonl"
"""La forme de départ : la copie entière, qui se réimporte."""


@verbe("exporter", "journal")
@click.argument("identifiant", metavar=dire("argument.seance"))
@options_de_document(formes=(PORTABLE, *FORMES))
def commande(
    identifiant: str,
    sortie: str | None,
    forme: str | None,
    noms: str | None,
    identite: tuple[str, ...],
    sans_identite: bool,
    modele: str | None,
) -> None:
    """Écrit le fichier portable, ou le document de la séance."""
    voulue = texte_de_la_commande(identifiant)
    if forme in (None, PORTABLE):
        if noms or identite or sans_identite or modele:
            raise Refus("portable_sans_options", formes=", ".join(FORMES))
        _copier(voulue, sortie)
    else:
        _publier(voulue, demande(sortie, forme, noms, identite, sans_identite, modele))


def _copier(voulue: str, sortie: str | None) -> None:
    """Le fichier portable ; rien n'y est pseudonymisé, et cela se dit."""
    from coach.partage.disque import ecrire
    from coach.partage.echange import exporter_du_carnet

    if sortie is not None and Path(sortie).is_dir():
        raise Refus("dossier", nom=sortie)
    with carnet_existant() as carnet:
        octets = exporter_du_carnet(carnet, carnet.resoudre(voulue))
    if sortie is None or sortie == ENTREE:
        ecrire_brut(octets.decode("utf-8"), fin="")
    else:
        ecrire(Path(sortie), octets)
        narrer(dire("journal.exportee", fichier=sortie))
    narrer(dire("journal.pour_soi"))


def _publier(voulue: str, document_voulu: Demande) -> None:
    from coach.assemblage import contexte
    from coach.assemblage.matiere import matiere_de
    from coach.publication.seance import document

    with carnet_existant() as carnet:
        flux = carnet.resoudre(voulue)
        matiere = matiere_de(carnet, flux, contexte(carnet, reglages()))
        resume = carnet.resume(flux)
        etiquettes = resume.etiquettes if resume else ()
        fait = document(matiere, carnet.actions(flux), etiquettes, document_voulu.identite)
        publier(carnet, fait, document_voulu)
