"""`coach carnet verifier` : contrôler que tout le carnet se lit."""

from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.refus import ECHEC
from coach.cli.sortie import ecrire


@verbe("verifier", "carnet")
def commande() -> int:
    """Dit ce qui a été relu ; chaque problème, une ligne. Code 1 s'il y en a."""
    with carnet_existant() as carnet:
        bilan = carnet.verifier()
    ecrire(dire("carnet.bilan", seances=bilan.seances, evenements=bilan.evenements))
    for probleme in bilan.problemes:
        ecrire(probleme)
    if bilan.problemes:
        ecrire(dire("carnet.a_restaurer"))
        return ECHEC
    ecrire(dire("carnet.sain"))
    return 0
