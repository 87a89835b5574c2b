"""La matière d'une séance du carnet, même quand son protocole n'est plus là."""

from collections.abc import Sequence

from coach.assemblage import protocole_de
from coach.carnet import Carnet
from coach.dialogues.contexte import Contexte
from coach.dialogues.matiere import Matiere
from coach.dialogues.protocole import ErreurDeProtocole, Etape, Protocole, Question, charger
from coach.modeles.evenements import Evenement
from coach.modeles.repli import plier
from coach.modeles.seance import EtatSeance


def matiere_de(carnet: Carnet, flux: str, contexte: Contexte) -> Matiere:
    """La séance telle qu'elle est aujourd'hui, prête à être lue. Lève les erreurs du carnet."""
    evenements = carnet.evenements(flux)
    etat = plier(flux, evenements)
    return Matiere(etat, _protocole(evenements, etat), contexte)


def _protocole(evenements: Sequence[Evenement], etat: EtatSeance) -> Protocole:
    """Le protocole de la séance ; inconnu ici, un remplaçant qui ne sait que nommer ses étapes."""
    identifiant = protocole_de(evenements) or ""
    try:
        return charger(identifiant)
    except ErreurDeProtocole:
        noms = dict.fromkeys(e.demande.etape for e in etat.echanges) or {"seance": None}
        muette = Question(id="question", formulations=("…",))
        return Protocole(
            id="inconnu",
            titre=identifiant,
            version=1,
            resume="",
            quand="",
            duree_minutes=1,
            accueil="",
            etapes=tuple(
                Etape.model_construct(id=nom, titre=nom, but="", questions=(muette,))
                for nom in noms
            ),
        )
