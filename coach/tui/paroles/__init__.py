"""Ce que l'interface dit autour des paroles du coach : un fichier par écran, ou par famille."""

from coach.catalogue import Catalogue

CATALOGUE = Catalogue(__file__, "*.toml")
dire = CATALOGUE.dire
