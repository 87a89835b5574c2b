"""Ce que la démonstration raconte : des séances et leurs suites, écrites en TOML."""

import tomllib
from datetime import time
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from coach.modeles.base import EtatAjustement, Niveau
from coach.modeles.lecture import Nature

_ICI = Path(__file__).parent


class _Donnee(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Moment(_Donnee):
    """Quand : tant de jours avant le jour de la démonstration, à cette heure."""

    jours_avant: int = Field(ge=0)
    heure: time = time(20, 30)

    @property
    def ordre(self) -> tuple[int, time]:
        """De quoi ranger du plus ancien au plus récent."""
        return -self.jours_avant, self.heure


class Correction(_Donnee):
    """Un passage dont la personne dit elle-même la nature."""

    passage: str
    nature: Nature


class Lien(_Donnee):
    """Une compétence (« cip:CP11 ») reliée à la séance, avec l'extrait qui la montre."""

    competence: str
    extrait: str
    justification: str


class Suivi(Moment):
    """Ce que l'ajustement de la séance est devenu, et quand on l'a dit.

    Dit dans la séance de ce jour-là si le coach y pose la question, sinon après elle.
    """

    heure: time = time(22, 30)
    etat: EtatAjustement
    appris: str = ""


class SeanceRacontee(Moment):
    """Une séance entière.

    `reponses` : par « etape.question » ; ce qui n'y est pas est passé. `relances` : par étape, dans
    l'ordre où elles viennent. `choix` : par « etape.question », des valeurs offertes. `jusqu_a` :
    l'étape où la personne s'est arrêtée ; elle n'a alors pas terminé, et `brouillon` est la phrase
    qu'elle y laisse en plan. `ailleurs` : les parentes où la même preuve compte aussi.
    """

    protocole: str
    reponses: dict[str, str]
    relances: dict[str, tuple[str, ...]] = {}
    choix: dict[str, tuple[str, ...]] = {}
    liens: tuple[Lien, ...] = ()
    ailleurs: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    etiquettes: tuple[str, ...] = ()
    suivis: tuple[Suivi, ...] = ()
    jusqu_a: str = ""
    brouillon: str = ""


class Note(Moment):
    """Une note prise dans la journée."""

    texte: str


class Positionnement(Moment):
    """Une auto-évaluation, ou le regard d'un tiers (`par`), sur « cip:CP11 »."""

    competence: str
    niveau: Niveau
    justification: str = ""
    par: str = "moi"
    item: int | None = None


class PreuveApportee(Moment):
    """Une preuve apportée à la main."""

    competence: str
    extrait: str
    source: str
    temoin: str = ""


class Suites(_Donnee):
    """Ce qui n'appartient à aucune séance."""

    notes: tuple[Note, ...] = ()
    positionnements: tuple[Positionnement, ...] = ()
    preuves: tuple[PreuveApportee, ...] = ()


class Personne(_Donnee):
    """Qui écrit : de quoi régler le coach comme elle."""

    pays: Literal["FR", "BE", "CH"]
    referentiels: tuple[str, ...]
    nom: str
    accord: Literal["feminin", "masculin", "neutre"]


@cache
def seances() -> tuple[SeanceRacontee, ...]:
    """Toutes les séances, de la plus ancienne à la plus récente."""
    fichiers = sorted((_ICI / "seances").glob("*.toml"))
    lues = (SeanceRacontee.model_validate(_lire(fichier)) for fichier in fichiers)
    return tuple(sorted(lues, key=lambda seance: seance.ordre))


@cache
def suites() -> Suites:
    """Les notes, les positionnements et les preuves apportées."""
    return Suites.model_validate(_lire(_ICI / "suites.toml"))


@cache
def personne() -> Personne:
    """La personne dont c'est le carnet."""
    return Personne.model_validate(_lire(_ICI / "personne.toml"))


def _lire(fichier: Path) -> dict[str, object]:
    return tomllib.loads(fichier.read_text("utf-8"))
