"""`coach annotations retenir` : faire d'une piste du groupe un ajustement à soi."""

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire


@verbe("retenir", "annotations")
@click.argument("seance", metavar=dire("argument.seance"))
@click.argument("piste", metavar=dire("argument.piste"))
@click.option("--en", metavar=dire("option.metavar_texte"), help=dire("option.en_mes_mots"))
@click.option("--pour", metavar=dire("option.metavar_date"), help=dire("option.pour_le"))
@click.option("--indicateur", metavar=dire("option.metavar_texte"), help=dire("option.indicateur"))
def commande(
    seance: str, piste: str, en: str | None, pour: str | None, indicateur: str | None
) -> None:
    """Écrit l'ajustement et d'où il vient, d'un seul geste."""
    from coach.carnet.horloge import maintenant
    from coach.plan.gestes import comprendre_la_date
    from coach.supervision.retour import retenir

    echeance = comprendre_la_date(pour, maintenant().date()) if pour else None
    with carnet_existant() as carnet:
        ajustement = retenir(
            carnet,
            carnet.resoudre(seance),
            piste,
            texte=texte_de_la_commande(en or ""),
            echeance=echeance,
            indicateur=texte_de_la_commande(indicateur or ""),
        )
    ecrire(dire("annotations.retenue_neuve", texte=" ".join(ajustement.texte.split())))
