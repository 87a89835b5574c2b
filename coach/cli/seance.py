"""`coach seance` : mener une séance, ou en reprendre une, dans l'interface ou en texte."""

from typing import TYPE_CHECKING

import click

from coach import dossiers
from coach.cli.ecran import exiger_un_ecran
from coach.cli.entree import quelqu_un_repond
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_ouvert, dossier_du_carnet, reglages
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, narrer

if TYPE_CHECKING:
    from coach.carnet import Carnet


@verbe("seance")
@click.argument("protocole", required=False, metavar=dire("argument.protocole"))
@click.option("--texte", is_flag=True, help=dire("option.texte"))
@click.option("--reprendre", metavar=dire("option.metavar_seance"), help=dire("option.reprendre"))
def commande(protocole: str | None, texte: bool, reprendre: str | None) -> None:
    """Mène la séance."""
    from coach.assemblage import PROTOCOLE_HABITUEL
    from coach.dialogues.protocole import charger

    choisi = protocole or PROTOCOLE_HABITUEL
    charger(choisi)
    if not texte:
        _dans_l_interface(choisi, reprendre)
        return
    with carnet_ouvert() as carnet:
        flux = carnet.resoudre(reprendre) if reprendre else None
        _en_texte(carnet, choisi, flux)


def _dans_l_interface(protocole: str, reprise: str | None) -> None:
    exiger_un_ecran("sans_terminal")
    from coach.tui.ouverture import commencer, ouvrir, reprendre

    ouvrir(dossier_du_carnet(), commencer(protocole) if reprise is None else reprendre(reprise))


def _en_texte(carnet: "Carnet", protocole: str, flux: str | None) -> None:
    from coach.assemblage import contexte, ouvrir_moteur
    from coach.cli.texte.brouillons import BrouillonsDuCarnet
    from coach.cli.texte.lignes import Lignes
    from coach.cli.texte.seance import SeanceEnTexte

    moteur = ouvrir_moteur(carnet, contexte(carnet, reglages()), protocole=protocole, flux=flux)
    if moteur.etat.terminee:
        ecrire(dire("seance.terminee", id=moteur.flux))
        return
    _inviter_aux_reglages()
    with carnet.tenir(moteur.flux):
        SeanceEnTexte(moteur, Lignes.du_terminal(), BrouillonsDuCarnet(carnet, moteur.flux)).mener()


def _inviter_aux_reglages() -> None:
    """Tant que rien n'est réglé, dit où le faire ; un tube n'en entend jamais parler."""
    from coach.reglages.apparence import existe

    if quelqu_un_repond() and not existe(dossiers.configuration()):
        narrer(dire("seance.premiere_fois"))
