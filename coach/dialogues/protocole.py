"""Un protocole : le script d'une séance, étape par étape. Une donnée, validée à la lecture."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from coach.modeles.lecture import Nature

_DOSSIER = Path(__file__).parent / "protocoles"


class ErreurDeProtocole(Exception):
    """Un protocole introuvable ou mal écrit ; le message dit où et quoi faire."""


class _Donnee(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Question(_Donnee):
    """Une question ouverte, avec ses formulations ; `courte` : une ligne suffit."""

    id: str = Field(pattern="^[a-z_]+$")
    formulations: tuple[str, ...] = Field(min_length=1)
    aide: str = ""
    courte: bool = False
    attendue: Nature | None = None


class Etape(_Donnee):
    """Une étape : son but, ses questions, la nature attendue, ce qu'elle rappelle et relance.

    `genre` choisit le déroulé ; `rappels` : la nature des passages d'avant qui y sont redonnés ;
    `relances` : par ordre de préférence, `relances_max` au plus (jamais plus de deux).
    """

    id: str = Field(pattern="^[a-z_]+$")
    titre: str
    but: str
    genre: Literal["texte", "emotions", "ajustement", "competences", "cloture"] = "texte"
    questions: tuple[Question, ...] = ()
    attendue: Nature | None = None
    rappels: Nature | None = None
    relances: tuple[str, ...] = ()
    relances_max: int = Field(default=0, ge=0, le=2)

    def question(self, identifiant: str) -> Question | None:
        """La question de ce nom, ou rien (les questions composées n'en ont pas)."""
        return next((q for q in self.questions if q.id == identifiant), None)


class Protocole(_Donnee):
    """Un protocole entier."""

    id: str = Field(pattern="^[a-z][a-z0-9-]*$")
    titre: str
    version: int = Field(ge=1)
    resume: str
    quand: str
    duree_minutes: int = Field(ge=1, le=240)
    competences: tuple[str, ...] = ()
    accueil: str
    etapes: tuple[Etape, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _identifiants_uniques(self) -> "Protocole":
        etapes = [e.id for e in self.etapes]
        if len(set(etapes)) != len(etapes):
            raise ValueError("deux étapes portent le même identifiant")
        for etape in self.etapes:
            questions = [q.id for q in etape.questions]
            if len(set(questions)) != len(questions):
                raise ValueError(f"l'étape « {etape.id} » a deux questions du même nom")
            if etape.genre != "competences" and not questions:
                raise ValueError(f"l'étape « {etape.id} » n'a aucune question")
        return self

    def etape(self, identifiant: str) -> Etape | None:
        """L'étape de ce nom, ou rien."""
        return next((e for e in self.etapes if e.id == identifiant), None)

    def numero(self, identifiant: str) -> int:
        """Le numéro de l'étape, à partir de 1 ; 0 si elle n'existe pas."""
        return next((n for n, e in enumerate(self.etapes, 1) if e.id == identifiant), 0)


def identifiants() -> tuple[str, ...]:
    """Les protocoles livrés, par ordre alphabétique."""
    return tuple(sorted(f.stem for f in _DOSSIER.glob("*.toml")))


@cache
def charger(identifiant: str) -> Protocole:
    """Le protocole de ce nom. Lève `ErreurDeProtocole` s'il n'existe pas ou se lit mal."""
    if identifiant not in identifiants():
        connus = ", ".join(identifiants())
        raise ErreurDeProtocole(
            f"Aucun protocole ne s'appelle « {identifiant} ». Protocoles disponibles : {connus}."
        )
    chemin = _DOSSIER / f"{identifiant}.toml"
    try:
        return Protocole.model_validate(tomllib.loads(chemin.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as erreur:
        raise ErreurDeProtocole(
            f"Le protocole « {chemin.name} » ne se lit pas : {erreur}"
        ) from erreur
