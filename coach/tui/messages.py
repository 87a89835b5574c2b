"""Ce que l'interface dit autour des paroles du coach."""

from coach.catalogue import Catalogue

CATALOGUE = Catalogue(__file__)
dire = CATALOGUE.dire
