"""`coach carnet` : le carnet entier."""

from coach.cli.francais import groupe

commande = groupe("carnet")
