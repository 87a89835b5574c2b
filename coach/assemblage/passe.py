"""L'histoire de la personne : ce que le coach sait des séances d'avant en en ouvrant une."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from coach import referentiels
from coach.carnet import Carnet
from coach.dialogues.estompage import FOIS_TENUES
from coach.dialogues.histoire import AjustementPasse, Histoire, Passage, SeancePassee
from coach.dialogues.suivis import ajustement_demande
from coach.modeles.evenements import QuestionPosee, RelancePosee
from coach.modeles.repli import plier
from coach.modeles.seance import EtatSeance

_RELUES = 12
"""Séances relues en entier pour savoir comment chaque étape s'est passée."""


@lru_cache(maxsize=_RELUES + 1)
def _relire(carnet: Carnet, flux: str, _version: tuple[int, int]) -> EtatSeance:
    """La séance repliée ; gardée tant que rien ne s'écrit au carnet."""
    return plier(flux, carnet.evenements(flux))


def histoire(carnet: Carnet, sauf: str = "") -> Histoire:
    """Ce que le coach sait du passé en ouvrant la séance `sauf` (vide : neuve), sans rien d'elle.

    La même tant que rien ne s'écrit au carnet : la demander d'avance épargne l'attente.
    """
    return _histoire(carnet, sauf, carnet.version())


@lru_cache(maxsize=2)
def _histoire(carnet: Carnet, sauf: str, version: tuple[int, int]) -> Histoire:
    passe = carnet.passe(sauf)
    relues = [_relire(carnet, s.id, version) for s in passe.seances[:_RELUES]]
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
