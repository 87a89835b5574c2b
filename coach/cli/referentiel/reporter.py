"""`coach referentiel reporter` : passer d'une édition à la suivante, après avoir tout montré."""

from typing import TYPE_CHECKING

import click

from coach.cli.entree import confirmer, quelqu_un_repond, texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire, ecrire_json, narrer

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.portfolio.editions import Plan, Suite


@verbe("reporter", "referentiel")
@click.argument("ancien", metavar=dire("argument.ancien"))
@click.argument("nouveau", metavar=dire("argument.nouveau"))
@click.option(
    "--vers",
    multiple=True,
    metavar=dire("option.metavar_vers"),
    help=dire("option.vers"),
)
@click.option("--oui", is_flag=True, help=dire("option.oui"))
@option_json()
def commande(ancien: str, nouveau: str, vers: tuple[str, ...], oui: bool, en_json: bool) -> None:
    """Montre le plan, demande l'accord, puis reporte tout, ou rien."""
    from coach.portfolio.editions import preparer, reporter

    choisies = dict(_suite_choisie(texte_de_la_commande(v)) for v in vers)
    with carnet_existant() as carnet:
        noms = (texte_de_la_commande(ancien), texte_de_la_commande(nouveau))
        plan = preparer(carnet, *noms, choisies)
        _montrer(plan, ecrire if not en_json else narrer)
        a_faire = bool(plan.preuves or plan.positionnements)
        if a_faire and not oui:
            _demander()
        ecrits = reporter(carnet, plan) if a_faire else 0
    if en_json:
        ecrire_json(
            {
                "preuves": plan.preuves,
                "positionnements": plan.positionnements,
                "restes": [s.code for s in plan.sans_suite],
            }
        )
    else:
        ecrire(dire("reporter.fait" if ecrits else "reporter.rien"))


def _suite_choisie(demande: str) -> tuple[str, str]:
    """L'ancien code et le nouveau de « CP3=CP4 ». Lève `Refus`."""
    avant, egal, apres = (morceau.strip() for morceau in demande.partition("="))
    if not (avant and egal and apres):
        raise Refus("vers", valeur=demande)
    return avant, apres


def _montrer(plan: "Plan", dire_une_ligne: "Callable[[str], None]") -> None:
    for suite in plan.suites:
        dire_une_ligne(_ligne(suite))
        if suite.laisses and suite.vers:
            dire_une_ligne("  " + dire("reporter.laisses", nombre=len(suite.laisses)))


def _ligne(suite: "Suite") -> str:
    return dire(
        f"reporter.lien_{suite.lien}",
        code=suite.code,
        ancien_titre=suite.ancien_titre or dire("reporter.sans_titre"),
        vers=suite.vers,
        titre=suite.titre,
        preuves=len(suite.preuves),
        positionnements=len(suite.positionnements or suite.laisses),
    )


def _demander() -> None:
    """Lève `Refus` sans l'accord de la personne."""
    if not quelqu_un_repond():
        raise Refus("report")
    if not confirmer(dire("reporter.question")):
        raise Refus("report_renonce")
