"""Le catalogue de ce que disent les graphes et les écarts."""

from coach.catalogue import Catalogue

CATALOGUE = Catalogue(__file__)

dire = CATALOGUE.dire
compter = CATALOGUE.compter
