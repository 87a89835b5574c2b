"""Ce qui met les parties ensemble : le contexte d'une séance, et le moteur qui la mène."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from ulid import ULID

from coach import analyse, confidentialite, liens, referentiels
from coach.carnet import Carnet
from coach.dialogues.contexte import Contexte
from coach.dialogues.estompage import FOIS_TENUES
from coach.dialogues.histoire import AjustementPasse, Histoire, Passage, SeancePassee
from coach.dialogues.memoire import DepotEnMemoire
from coach.dialogues.moteur import Moteur
from coach.dialogues.protocole import Protocole
from coach.dialogues.protocole import charger as charger_protocole
from coach.dialogues.suivis import ajustement_demande
from coach.modeles.evenements import Evenement, QuestionPosee, RelancePosee, SeanceOuverte
from coach.modeles.seance import EtatSeance, plier
from coach.reglages import Reglages

PROTOCOLE_HABITUEL = "analyse-de-pratique"

_AUTEUR_D_ESSAI = "moi"

LECTURES_GARDEES = 512
"""Une même réponse se relit à chaque pas d'une séance : sa lecture se garde."""

_RELUES = 12
"""Séances relues en entier pour savoir comment chaque étape s'est passée."""


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
    return _services(carnet.auteur, reglages)


def _services(auteur: str, reglages: Reglages) -> Contexte:
    return Contexte(
        auteur=auteur,
        horloge=maintenant,
        nouvel_id=nouvel_id,
        lire=lru_cache(maxsize=LECTURES_GARDEES)(analyse.lire),
        relier=liens.relier,
        remarquer=confidentialite.remarquer,
        detecter=confidentialite.detecter,
        referentiels=tuple(referentiels.charger(r) for r in reglages.referentiels),
        pays=reglages.pays,
        appui=reglages.appui,
        accord=reglages.accord,
    )


def ouvrir_essai(protocole: Protocole, reglages: Reglages) -> Moteur:
    """Le moteur d'une séance dont rien ne sera gardé. Lève `ErreurDeReferentiel`."""
    services = _services(_AUTEUR_D_ESSAI, reglages)
    return Moteur(nouvel_id(), protocole, DepotEnMemoire(services), services)


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
    if flux is None:
        choisi, flux, evenements = charger_protocole(protocole), nouvel_id(), []
    else:
        evenements = carnet.evenements(flux)
        choisi = charger_protocole(protocole_de(evenements) or protocole)
    passe = replace(contexte, histoire=histoire(carnet, flux))
    return Moteur(flux, choisi, carnet, passe, evenements)


def protocole_de(evenements: Sequence[Evenement]) -> str | None:
    """Le protocole sous lequel une séance s'est ouverte, ou rien."""
    return next((e.protocole for e in evenements if isinstance(e, SeanceOuverte)), None)


# --- L'histoire de la personne -----------------------------------------------------------------


def histoire(carnet: Carnet, sauf: str) -> Histoire:
    """Ce que le coach sait du passé en ouvrant la séance `sauf`, sans rien d'elle."""
    passe = carnet.passe(sauf)
    relues = [plier(s.id, carnet.evenements(s.id)) for s in passe.seances[:_RELUES]]
    demandes, demande_le = _demandes_passees(relues)
    formulations: dict[str, list[int]] = {}
    for relance, rang in passe.relances:
        if rang not in formulations.setdefault(relance, []):
            formulations[relance].append(rang)
    return Histoire(
        seances=tuple(
            SeancePassee(
                id=s.id,
                date=s.cree_le.date(),
                titre=s.titre,
                protocole=s.protocole,
                etapes=passe.etapes.get(s.id, frozenset()),
                themes=_themes(passe.competences.get(s.id, ())),
            )
            for s in passe.seances
        ),
        ajustements=tuple(
            AjustementPasse(
                id=a.id,
                texte=a.texte,
                decide_le=a.decide_le.date(),
                echeance=a.echeance,
                etat=a.etat,
                appris=a.appris,
                demandes=demandes[a.id],
                demande_le=demande_le.get(a.id),
            )
            for a in passe.ouvertes
        ),
        formulations=formulations,
        passages=_passages(relues),
    )


def _themes(liees: Iterable[tuple[str, str]]) -> frozenset[str]:
    trouves: set[str] = set()
    for referentiel, code in liees:
        try:
            competence = referentiels.charger(referentiel).competence(code)
        except referentiels.ErreurDeReferentiel:
            continue
        trouves |= set(competence.themes) if competence else set()
    return frozenset(trouves)


def _demandes_passees(seances: Iterable[EtatSeance]) -> tuple[Counter[str], dict[str, date]]:
    """De chaque ajustement : combien de fois la question fut passée, et le jour de la dernière.

    Les séances vont de la plus récente à la plus ancienne.
    """
    passees: Counter[str] = Counter()
    derniere: dict[str, date] = {}
    for etat in seances:
        for echange in etat.echanges:
            demande = echange.demande
            nom = ajustement_demande(demande.question) if isinstance(demande, QuestionPosee) else ""
            if nom and not echange.ouvert:
                passees[nom] += echange.passee is not None
                derniere.setdefault(nom, demande.quand.date())
    return passees, derniere


def _passages(seances: Iterable[EtatSeance]) -> dict[str, list[Passage]]:
    """Les dernières fois de chaque étape où il fut répondu, la dernière d'abord."""
    passages: dict[str, list[Passage]] = {}
    for etat in seances:
        for etape in dict.fromkeys(e.demande.etape for e in etat.echanges):
            connus = passages.setdefault(etape, [])
            if len(connus) < FOIS_TENUES and (passage := _passage(etat, etape)):
                connus.append(passage)
    return passages


def _passage(etat: EtatSeance, etape: str) -> Passage | None:
    echanges = etat.de_l_etape(etape)
    reponses = [
        e.reponse
        for e in echanges
        if e.reponse and not e.reponse.choix and isinstance(e.demande, QuestionPosee)
    ]
    if not reponses or etat.cree_le is None:
        return None
    premiere = reponses[0]
    return Passage(
        date=etat.cree_le.date(),
        texte=premiere.texte,
        decisions=etat.decisions.get(premiere.id, ()),
        relances=sum(isinstance(e.demande, RelancePosee) for e in echanges),
    )
