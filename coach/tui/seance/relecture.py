"""Le moteur d'une séance que l'on relit : sans l'histoire, qui ne sert qu'à poser des questions."""

from coach.assemblage import PROTOCOLE_HABITUEL, protocole_de
from coach.carnet import Carnet
from coach.dialogues import protocole
from coach.dialogues.contexte import Contexte
from coach.dialogues.moteur import Moteur


def moteur_pour_relire(carnet: Carnet, contexte: Contexte, flux: str) -> Moteur:
    """Le moteur de la séance `flux`, sous le protocole qui l'a ouverte.

    Lève `ErreurDeProtocole` si ce protocole n'existe plus, et les erreurs du carnet.
    """
    evenements = carnet.evenements(flux)
    choisi = protocole.charger(protocole_de(evenements) or PROTOCOLE_HABITUEL)
    return Moteur(flux, choisi, carnet, contexte, evenements)
