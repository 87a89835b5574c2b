"""`coach preuve` : les preuves apportées à la main, et ranger celles des séances."""

from coach.cli.francais import groupe

commande = groupe("preuve")
