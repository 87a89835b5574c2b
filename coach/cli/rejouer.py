"""`coach rejouer` : une séance se déroule de nouveau, du carnet ou d'un fichier."""

from typing import TYPE_CHECKING

import click

from coach.cli.ecran import exiger_un_ecran
from coach.cli.francais import verbe
from coach.cli.journal.filtrage import options_de_filtre
from coach.cli.paroles import dire
from coach.cli.relues import Demande, serie_demandee

if TYPE_CHECKING:
    from coach.carnet import Carnet
    from coach.supervision.serie import Serie


@verbe("rejouer")
@click.argument("designations", nargs=-1, metavar=dire("argument.a_rejouer"))
@click.option("--texte", is_flag=True, help=dire("option.texte"))
@click.option("--cle", metavar=dire("option.metavar_fichier"), help=dire("option.cle"))
@click.option("--theme", metavar=dire("option.metavar_theme"), help=dire("option.theme_rejoue"))
@click.option("--mots", metavar=dire("option.metavar_mots"), help=dire("option.mots"))
@options_de_filtre
def commande(
    designations: tuple[str, ...],
    texte: bool,
    cle: str | None,
    theme: str | None,
    mots: str | None,
    periode: str | None,
    protocole: tuple[str, ...],
    etiquette: tuple[str, ...],
    competence: tuple[str, ...],
) -> None:
    """Déroule la séance, sans rien garder ni rien changer."""
    if not texte:
        exiger_un_ecran("rejouer_sans_terminal")
    demande = Demande(
        designations,
        cle,
        theme,
        mots,
        periode,
        protocole,
        etiquette,
        competence,
    )
    with serie_demandee(demande) as (serie, carnet):
        if texte:
            _en_texte(serie)
        else:
            _dans_l_interface(serie, carnet)


def _en_texte(serie: "Serie") -> None:
    from coach.analyse import expliquer
    from coach.cli.texte.lignes import Lignes
    from coach.cli.texte.rejouer import RejeuEnTexte

    RejeuEnTexte(serie, Lignes.du_terminal(), expliquer).mener()


def _dans_l_interface(serie: "Serie", carnet: "Carnet | None") -> None:
    from coach.cli.ouverture import dossier_du_carnet
    from coach.tui.rejeu import ouvrir

    ouvrir(serie, dossier_du_carnet(), carnet)
