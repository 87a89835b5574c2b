"""Ce qui met les parties ensemble : le contexte d'une séance, et le moteur qui la mène."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ulid import ULID

from coach import confidentialite, liens, referentiels
from coach.assemblage.lecture import LectureApprise
from coach.assemblage.passe import histoire as histoire
from coach.carnet import Carnet
from coach.carnet.horloge import maintenant
from coach.dialogues.contexte import Contexte
from coach.dialogues.memoire import DepotEnMemoire
from coach.dialogues.moteur import Moteur
from coach.dialogues.protocole import Protocole
from coach.dialogues.protocole import charger as charger_protocole
from coach.modeles.evenements import Evenement, SeanceOuverte
from coach.reglages import Reglages

PROTOCOLE_HABITUEL = "analyse-de-pratique"

_AUTEUR_D_ESSAI = "moi"


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
    """Les services du coach, réglés pour cette personne. Lève `ErreurDeReferentiel`.

    La lecture tient compte de ce que ce carnet retient des corrections, à tout moment.
    """
    return _services(carnet.auteur, reglages, LectureApprise(carnet))


def _services(auteur: str, reglages: Reglages, lecture: LectureApprise) -> Contexte:
    return Contexte(
        auteur=auteur,
        horloge=maintenant,
        nouvel_id=nouvel_id,
        lire=lecture.lire,
        memoire=lecture.memoire,
        relier=liens.relier,
        remarquer=confidentialite.remarquer_chacun,
        detecter=confidentialite.detecter,
        referentiels=tuple(referentiels.charger(r) for r in reglages.referentiels),
        pays=reglages.pays,
        appui=reglages.appui,
        accord=reglages.accord,
    )


def ouvrir_essai(protocole: Protocole, reglages: Reglages) -> Moteur:
    """Le moteur d'une séance dont rien ne sera gardé. Lève `ErreurDeReferentiel`."""
    depot = DepotEnMemoire(_AUTEUR_D_ESSAI, maintenant, nouvel_id)
    services = _services(_AUTEUR_D_ESSAI, reglages, LectureApprise(depot))
    return Moteur(nouvel_id(), protocole, depot, services)


def ouvrir_moteur(
    carnet: Carnet,
    contexte: Contexte,
    *,
    protocole: str = PROTOCOLE_HABITUEL,
    flux: str | None = None,
) -> Moteur:
    """Le moteur d'une séance neuve de ce protocole, ou de la séance `flux`, sous le sien.

    Il reçoit l'histoire de la personne, relue à ce moment. Lève `ErreurDeProtocole` si le
    protocole n'existe pas, et les erreurs du carnet.
    """
    evenements = carnet.evenements(flux) if flux is not None else []
    choisi = charger_protocole(protocole_de(evenements) or protocole)
    passe = replace(contexte, histoire=histoire(carnet, flux or ""))
    return Moteur(flux or nouvel_id(), choisi, carnet, passe, evenements)


def protocole_de(evenements: Sequence[Evenement]) -> str | None:
    """Le protocole sous lequel une séance s'est ouverte, ou rien."""
    return next((e.protocole for e in evenements if isinstance(e, SeanceOuverte)), None)
