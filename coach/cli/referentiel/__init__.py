"""`coach referentiel` : parcourir les référentiels livrés."""

from coach.cli.francais import groupe

commande = groupe("referentiel")
