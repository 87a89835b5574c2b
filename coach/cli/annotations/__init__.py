"""`coach annotations` : ce que des groupes ont écrit autour d'une séance."""

from coach.cli.francais import groupe

commande = groupe("annotations")
