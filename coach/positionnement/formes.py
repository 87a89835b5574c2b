"""Ce que l'activité reçoit et ce qu'elle rend : le dépôt, la question, la réponse gardée."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from coach.carnet.vues import Brouillon, Preuve
from coach.confidentialite import Alerte
from coach.erreurs import ErreurEnClair
from coach.modeles.evenements import Evenement
from coach.modeles.journal import AConsigner
from coach.modeles.progression import Cible, Regard
from coach.modeles.referentiel import Competence, Item
from coach.positionnement.choix import Raison
from coach.positionnement.ecarts import Ecart
from coach.positionnement.paroles import dire


class Depot(Protocol):
    """Là où les réponses sont gardées : le carnet, ou une liste en mémoire."""

    def evenements(self, flux: str) -> list[Evenement]:
        """Le journal d'un flux, en ordre."""

    def consigner_ensemble(self, faits: Sequence[AConsigner]) -> list[Evenement]:
        """Écrit des événements du carnet d'un seul geste : tous, ou aucun."""

    def brouillon(self, flux: str) -> Brouillon | None:
        """Ce qui était en train de s'écrire, ou rien."""

    def garder_brouillon(self, flux: str, question: str, texte: str) -> None:
        """Garde ce qui s'écrit ; vide, l'efface."""


class RienAFaire(ErreurEnClair):
    """Le geste demandé n'a pas de sens ici ; le message le dit en une phrase."""

    def __init__(self, cle: str) -> None:
        super().__init__(dire(f"refus.{cle}"))


class MotRequis(Exception):
    """La réponse demande un mot : un niveau change, ou c'est le regard d'une autre personne.

    Le message est la question à poser ; rien n'est écrit.
    """

    def __init__(self, raison: Literal["change", "tiers"]) -> None:
        super().__init__(dire(f"mot.{raison}"))
        self.raison = raison


@dataclass(frozen=True)
class Question:
    """Ce qui se regarde maintenant.

    `item` : rien pour la compétence elle-même ; `dernier` : ce que la même personne en disait ;
    `autres` : le dernier mot de chaque autre, jamais montré à un tiers avant le sien ; `preuves` :
    celles de la compétence, la plus récente d'abord ; `enonces` : ce qu'elle dit de ses énoncés.
    """

    cible: Cible
    raison: Raison
    competence: Competence
    item: Item | None
    dernier: Regard | None
    autres: tuple[Regard, ...]
    preuves: tuple[Preuve, ...]
    enonces: tuple[tuple[Item, Regard], ...]


@dataclass(frozen=True)
class Fait:
    """Une réponse gardée : ce qu'elle change, ce qui étonne, et ce que d'autres en disent."""

    regard: Regard
    avant: Regard | None
    ecart: Ecart | None
    autres: tuple[Regard, ...]
    preuves: tuple[Preuve, ...]
    alerte: Alerte | None = None

    @property
    def change(self) -> bool:
        """Vrai si le niveau n'est plus celui d'avant."""
        return self.avant is not None and self.avant.niveau != self.regard.niveau
