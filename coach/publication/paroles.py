"""Le catalogue de ce que disent les documents en leur nom."""

from coach.catalogue import Catalogue

CATALOGUE = Catalogue(__file__)

dire = CATALOGUE.dire
compter = CATALOGUE.compter
