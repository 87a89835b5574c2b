"""Le catalogue des documents : leurs mots fixes et leurs refus."""

from coach.catalogue import Catalogue

CATALOGUE = Catalogue(__file__)

dire = CATALOGUE.dire
