"""Le catalogue de ce que le mode texte dit autour des paroles du coach."""

from coach.catalogue import Catalogue

dire = Catalogue(__file__).dire
