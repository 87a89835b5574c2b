"""Une séance, telle que son journal la donne : échanges, décisions, liens, ajustements."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from coach.modeles.base import Ancre
from coach.modeles.evenements import AideMontree, EmotionChoisie, QuestionPosee, RelancePosee
from coach.modeles.lecture import Decision


@dataclass(frozen=True)
class Reponse:
    """Une réponse telle qu'elle se lit aujourd'hui ; `version` : l'événement qui porte ce texte."""

    id: str
    etape: str
    question: str
    texte: str
    quand: datetime
    version: str
    choix: tuple[str, ...] = ()


@dataclass(frozen=True)
class Echange:
    """Une question ou une relance, et ce qui en est advenu."""

    demande: QuestionPosee | RelancePosee
    reponse: Reponse | None = None
    passee: str | None = None

    @property
    def ouvert(self) -> bool:
        """Vrai tant que la personne n'a ni répondu ni passé."""
        return self.acte is None

    @property
    def acte(self) -> str | None:
        """L'événement par lequel la personne a répondu ou passé, s'il y en a un."""
        return self.reponse.id if self.reponse else self.passee


@dataclass(frozen=True)
class Detachee:
    """Une ancre dont le passage n'est plus dans la réponse, ou s'y trouve plusieurs fois."""

    ancre: Ancre
    evenement: str


@dataclass(frozen=True)
class LienFait:
    """Une compétence reliée ; `debut` est rien quand l'extrait s'est détaché de sa réponse."""

    id: str
    referentiel: str
    code: str
    millesime: str
    extrait: str
    justification: str
    ancre: Ancre | None
    debut: int | None


@dataclass(frozen=True)
class Ajustement:
    """Une action décidée ; `echeance` est rien quand la date ne se lisait pas."""

    id: str
    texte: str
    moment: str
    echeance: date | None
    indicateur: str
    decide_le: datetime


@dataclass(frozen=True)
class EtatSeance:
    """Tout ce qu'une séance contient, à un moment de son journal.

    `traites` : les actes dont le coach a déjà tiré une émotion, un lien ou un ajustement.
    """

    id: str
    protocole: str = ""
    referentiels: tuple[str, ...] = ()
    titre: str = ""
    cree_le: datetime | None = None
    modifie_le: datetime | None = None
    note: str | None = None
    echanges: tuple[Echange, ...] = ()
    decisions: dict[str, tuple[Decision, ...]] = field(default_factory=dict)
    detachees: tuple[Detachee, ...] = ()
    liens: tuple[LienFait, ...] = ()
    ajustements: tuple[Ajustement, ...] = ()
    emotions: tuple[EmotionChoisie, ...] = ()
    etiquettes: tuple[str, ...] = ()
    traites: frozenset[str] = frozenset()
    etape_reprise: str | None = None
    aide: AideMontree | None = None
    fin: Literal["refermee", "vive", "non_dit"] | None = None

    @property
    def terminee(self) -> bool:
        """Vrai quand la séance est allée à son terme."""
        return self.fin is not None

    @property
    def reponses(self) -> tuple[Reponse, ...]:
        """Les réponses, dans l'ordre où elles furent données."""
        return tuple(e.reponse for e in self.echanges if e.reponse is not None)

    def reponse(self, identifiant: str) -> Reponse | None:
        """La réponse de cet identifiant, ou rien."""
        return next((r for r in self.reponses if r.id == identifiant), None)

    def de_l_etape(self, etape: str) -> tuple[Echange, ...]:
        """Les échanges d'une étape, en ordre."""
        return tuple(e for e in self.echanges if e.demande.etape == etape)

    @property
    def en_attente(self) -> Echange | None:
        """La question ou la relance qui attend la personne : la dernière, si elle est ouverte."""
        if not self.echanges or self.terminee or self.etape_reprise:
            return None
        return self.echanges[-1] if self.echanges[-1].ouvert else None
