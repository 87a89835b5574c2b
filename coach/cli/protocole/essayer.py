"""`coach protocole essayer` : mener une séance pour voir, sans rien garder."""

from typing import TYPE_CHECKING

import click

from coach import dossiers
from coach.cli.francais import verbe
from coach.cli.ouverture import reglages
from coach.cli.paroles import dire
from coach.cli.sortie import narrer

if TYPE_CHECKING:
    from coach.dialogues.protocole import Protocole


@verbe("essayer", "protocole")
@click.argument("quoi", metavar=dire("argument.protocole_ou_fichier"))
def commande(quoi: str) -> None:
    """Mène la séance en texte, sur un carnet en mémoire qui s'oublie à la fin."""
    from coach.assemblage import ouvrir_essai
    from coach.cli.texte.brouillons import SansBrouillon
    from coach.cli.texte.lignes import Lignes
    from coach.cli.texte.seance import SeanceEnTexte

    moteur = ouvrir_essai(_trouver(quoi), reglages())
    narrer(dire("protocole.essai"))
    SeanceEnTexte(moteur, Lignes.du_terminal(), SansBrouillon(), gardee=False).mener()


def _trouver(quoi: str) -> "Protocole":
    """Le protocole de ce fichier, ou de ce nom. Lève `ErreurDeProtocole`."""
    from coach.dialogues.fichier import charger_fichier
    from coach.dialogues.protocole import charger

    chemin = dossiers.chemin_dit(quoi)
    if chemin.suffix == ".toml" or dossiers.est_un_fichier(chemin):
        return charger_fichier(chemin)
    return charger(quoi)
