"""Les répétitions d'un livret parmi les séances : retrouver la sienne, et ce qui fut demandé."""

from collections.abc import Iterable

from coach.carnet import Carnet, Filtre
from coach.livret.repli import Livret
from coach.modeles.evenements import Evenement, QuestionPosee

PROTOCOLE = "oral"
"""Le protocole interne sous lequel une répétition se relit."""


def inachevee(carnet: Carnet, livret: Livret) -> str:
    """La répétition de ce livret restée en chemin, la plus récente ; ou rien."""
    for resume in carnet.lister(Filtre(protocoles=(PROTOCOLE,))):
        if not resume.termine and _est_de(carnet.evenements(resume.id), livret):
            return resume.id
    return ""


def deja_posees(carnet: Carnet, livret: Livret, sauf: str) -> set[str]:
    """Les questions posées dans les autres répétitions de ce livret."""
    posees: set[str] = set()
    for resume in carnet.lister(Filtre(protocoles=(PROTOCOLE,))):
        if resume.id != sauf:
            siens = carnet.evenements(resume.id)
            if _est_de(siens, livret):
                posees |= {e.question for e in siens if isinstance(e, QuestionPosee)}
    return posees


def _est_de(evenements: Iterable[Evenement], livret: Livret) -> bool:
    debut = f"presentation:{marque(livret)}:"
    return any(isinstance(e, QuestionPosee) and e.question.startswith(debut) for e in evenements)


def duree_dite(evenements: Iterable[Evenement]) -> int:
    """La durée que disait l'ouverture d'une répétition, ou zéro."""
    for evenement in evenements:
        if isinstance(evenement, QuestionPosee) and evenement.question.startswith("presentation:"):
            dite = evenement.question.rpartition(":")[2]
            return int(dite) if dite.isdecimal() else 0
    return 0


def marque(livret: Livret) -> str:
    """De quoi reconnaître le livret, sans rien dire de quand il fut ouvert."""
    return livret.id[-10:]
