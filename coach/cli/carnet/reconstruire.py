"""`coach carnet reconstruire` : refaire les listes et la recherche depuis le journal."""

from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire


@verbe("reconstruire", "carnet")
def commande() -> None:
    """Rien de ce que la personne a écrit ne change."""
    with carnet_existant() as carnet:
        seances = carnet.reconstruire()
    ecrire(dire("carnet.reconstruit", seances=seances))
