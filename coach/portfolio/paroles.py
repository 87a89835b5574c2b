"""Le catalogue de ce que dit le portfolio."""

from coach.catalogue import Catalogue

CATALOGUE = Catalogue(__file__)

dire = CATALOGUE.dire
