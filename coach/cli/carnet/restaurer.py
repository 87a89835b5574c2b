"""`coach carnet restaurer` : remettre le carnet dans l'état d'une sauvegarde."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.entree import confirmer, quelqu_un_repond
from coach.cli.francais import verbe
from coach.cli.ouverture import dossier_du_carnet
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire, narrer

if TYPE_CHECKING:
    from coach.carnet import Comparaison


@verbe("restaurer", "carnet")
@click.argument("fichier", metavar=dire("argument.fichier"))
@click.option("--oui", is_flag=True, help=dire("option.oui"))
@click.option("--avec-supprimees", is_flag=True, help=dire("option.avec_supprimees"))
def commande(fichier: str, oui: bool, avec_supprimees: bool) -> None:
    """Compare d'abord ; ce qui serait perdu se dit, et se confirme."""
    from coach.carnet import Carnet

    sauvegarde = Path(fichier)
    with Carnet.reparer(dossier_du_carnet(), sauvegarde) as carnet:
        comparaison = carnet.comparer(sauvegarde)
        if comparaison.evenements_perdus and not oui:
            _demander(comparaison)
        carnet.restaurer(sauvegarde, malgre_la_perte=True, avec_effacees=avec_supprimees)
        seances = carnet.verifier().seances
    ecrire(dire("carnet.restaure", seances=seances))
    if comparaison.seances_effacees and not avec_supprimees:
        narrer(dire("carnet.restees_effacees", seances=comparaison.seances_effacees))


def _demander(comparaison: "Comparaison") -> None:
    """Dit ce qui serait perdu ; lève `Refus` sans l'accord de la personne."""
    perte = {
        "seances": comparaison.seances_perdues,
        "evenements": comparaison.evenements_perdus,
    }
    if not quelqu_un_repond():
        raise Refus("restauration", **perte)
    narrer(dire("carnet.perte", **perte))
    if not confirmer(dire("carnet.question")):
        raise Refus("restauration_renoncee")
