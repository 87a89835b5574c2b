"""Ce que l'accueil montre du carnet : peu de fiches, pour qu'il s'ouvre vite."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.modeles.base import EtatAjustement


@dataclass(frozen=True, slots=True)
class Resume:
    """Une séance dans une liste ; `titre` est vide tant que rien ne le donne.

    `etiquettes` : dans l'ordre alphabétique ; l'aperçu de l'accueil ne les donne pas.
    """

    id: str
    titre: str
    protocole: str
    cree_le: datetime
    modifie_le: datetime
    termine: bool
    etiquettes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """Un ajustement et ce qu'il est devenu."""

    id: str
    seance: str
    texte: str
    moment: str
    echeance: date | None
    indicateur: str
    etat: "EtatAjustement"
    appris: str
    decide_le: datetime


@dataclass(frozen=True, slots=True)
class Apercu:
    """Ce que montre l'accueil : des nombres, et les premières lignes de chaque liste.

    `a_reprendre` : les dernières touchées ; `finies` : les dernières menées à leur terme ;
    `dus` : les ajustements à regarder, le plus ancien d'abord.
    """

    seances: int = 0
    inachevees: int = 0
    a_reprendre: tuple[Resume, ...] = ()
    finies: tuple[Resume, ...] = ()
    dus: tuple[Action, ...] = ()
    nombre_de_dus: int = 0
