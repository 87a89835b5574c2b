"""`coach corrections` : ce que la personne a appris au coach en le corrigeant."""

from coach.cli.francais import groupe

commande = groupe("corrections")
