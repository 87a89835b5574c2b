"""`coach plan reporter` : donner une autre échéance à un ajustement."""

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.paroles import dire
from coach.cli.plan.designation import ajustement, redire
from coach.cli.sortie import narrer


@verbe("reporter", "plan")
@click.argument("identifiant", metavar=dire("argument.identifiant"))
@click.argument("date", nargs=-1, required=True, metavar=dire("argument.date"))
def commande(identifiant: str, date: tuple[str, ...]) -> None:
    """Reporte à cette date, dite AAAA-MM-JJ ou en français."""
    from coach.carnet.horloge import maintenant
    from coach.plan.gestes import comprendre_la_date, reporter

    aujourd_hui = maintenant().date()
    echeance = comprendre_la_date(texte_de_la_commande(" ".join(date)), aujourd_hui)
    with ajustement(identifiant) as (carnet, choisi):
        reporter(carnet, choisi, echeance, aujourd_hui)
        redire(carnet, choisi.id)
        narrer(dire("plan.revenir", id=choisi.id))
