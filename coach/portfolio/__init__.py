"""Le portfolio : ce que des mois de séances ont montré, à côté de ce que l'on dit de soi.

Lit le carnet et rend des vues figées ; rien ici ne dessine, ne pose de question ni n'écrit, hors
les preuves apportées à la main (`apports`) et le passage d'une édition à l'autre (`editions`).
"""

from coach.portfolio.erreurs import ErreurDePortfolio
from coach.portfolio.filtres import Filtres
from coach.portfolio.lecture import portfolio
from coach.portfolio.vues import Apparentee, CompetenceVue, Portfolio, ReferentielVu

__all__ = [
    "Apparentee",
    "CompetenceVue",
    "ErreurDePortfolio",
    "Filtres",
    "Portfolio",
    "ReferentielVu",
    "portfolio",
]
