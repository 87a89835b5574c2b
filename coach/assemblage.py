"""Ce qui met les parties ensemble : le contexte d'une séance, et le moteur qui la mène."""

from collections.abc import Callable, Sequence
from datetime import datetime

from ulid import ULID

from coach import analyse, confidentialite, liens, referentiels
from coach.carnet import Carnet
from coach.dialogues.contexte import Contexte
from coach.dialogues.moteur import Moteur
from coach.dialogues.protocole import charger as charger_protocole
from coach.modeles.evenements import Evenement, SeanceOuverte
from coach.reglages import Reglages

PROTOCOLE_HABITUEL = "analyse-de-pratique"


def maintenant() -> datetime:
    """L'heure d'ici, à la seconde, avec son décalage."""
    return datetime.now().astimezone().replace(microsecond=0)


def _ulids() -> Callable[[], str]:
    dernier = 0

    def suivant() -> str:
        nonlocal dernier
        dernier = max(int(ULID()), dernier + 1)
        return str(ULID.from_int(dernier))

    return suivant


nouvel_id = _ulids()
"""Un ULID neuf, plus grand que tous ceux d'avant dans ce programme, même si l'heure recule."""


def contexte(carnet: Carnet, reglages: Reglages) -> Contexte:
    """Les services du coach, réglés pour cette personne. Lève `ErreurDeReferentiel`."""
    return Contexte(
        auteur=carnet.auteur,
        horloge=maintenant,
        nouvel_id=nouvel_id,
        lire=analyse.lire,
        relier=liens.relier,
        remarquer=confidentialite.remarquer,
        detecter=confidentialite.detecter,
        referentiels=tuple(referentiels.charger(r) for r in reglages.referentiels),
        pays=reglages.pays,
    )


def ouvrir_moteur(
    carnet: Carnet,
    contexte: Contexte,
    *,
    protocole: str = PROTOCOLE_HABITUEL,
    flux: str | None = None,
) -> Moteur:
    """Le moteur d'une séance neuve de ce protocole, ou de la séance `flux`, sous le sien.

    Lève `ErreurDeProtocole` si le protocole n'existe pas, et les erreurs du carnet.
    """
    if flux is None:
        return Moteur(nouvel_id(), charger_protocole(protocole), carnet, contexte)
    evenements = carnet.evenements(flux)
    sien = protocole_de(evenements) or protocole
    return Moteur(flux, charger_protocole(sien), carnet, contexte, evenements)


def protocole_de(evenements: Sequence[Evenement]) -> str | None:
    """Le protocole sous lequel une séance s'est ouverte, ou rien."""
    return next((e.protocole for e in evenements if isinstance(e, SeanceOuverte)), None)
