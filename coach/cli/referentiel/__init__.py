"""`coach referentiel` : parcourir et vérifier les référentiels."""

from coach.cli.francais import groupe

commande = groupe("referentiel")
