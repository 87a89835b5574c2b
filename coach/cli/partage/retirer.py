"""`coach partage retirer` : retirer ce qui fut donné, et dire ce que cela ne peut pas faire."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach import dossiers
from coach.cli.coffre import contenu
from coach.cli.entree import confirmer, quelqu_un_repond, texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire as dire_de_la_commande
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire

if TYPE_CHECKING:
    from coach.partage.dons import Partage


@verbe("retirer", "partage")
@click.argument("partage", metavar=dire_de_la_commande("argument.partage"))
@click.option(
    "--motif",
    default="",
    metavar=dire_de_la_commande("option.metavar_motif"),
    help=dire_de_la_commande("option.motif_du_retrait"),
)
@click.option("--oui", is_flag=True, help=dire_de_la_commande("option.oui"))
def commande(partage: str, motif: str, oui: bool) -> None:
    """Retire le partage ; nommé par son fichier, celui-ci s'efface aussi."""
    from coach.modeles.calendrier import en_clair
    from coach.partage import dons
    from coach.partage.paroles import dire

    fichier = Path(partage)
    with carnet_existant() as carnet:
        choisi = _designe(dons.partages(carnet), texte_de_la_commande(partage), fichier)
        efface = dossiers.est_un_fichier(fichier) and not fichier.is_symlink()
        if efface and not oui:
            if not quelqu_un_repond():
                raise Refus("retrait")
            if not confirmer(dire("retrait.question", fichier=partage)):
                raise Refus("retrait_renonce")
        dons.retirer(carnet, choisi, texte_de_la_commande(motif))
        if efface:
            fichier.unlink()
            ecrire(dire("retrait.fichier", fichier=partage))
    ecrire(dire("retrait.retire", jour=en_clair(date.fromisoformat(choisi.jour))))
    if not efface:
        ecrire(dire("retrait.fichier_reste"))
    ecrire(dire("retrait.copies"))


def _designe(partages: "list[Partage]", nom: str, fichier: Path) -> "Partage":
    """Le partage de ce fichier, de cet identifiant, ou le dernier de cette séance."""
    from coach.partage.erreurs import ErreurDeFichier

    debut = _seance_de(fichier) if dossiers.est_un_fichier(fichier) else nom.strip().upper()
    trouves = [
        p
        for p in partages
        if len(debut) >= 6 and (p.fichier.startswith(debut) or p.seance.startswith(debut))
    ]
    if not trouves:
        raise ErreurDeFichier("partage_inconnu")
    return next((p for p in trouves if not p.retire), trouves[0])


def _seance_de(fichier: Path) -> str:
    """L'identifiant que porte ce fichier. Lève `ErreurDeFichier`, chiffré pour d'autres compris."""
    from coach.partage.erreurs import ErreurDeFichier
    from coach.partage.fichier import lire_fichier

    try:
        return lire_fichier(contenu(fichier)).seance
    except ErreurDeFichier as erreur:
        if erreur.raison == "coffre_ferme":
            raise ErreurDeFichier("partage_ferme") from erreur
        raise
