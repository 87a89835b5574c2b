"""La porte d'une séance, avec la lecture que ce carnet a apprise."""

from coach.assemblage.lecture import LectureApprise
from coach.carnet import Carnet
from coach.partage import dons
from coach.partage.porte import Porte


def ouvrir(carnet: Carnet, flux: str) -> Porte:
    """Lève `ErreurDeFichier` si la séance n'a rien à donner."""
    lecture = LectureApprise(carnet)
    return dons.ouvrir(carnet, flux, lambda texte: lecture.lire(texte, ()))
