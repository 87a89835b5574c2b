"""`coach referentiel importer` : un paquet CASE devient un de vos référentiels."""

import click

from coach import dossiers
from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, narrer


@verbe("importer", "referentiel")
@click.argument("fichier", metavar=dire("argument.fichier"))
@click.option("--id", "identifiant", metavar=dire("option.identifiant"), help=dire("option.id"))
@click.option("--essai", is_flag=True, help=dire("option.essai"))
@option_json()
def commande(fichier: str, identifiant: str | None, essai: bool, en_json: bool) -> None:
    """Vérifie tout, puis range le référentiel parmi les vôtres ; ou rien."""
    from coach.echange.referentiels.paquet import OCTETS_AU_PLUS
    from coach.echange.referentiels.rangement import importer_case
    from coach.partage.disque import octets_de

    voulu = texte_de_la_commande(identifiant) if identifiant is not None else None
    octets = octets_de(dossiers.chemin_dit(fichier), OCTETS_AU_PLUS)
    fait = importer_case(octets, identifiant=voulu, essai=essai)
    referentiel = fait.referentiel
    comptes = {
        "groupes": len(referentiel.groupes),
        "competences": len(referentiel.competences),
        "enonces": sum(len(c.items) for c in referentiel.competences),
    }
    if en_json:
        ecrire_json(
            {
                "id": referentiel.id,
                "titre": referentiel.titre,
                "fichier": str(fait.fichier),
                "nouveau": fait.nouveau,
                "essai": essai,
                **comptes,
                "laisses": fait.laisses,
            }
        )
    else:
        ecrire(dire("referentiel.importe", id=referentiel.id, titre=referentiel.titre, **comptes))
        if not fait.nouveau:
            ecrire(dire("referentiel.importe_deja"))
    if fait.laisses:
        narrer(dire("referentiel.laisses", nombre=fait.laisses))
    if essai:
        narrer(dire("journal.essai"))
    elif not en_json:
        narrer(dire("referentiel.importe_suite", id=referentiel.id))
