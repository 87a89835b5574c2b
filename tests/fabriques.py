"""De quoi fabriquer des séances d'essai : identifiants et heures ne doivent rien au hasard."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import count
from typing import Any, TypeVar

from coach.modeles.base import Ancre, Entete
from coach.modeles.evenements import (
    CompetenceLiee,
    Evenement,
    NoteDeposee,
    QuestionPosee,
    ReponseDonnee,
    SeanceOuverte,
    SeanceTerminee,
)
from coach.modeles.journal import AUTEUR_DU_COACH, Plume

E = TypeVar("E", bound=Entete)

PARIS_EN_HIVER = timezone(timedelta(hours=1))
DEPART = datetime(2026, 3, 3, 18, 0, tzinfo=PARIS_EN_HIVER)
AUTEUR = "0" * 25 + "A"

_LETTRES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid(nombre: int, tete: str = "01J") -> str:
    """Un ULID reconnaissable, le même à chaque fois."""
    chiffres = ""
    for _ in range(26 - len(tete)):
        nombre, reste = divmod(nombre, 32)
        chiffres = _LETTRES[reste] + chiffres
    return tete + chiffres


def horloge_fixe(depart: datetime = DEPART, pas: int = 60) -> Callable[[], datetime]:
    """Une horloge qui avance de `pas` secondes à chaque lecture."""
    tics = count()
    return lambda: depart + timedelta(seconds=pas * next(tics))


_ids = count(1_000_000)


@dataclass
class Seance:
    """Une séance qui s'écrit : garde ses événements et les ajoute où on veut."""

    flux: str
    auteur: str = AUTEUR
    depart: datetime = DEPART
    evenements: list[Evenement] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.plume = Plume(
            self.flux, self.auteur, horloge_fixe(self.depart), lambda: ulid(next(_ids), "02K")
        )
        self.dire(SeanceOuverte, protocole="analyse-de-pratique", referentiels=("cip",))

    def dire(self, sorte: type[E], **champs: Any) -> E:
        evenement = self.plume.ecrire(sorte, **champs)
        self.evenements.append(evenement)  # type: ignore[arg-type]
        return evenement

    def repondre(self, texte: str, etape: str = "faits", question: str = "q") -> ReponseDonnee:
        demande = self.dire(
            QuestionPosee,
            auteur=AUTEUR_DU_COACH,
            etape=etape,
            question=question,
            texte="Que s'est-il passé ?",
        )
        return self.dire(ReponseDonnee, etape=etape, question=demande.id, texte=texte)

    def titrer(self, titre: str) -> ReponseDonnee:
        return self.repondre(titre, etape="situation", question="titre")

    def noter(self, texte: str) -> NoteDeposee:
        return self.dire(NoteDeposee, texte=texte)

    def relier(self, reponse: ReponseDonnee, extrait: str, code: str = "C1") -> CompetenceLiee:
        debut = reponse.texte.index(extrait)
        return self.dire(
            CompetenceLiee,
            referentiel="cip",
            code=code,
            millesime="2020",
            ancre=Ancre(evenement=reponse.id, debut=debut, fin=debut + len(extrait), texte=extrait),
            extrait=extrait,
            justification="C’est là que j’ai tenu le cadre.",
        )

    def finir(self) -> SeanceTerminee:
        return self.dire(SeanceTerminee, etat="refermee")


def seance(nombre: int = 1, **champs: Any) -> Seance:
    """Une séance vide, ouverte, dont l'identifiant dépend de `nombre`."""
    return Seance(ulid(nombre), **champs)
