"""`coach partage` : ce qui fut donné à lire, et le retirer."""

from coach.cli.francais import groupe

commande = groupe("partage")
