"""Le journal, suite d'événements : ordre total, annulations, ligne canonique, rédaction."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from coach.modeles.base import Auteur, Entete, Suite
from coach.modeles.evenements import Evenement, EvenementAnnule

E = TypeVar("E", bound=Evenement)
"""Une sorte d'événement : qui la donne à écrire reçoit un événement de cette sorte."""

AConsigner = tuple[type[Evenement], Mapping[str, Any]]
"""Une sorte d'événement et ses champs ; ce qui tient à son flux, la plume l'y met."""

AUTEUR_DU_COACH: Auteur = "coach"
"""Signe ce que le coach demande ; la personne signe le reste."""


def en_ordre(evenements: Iterable[Evenement]) -> list[Evenement]:
    """Les événements dans l'ordre total (`rang`, `auteur`, `id`), chacun une seule fois."""
    return sorted({e.id: e for e in evenements}.values(), key=lambda e: e.ordre)


def vivants(evenements: Iterable[Evenement]) -> list[Evenement]:
    """Ce qui tient encore, en ordre, sans les annulations elles-mêmes.

    Une annulation ne porte que sur ce qui la précède ; annulée, elle ne compte plus ; la suite
    d'un acte annulé tombe avec lui.
    """
    ordre = en_ordre(evenements)
    annules: set[str] = set()
    morts: set[str] = set()
    for evenement in reversed(ordre):
        if evenement.id in annules:
            morts.add(evenement.id)
        elif isinstance(evenement, EvenementAnnule):
            annules.add(evenement.cible)
    gardes: list[Evenement] = []
    for evenement in ordre:
        if isinstance(evenement, Suite) and evenement.apres in morts:
            morts.add(evenement.id)
        if evenement.id not in morts and not isinstance(evenement, EvenementAnnule):
            gardes.append(evenement)
    return gardes


def ligne_canonique(evenement: Entete) -> str:
    """L'événement en une ligne JSON : clés triées, sans blanc ni échappement ASCII, sans vides."""
    return json.dumps(
        evenement.model_dump(mode="json", exclude_none=True),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


@dataclass
class Plume:
    """Écrit les événements d'un flux : tient le rang, demande l'heure et l'identifiant.

    `horloge` rend une date avec décalage horaire ; `nouvel_id` rend un ULID jamais vu.
    """

    flux: str
    auteur: str
    horloge: Callable[[], datetime]
    nouvel_id: Callable[[], str]
    rang: int = 0

    def ecrire(
        self,
        sorte: type[E],
        *,
        auteur: str | None = None,
        quand: datetime | None = None,
        **champs: Any,
    ) -> E:
        """Un nouvel événement au rang suivant, signé `auteur` (par défaut, la personne).

        `quand` : l'heure qu'il est, sauf pour redire ailleurs ce qui fut dit un autre jour.
        """
        self.rang += 1
        return sorte(
            id=self.nouvel_id(),
            flux=self.flux,
            rang=self.rang,
            auteur=auteur or self.auteur,
            quand=quand or self.horloge(),
            **champs,
        )
