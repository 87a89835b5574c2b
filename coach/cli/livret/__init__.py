"""`coach livret` : l'atelier du livret, sa vérification, l'oral."""

from coach.cli.francais import groupe

commande = groupe("livret")
