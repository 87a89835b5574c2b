"""`coach journal` : les séances du carnet."""

from coach.cli.francais import groupe

commande = groupe("journal")
