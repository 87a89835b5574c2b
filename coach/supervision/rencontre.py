"""Une rencontre du groupe : un repli pur de ses événements, d'une copie ou de plusieurs réunies."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    AnnotationPosee,
    ClassementFait,
    Evenement,
    PhaseClose,
    PhaseOuverte,
    RoleAttribue,
    TitreDonne,
)
from coach.modeles.journal import vivants
from coach.modeles.lecture import Nature
from coach.supervision.methode import Methode, Phase


@dataclass(frozen=True)
class PhaseVecue:
    """Une phase où le groupe est entré ; `close_le` est rien tant qu'il y est."""

    id: str
    ouverte_le: datetime
    close_le: datetime | None = None


class Lecteur(NamedTuple):
    """Qui lit : son clavier et son nom. « 2 » sur deux claviers, ce sont deux personnes."""

    auteur: str
    membre: str


@dataclass(frozen=True)
class Passage:
    """Un passage à lire ensemble, et la nature que chaque membre y a lue en dernier."""

    ancre: Ancre
    lectures: tuple[tuple[Lecteur, Nature], ...] = ()


@dataclass(frozen=True)
class Rencontre:
    """Ce que le groupe a fait, à un moment de son journal ; `roles` : celui de chaque membre."""

    titre: str = ""
    roles: dict[str, str] = field(default_factory=dict)
    phases: tuple[PhaseVecue, ...] = ()
    contributions: tuple[AnnotationPosee, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def en_cours(self) -> PhaseVecue | None:
        """La phase ouverte, la dernière si deux copies en ouvraient chacune une."""
        ouvertes = [p for p in self.phases if p.close_le is None]
        return ouvertes[-1] if ouvertes else None

    @property
    def signee(self) -> bool:
        """Vrai si des contributions portent le nom de qui les a dites."""
        return any(c.signature for c in self.contributions)

    def close(self, phase: str) -> bool:
        """Vrai si cette phase s'est refermée : ce qu'elle réservait ne se rouvre plus."""
        return any(p.id == phase and p.close_le is not None for p in self.phases)

    def questions_closes(self, methode: Methode) -> bool:
        """Vrai quand plus aucune question ne peut se poser : alors seulement on interprète."""
        return all(self.close(p.id) for p in methode.phases if "question" in p.contributions)

    def a_venir(self, methode: Methode) -> Phase | None:
        """La phase que la méthode ouvre ensuite, ou rien quand tout est clos."""
        vues = {p.id for p in self.phases}
        return next((p for p in methode.phases if p.id not in vues), None)

    def finie(self, methode: Methode) -> bool:
        """Vrai quand la dernière phase s'est refermée."""
        return self.en_cours is None and self.a_venir(methode) is None


def plier_rencontre(evenements: Iterable[Evenement]) -> Rencontre:
    """La rencontre après ces événements, quel que soit l'ordre où ils arrivent."""
    titre = ""
    roles: dict[str, str] = {}
    phases: dict[str, PhaseVecue] = {}
    contributions: list[AnnotationPosee] = []
    passages: dict[tuple[str, int, str], tuple[Ancre, dict[Lecteur, Nature]]] = {}
    for evenement in vivants(evenements):
        match evenement:
            case TitreDonne():
                titre = evenement.titre
            case RoleAttribue():
                roles[evenement.membre] = evenement.role
            case PhaseOuverte():
                _ouvrir(phases, evenement)
            case PhaseClose():
                _clore(phases, evenement)
            case AnnotationPosee():
                contributions.append(evenement)
            case ClassementFait(ancre=ancre):
                place = (ancre.evenement, ancre.debut, ancre.texte)
                _, lues = passages.setdefault(place, (ancre, {}))
                lues[Lecteur(evenement.auteur, evenement.membre)] = evenement.nature
            case _:
                pass
    return Rencontre(
        titre=titre,
        roles=roles,
        phases=tuple(phases.values()),
        contributions=tuple(contributions),
        passages=tuple(
            Passage(ancre, tuple(sorted(lues.items())))
            for _, (ancre, lues) in sorted(passages.items(), key=lambda place: place[0])
        ),
    )


def _ouvrir(phases: dict[str, PhaseVecue], evenement: PhaseOuverte) -> None:
    """De plusieurs copies, la première entrée compte."""
    vecue = phases.get(evenement.phase)
    quand = min(evenement.quand, vecue.ouverte_le) if vecue else evenement.quand
    close_le = vecue.close_le if vecue else None
    phases[evenement.phase] = PhaseVecue(evenement.phase, quand, close_le)


def _clore(phases: dict[str, PhaseVecue], evenement: PhaseClose) -> None:
    """La première fermeture compte : une seconde copie ne rouvre ni ne prolonge rien."""
    vecue = phases.get(evenement.phase)
    if vecue is not None:
        quand = min(evenement.quand, vecue.close_le or evenement.quand)
        phases[evenement.phase] = PhaseVecue(vecue.id, vecue.ouverte_le, quand)
