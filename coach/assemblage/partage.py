"""La porte d'une séance, avec la lecture que ce carnet a apprise."""

from collections.abc import Callable, Iterator

from coach.assemblage.lecture import LectureApprise
from coach.carnet import Carnet
from coach.modeles.repli import plier
from coach.partage import dons
from coach.partage.porte import Porte
from coach.partage.revue import relire


def ouvrir(carnet: Carnet, flux: str) -> Porte:
    """Lève `ErreurDeFichier` si la séance n'a rien à donner."""
    return dons.ouvrir(carnet, flux, LectureApprise(carnet).lire)


def d_avance(carnet: Carnet, flux: str) -> Iterator[Callable[[], object]]:
    """Ce que la porte lira de cette séance, texte par texte ; les pas ne touchent pas au carnet."""
    reponses = plier(flux, carnet.evenements(flux)).reponses
    textes = [r.texte for r in reponses if not r.choix]
    yield from relire(textes, LectureApprise(carnet).lecteur())
