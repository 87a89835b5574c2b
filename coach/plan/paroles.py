"""Le catalogue de ce que dit le plan d'action, d'où qu'on le lise."""

from coach.catalogue import Catalogue

CATALOGUE = Catalogue(__file__)

dire = CATALOGUE.dire
