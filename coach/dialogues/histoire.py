"""Ce que le moteur reçoit du passé de la personne : figé, déjà lu, sans entrée-sortie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from coach.modeles.base import EtatAjustement
from coach.modeles.lecture import Decision


@dataclass(frozen=True)
class SeancePassee:
    """Une séance d'avant ; `etapes` : celles où elle a reçu une réponse ; `themes` : ceux des
    compétences que la personne y a reliées (identifiants)."""

    id: str
    date: date
    titre: str
    protocole: str
    etapes: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AjustementPasse:
    """Une action décidée dans une séance d'avant, et ce qu'elle est devenue.

    `demandes` : le nombre de séances où le coach en a demandé des nouvelles sans réponse ;
    `demande_le` : le dernier jour où il en a demandé, avec ou sans réponse.
    """

    id: str
    texte: str
    decide_le: date
    echeance: date | None = None
    etat: EtatAjustement = "a_faire"
    appris: str = ""
    demandes: int = 0
    demande_le: date | None = None


@dataclass(frozen=True)
class Passage:
    """Ce qu'une étape a reçu dans une séance d'avant.

    `texte` : la réponse à sa question, vide si elle fut passée ; `decisions` : les corrections de
    la personne ; `relances` : le nombre de relances qu'il a fallu y poser.
    """

    date: date
    texte: str
    decisions: tuple[Decision, ...] = ()
    relances: int = 0


@dataclass(frozen=True)
class Histoire:
    """Le passé utile à une séance ; vide pour une première.

    `seances` : les plus récentes d'abord ; `ajustements` : ceux qui restent ouverts ;
    `formulations` : pour chaque relance, les rangs de ses formulations déjà dites, la dernière
    d'abord, sans répétition ; `passages` : pour chaque étape, ses dernières fois, la dernière
    d'abord.
    """

    seances: Sequence[SeancePassee] = ()
    ajustements: Sequence[AjustementPasse] = ()
    formulations: Mapping[str, Sequence[int]] = field(default_factory=dict)
    passages: Mapping[str, Sequence[Passage]] = field(default_factory=dict)

    def dites(self, relance: str) -> Sequence[int]:
        """Les formulations de cette relance déjà dites, la dernière d'abord."""
        return self.formulations.get(relance, ())

    def passages_de(self, etape: str) -> Sequence[Passage]:
        """Les dernières fois de cette étape, la dernière d'abord."""
        return self.passages.get(etape, ())
