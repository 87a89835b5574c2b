"""`coach plan defaire` : revenir sur ce qui vient d'être dit d'un ajustement."""

import click

from coach.cli.francais import verbe
from coach.cli.paroles import dire
from coach.cli.plan.designation import ajustement, redire


@verbe("defaire", "plan")
@click.argument("identifiant", metavar=dire("argument.identifiant"))
def commande(identifiant: str) -> None:
    """Annule le dernier suivi ; celui d'avant reprend."""
    from coach.plan.gestes import defaire

    with ajustement(identifiant) as (carnet, choisi):
        defaire(carnet, choisi)
        redire(carnet, choisi.id)
