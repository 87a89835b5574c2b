"""`coach portfolio` : lire ses options, puis répondre en JSON ou en texte."""

from typing import TYPE_CHECKING, Any

import click

from coach.cli.francais import option_json, verbe_et_groupe
from coach.cli.ouverture import lire_si_carnet, reglages
from coach.cli.paroles import dire
from coach.cli.portfolio.filtrage import filtres, options_de_filtre
from coach.cli.sortie import ecrire, ecrire_json

if TYPE_CHECKING:
    from coach.portfolio import Portfolio


@verbe_et_groupe("portfolio")
@options_de_filtre
@click.option("--detail", is_flag=True, help=dire("option.detail"))
@click.option("--graphes", "en_graphes", is_flag=True, help=dire("option.graphes"))
@option_json()
def commande(detail: bool, en_graphes: bool, en_json: bool, **choisis: Any) -> None:
    """Le portfolio entier, ou ce que laissent les filtres ; un carnet vide n'est pas une erreur."""
    from coach.carnet.horloge import maintenant
    from coach.carnet.progression import Matiere
    from coach.cli.portfolio.fiche import document
    from coach.cli.portfolio.texte import lignes
    from coach.portfolio import portfolio
    from coach.portfolio.lecture import dresser

    if click.get_current_context().invoked_subcommand is not None:
        return
    voulus = filtres(**choisis)
    suivis = reglages().referentiels
    lus = lire_si_carnet(lambda carnet: [portfolio(carnet, voulus, suivis=suivis)])
    rien = Matiere([], [], {})
    vu = lus[0] if lus else dresser(rien, voulus, suivis, voulus.jusqu_a or maintenant().date())
    if en_json:
        ecrire_json(document(vu))
        return
    for ligne in lignes(vu, detail=detail):
        ecrire(ligne)
    if en_graphes and lus:
        _ecrire_les_graphes(vu)


def _ecrire_les_graphes(vu: "Portfolio") -> None:
    from coach.cli.portfolio import graphes

    tous = lire_si_carnet(lambda carnet: graphes.graphes(carnet, vu, vu.filtres))
    for ligne in graphes.lignes(tous):
        ecrire(ligne)
