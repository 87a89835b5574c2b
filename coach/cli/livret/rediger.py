"""`coach livret rediger` : l'atelier, partie par partie, ligne à ligne."""

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.livret.designation import atelier, dans_l_interface
from coach.cli.ouverture import reglages
from coach.cli.paroles import dire
from coach.cli.refus import Refus


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
    from coach.cli.texte.lignes import EntreeIllisible, Lignes
    from coach.cli.texte.livret import AtelierEnTexte
    from coach.confidentialite import detecter
    from coach.dialogues.presentation import aide_humaine

    regles = reglages()

    def secourir(ecrit: str) -> list[str]:
        alerte = detecter(ecrit)
        if alerte is None:
            return []
        return aide_humaine(regles.pays, alerte.aide, en_seance=False, accord=regles.accord)

    with atelier(identifiant) as ouvert:
        depart = ouvert.partie(voulue).id if voulue is not None else None
        try:
            AtelierEnTexte(ouvert, Lignes.du_terminal(), secourir).mener(depart)
        except EntreeIllisible as erreur:
            raise Refus("encodage") from erreur
