"""`coach plan commencer` : dire qu'un ajustement est en cours ; clos, il se rouvre."""

import click

from coach.cli.francais import verbe
from coach.cli.paroles import dire
from coach.cli.plan.designation import ajustement, redire
from coach.cli.sortie import narrer


@verbe("commencer", "plan")
@click.argument("identifiant", metavar=dire("argument.identifiant"))
def commande(identifiant: str) -> None:
    """Note l'ajustement en cours."""
    from coach.plan.gestes import commencer

    with ajustement(identifiant) as (carnet, choisi):
        commencer(carnet, choisi)
        redire(carnet, choisi.id)
        narrer(dire("plan.revenir", id=choisi.id))
