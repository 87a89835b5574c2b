"""`coach plan` : sans autre mot, le plan d'action ; `clore`, `reporter`, `ics`… à côté."""

from typing import Any

import click

from coach.cli.francais import Groupe
from coach.cli.paroles import dire
from coach.cli.plan.affichage import options_du_plan


@click.pass_context
@options_du_plan
def _lister(contexte: click.Context, **choisis: Any) -> None:
    """Le plan, quand aucun verbe n'est nommé."""
    if contexte.invoked_subcommand is None:
        from coach.cli.plan.affichage import lister

        lister(**choisis)


commande = Groupe(
    name="plan",
    groupe="plan",
    help=dire("long.plan"),
    exemple=dire("exemple.plan"),
    callback=_lister,
    params=_lister.__click_params__[::-1],  # type: ignore[attr-defined]
)
