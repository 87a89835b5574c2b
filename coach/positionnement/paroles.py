"""Ce que les faces (interface, texte) disent d'un positionnement, dit une seule fois ici."""

from coach.catalogue import Catalogue

CATALOGUE = Catalogue(__file__)
dire = CATALOGUE.dire
