"""Le plan d'action tel qu'il se lit un jour donné : des fiches figées, rangées par groupes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from coach.modeles.base import EtatAjustement

Groupe = Literal["echus", "a_venir", "sans_date", "faits", "abandonnes"]

GROUPES: tuple[Groupe, ...] = ("echus", "a_venir", "sans_date", "faits", "abandonnes")
"""Les groupes, dans l'ordre où ils se montrent."""

OUVERTS: frozenset[EtatAjustement] = frozenset({"a_faire", "en_cours"})
"""Les états où il reste à faire."""


@dataclass(frozen=True, slots=True)
class Pas:
    """Un suivi : ce qui fut dit de l'ajustement à un moment.

    `echeance` : la nouvelle, s'il fut reporté ; `seance` : celle où cela fut dit, s'il vient de là.
    """

    id: str
    quand: datetime
    etat: EtatAjustement
    echeance: date | None = None
    appris: str = ""
    seance: str | None = None


@dataclass(frozen=True, slots=True)
class Engagement:
    """Un ajustement, d'où il vient et ce qu'il est devenu.

    `jour` : celui de sa séance (`journal`, `titre`) ; `echeance` : celle d'aujourd'hui, `prevue` :
    celle décidée d'abord ; `moment` : le « quand » dans les mots de la personne ; `appris` : le
    dernier dit ; `histoire` : les suivis qui tiennent, du plus ancien au plus récent.
    """

    id: str
    texte: str
    moment: str
    echeance: date | None
    prevue: date | None
    indicateur: str
    etat: EtatAjustement
    appris: str
    decide_le: datetime
    journal: str
    titre: str
    jour: date
    histoire: tuple[Pas, ...] = ()

    @property
    def ouvert(self) -> bool:
        """Vrai tant qu'il n'est ni fait ni abandonné."""
        return self.etat in OUVERTS

    @property
    def dernier_mot(self) -> datetime:
        """Quand la personne en a parlé pour la dernière fois."""
        return self.histoire[-1].quand if self.histoire else self.decide_le

    def echu(self, aujourd_hui: date) -> bool:
        """Vrai si son échéance est passée, et qu'il est encore ouvert."""
        return self.ouvert and self.echeance is not None and self.echeance < aujourd_hui

    def groupe(self, aujourd_hui: date) -> Groupe:
        """Le groupe où il se range ce jour-là."""
        if not self.ouvert:
            return "faits" if self.etat == "fait" else "abandonnes"
        if self.echeance is None:
            return "sans_date"
        return "echus" if self.echu(aujourd_hui) else "a_venir"


@dataclass(frozen=True, slots=True)
class Plan:
    """Les ajustements d'un jour, dans l'ordre où ils se montrent : groupe par groupe.

    Les échus et les à venir par échéance, les sans date du plus ancien au plus récent, les clos
    du dernier clos au premier.
    """

    jour: date
    engagements: tuple[Engagement, ...] = ()

    def groupes(self) -> dict[Groupe, tuple[Engagement, ...]]:
        """Chaque groupe qui a quelque chose, en ordre."""
        ranges: dict[Groupe, list[Engagement]] = {groupe: [] for groupe in GROUPES}
        for engagement in self.engagements:
            ranges[engagement.groupe(self.jour)].append(engagement)
        return {groupe: tuple(siens) for groupe, siens in ranges.items() if siens}
