"""`coach cle montrer` : ce que l'on donne aux autres pour qu'ils chiffrent."""

from coach import dossiers
from coach.cli.francais import verbe
from coach.cli.sortie import ecrire, narrer


@verbe("montrer", "cle")
def commande() -> None:
    """Montre la clé à donner ; la secrète ne sort pas de son fichier."""
    from coach.partage.coffre import CLE, cle_publique
    from coach.partage.paroles import dire

    publique = cle_publique(dossiers.configuration() / CLE)
    narrer(dire("cle.a_donner"))
    ecrire(publique)
