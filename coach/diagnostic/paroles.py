"""Le catalogue du diagnostic."""

from coach.catalogue import Catalogue

CATALOGUE = Catalogue(__file__)

dire = CATALOGUE.dire
