"""Le catalogue de ce que disent les commandes du livret."""

from coach.catalogue import Catalogue

dire = Catalogue(__file__).dire
