"""Les réglages de la personne, lus dans `reglages.toml` ; abîmé, il n'empêche jamais rien."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from coach.catalogue import Catalogue
from coach.referentiels import avertissements as avertissements_des_referentiels
from coach.referentiels import identifiants

FICHIER = "reglages.toml"

_dire = Catalogue(__file__).dire


class Reglages(BaseModel):
    """Ce que la personne a choisi.

    `pays` : celui des lignes d'aide, ou rien ; `referentiels` : ceux qu'elle suit, en ordre.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    pays: Literal["FR", "BE", "CH"] | None = None
    referentiels: tuple[str, ...] = Field(default=("cip",), min_length=1)

    @field_validator("referentiels")
    @classmethod
    def _livres(cls, valeur: tuple[str, ...]) -> tuple[str, ...]:
        if set(valeur) - set(identifiants()):
            raise ValueError("référentiel inconnu")
        return tuple(dict.fromkeys(valeur))


@dataclass(frozen=True)
class ReglagesLus:
    """Les réglages, et ce qu'il faut dire de leur fichier (rien quand tout va bien)."""

    reglages: Reglages
    avertissements: tuple[str, ...] = ()


def lire(dossier: Path) -> ReglagesLus:
    """Les réglages de ce dossier ; ce qui est absent ou abîmé prend la valeur d'habitude."""
    fichier = dossier / FICHIER
    try:
        texte = fichier.read_bytes().decode("utf-8-sig")
        donnees = tomllib.loads(texte)
    except (FileNotFoundError, NotADirectoryError):
        return ReglagesLus(Reglages())
    except OSError:
        return ReglagesLus(Reglages(), (_dire("reglages.interdit", fichier=fichier),))
    except (ValueError, RecursionError) as refus:
        # ValueError : le refus de tomllib, un texte qui n'est pas en UTF-8
        trouve = re.search(r"at line (\d+)", str(refus))
        ligne = _dire("reglages.ligne", ligne=trouve[1]) if trouve else ""
        phrase = _dire("reglages.illisible", fichier=fichier, ligne=ligne)
        return ReglagesLus(Reglages(), (phrase,))
    return _valider(donnees, fichier)


def _valider(donnees: dict[str, Any], fichier: Path) -> ReglagesLus:
    """Garde chaque réglage bien écrit, et dit pourquoi les autres sont écartés."""
    avertissements = [
        _dire("reglages.inconnu", nom=nom, fichier=fichier)
        for nom in donnees
        if nom not in Reglages.model_fields
    ]
    gardes: dict[str, Any] = {}
    for nom in Reglages.model_fields:
        if nom not in donnees:
            continue
        try:
            Reglages.model_validate({nom: donnees[nom]})
            gardes[nom] = donnees[nom]
        except ValidationError:
            choix = ", ".join(identifiants())
            avertissements.append(_dire(f"reglages.{nom}", fichier=fichier, choix=choix))
            if nom == "referentiels":  # un des siens, mis de côté, peut être ce qui manque
                avertissements.extend(avertissements_des_referentiels())
    return ReglagesLus(Reglages.model_validate(gardes), tuple(avertissements))
