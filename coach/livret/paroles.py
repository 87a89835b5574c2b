"""Le catalogue de ce que dit l'atelier du livret."""

from coach.catalogue import Catalogue

dire = Catalogue(__file__).dire
