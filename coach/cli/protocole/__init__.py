"""`coach protocole` : parcourir les scripts de séance."""

from coach.cli.francais import groupe

commande = groupe("protocole")
