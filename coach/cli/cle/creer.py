"""`coach cle creer` : une clé à soi, une fois."""

from coach import dossiers
from coach.cli.francais import verbe
from coach.cli.sortie import ecrire, narrer


@verbe("creer", "cle")
def commande() -> None:
    """Écrit la clé, et montre ce qui s'en donne aux autres."""
    from coach.partage.coffre import CLE, creer_une_cle
    from coach.partage.paroles import dire

    fichier = dossiers.configuration() / CLE
    publique = creer_une_cle(fichier)
    narrer(dire("cle.creee", fichier=fichier))
    narrer(dire("cle.a_donner"))
    ecrire(publique)
