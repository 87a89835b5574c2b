"""Le catalogue de ce que disent les commandes : aides, sorties et erreurs."""

from coach.catalogue import Catalogue

CATALOGUE = Catalogue(__file__)

dire = CATALOGUE.dire
