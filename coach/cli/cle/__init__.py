"""`coach cle` : la clé qui ouvre ce que d'autres chiffrent pour vous."""

from coach.cli.francais import groupe

commande = groupe("cle")
