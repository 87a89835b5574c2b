"""`coach plan clore` : dire un ajustement fait ou abandonné, et ce qui en fut appris."""

import sys
from typing import Literal

import click

from coach.cli.entree import quelqu_un_repond, texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.paroles import dire
from coach.cli.plan.designation import ajustement, redire
from coach.cli.refus import Refus
from coach.cli.sortie import narrer


@verbe("clore", "plan")
@click.argument("identifiant", metavar=dire("argument.identifiant"))
@click.option("--fait", is_flag=True, help=dire("option.fait"))
@click.option("--abandonne", is_flag=True, help=dire("option.abandonne"))
@click.option("--appris", metavar=dire("option.metavar_appris"), help=dire("option.appris"))
def commande(identifiant: str, fait: bool, abandonne: bool, appris: str | None) -> None:
    """Clôt l'ajustement ; fait, si rien n'est dit. Au clavier, demande ce qui en fut appris."""
    from coach.plan.gestes import clore

    if fait and abandonne:
        raise Refus("fait_et_abandonne")
    etat: Literal["fait", "abandonne"] = "abandonne" if abandonne else "fait"
    with ajustement(identifiant) as (carnet, choisi):
        texte = _demander(choisi.texte, etat) if appris is None else appris
        clore(carnet, choisi, etat, texte_de_la_commande(texte))
        redire(carnet, choisi.id)
        narrer(dire("plan.revenir", id=choisi.id))


def _demander(texte: str, etat: str) -> str:
    """La question, à qui est au clavier ; une réponse vide ne garde rien."""
    if not quelqu_un_repond():
        return ""
    narrer(dire(f"plan.question_{etat}", texte=" ".join(texte.split())))
    return sys.stdin.readline().strip()
