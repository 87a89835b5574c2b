"""`coach livret rediger` : l'atelier, partie par partie, ligne à ligne."""

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.livret.designation import atelier, dans_l_interface
from coach.cli.paroles import dire
from coach.cli.secours import secours_d_un_texte


@verbe("rediger", "livret")
@click.argument("identifiant", required=False, metavar=dire("argument.livret"))
@click.argument("partie", required=False, metavar=dire("argument.partie"))
@click.option("--texte", is_flag=True, help=dire("option.texte"))
def commande(identifiant: str | None, partie: str | None, texte: bool) -> None:
    """Mène l'atelier, dans l'interface ou en texte."""
    voulue = texte_de_la_commande(partie) if partie is not None else None
    if not texte:
        dans_l_interface(identifiant, partie=voulue)
        return
    from coach.cli.texte.lignes import Lignes
    from coach.cli.texte.livret import AtelierEnTexte

    with atelier(identifiant) as ouvert:
        depart = ouvert.partie(voulue).id if voulue is not None else None
        AtelierEnTexte(ouvert, Lignes.du_terminal(), secours_d_un_texte()).mener(depart)
