"""`coach portfolio exporter` : le portfolio en document à remettre."""

from typing import Any

from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant, reglages
from coach.cli.portfolio.filtrage import filtres, options_de_filtre
from coach.cli.publier import OptionsDeDocument, demande, options_de_document, publier


@verbe("exporter", "portfolio")
@options_de_filtre
@options_de_document()
def commande(document: OptionsDeDocument, **choisis: Any) -> None:
    """Écrit ce que laissent les filtres, ses graphes et sa table des preuves."""
    from coach.portfolio import portfolio
    from coach.publication.portfolio import du_carnet

    voulue = demande(document)
    voulus = filtres(**choisis)
    with carnet_existant() as carnet:
        vu = portfolio(carnet, voulus, suivis=reglages().referentiels)
        publier(carnet, du_carnet(carnet, vu, voulue.identite), voulue)
