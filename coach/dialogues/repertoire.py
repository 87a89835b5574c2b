"""Le catalogue des relances : à quoi chacune réagit, où elle se propose, comment elle se dit."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from coach.dialogues.script import Etape, Genre
from coach.dialogues.signes import SIGNES
from coach.modeles.lecture import Nature

PRETE_A_AUTRUI = "prete_a_autrui"
"""Le signe d'un passage, et non d'une réponse entière."""

_FICHIER = Path(__file__).with_name("relances.toml")


class Relance(BaseModel):
    """Une relance : ce à quoi elle réagit, et ses formulations ({cite}, {mot} : les mots exacts).

    Le sens de chaque champ est dit en tête de `relances.toml`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    attendue: Nature | None = None
    natures: tuple[Nature, ...] = ()
    sous_types: tuple[str, ...] = ()
    si: str = ""
    sauf: str = ""
    sauf_pres: Nature | None = None
    mot: str = ""
    signe: str = ""
    etapes: tuple[Nature | Literal["aucune"], ...] = ()
    avec: tuple[str, ...] = ()
    genres: tuple[Genre, ...] = ()
    seule: bool = False
    reformule: bool = False
    formulations: tuple[str, ...] = Field(min_length=1)
    sans_citation: tuple[str, ...] = ()

    @field_validator("signe")
    @classmethod
    def _signe_connu(cls, signe: str) -> str:
        if signe and signe != PRETE_A_AUTRUI and signe not in SIGNES:
            raise ValueError(f"signe inconnu : {signe}")
        return signe

    @property
    def toutes(self) -> tuple[str, ...]:
        """Les formulations avec citation, puis sans : leur rang sert d'identifiant."""
        return self.formulations + self.sans_citation

    def accompagne(self, etape: Etape) -> bool:
        """Vrai si la relance se propose à cette étape sans y être nommée."""
        if etape.genre in self.genres:
            return True
        if self.seule and len(etape.questions) > 1:
            return False
        nature = etape.attendue or "aucune"
        return bool(set(self.avec) & set(etape.relances)) and (
            not self.etapes or nature in self.etapes
        )


@cache
def catalogue() -> dict[str, Relance]:
    """Toutes les relances, par identifiant."""
    donnees = tomllib.loads(_FICHIER.read_text(encoding="utf-8"))
    return {r.id: r for r in (Relance.model_validate(d) for d in donnees["relances"])}


def prevues(etape: Etape) -> list[Relance]:
    """Les relances possibles à cette étape : celles qu'elle nomme, puis leurs compagnes."""
    nommees = [catalogue()[nom] for nom in etape.relances if nom in catalogue()]
    compagnes = [r for r in catalogue().values() if r.accompagne(etape) and r not in nommees]
    return nommees + compagnes
