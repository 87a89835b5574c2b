"""Ce qui a été appris des récits étiquetés : la part des thèmes, la fréquence des mots courants,
les mots ordinaires.

Les deux fichiers sont facultatifs, petits et lisibles ; `benchmarks/apprendre_liens.py` les écrit.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from coach.referentiels.erreurs import ErreurDeReferentiel
from coach.ressources import dossier_des_donnees


class PoidsInvalides(ErreurDeReferentiel):
    """Un fichier de poids ne se lit pas ; le message nomme le fichier."""


@dataclass(frozen=True)
class Poids:
    """Poids des thèmes par compétence (`themes[theme][code]`) et biais par compétence."""

    biais: Mapping[str, float] = field(default_factory=dict)
    themes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


class _Fichier(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    biais: dict[str, float] = {}
    themes: dict[str, dict[str, float]] = {}
    frequences: dict[str, float] = {}
    ordinaires: tuple[str, ...] = ()


def charger_poids(referentiel: str) -> Poids | None:
    """Les poids appris pour ce référentiel (`poids-<id>.toml`), ou rien. Lève `PoidsInvalides`."""
    lu = _lire(f"poids-{referentiel}.toml")
    return Poids(lu.biais, lu.themes) if lu else None


def charger_frequences() -> Mapping[str, float]:
    """Part des récits où paraît chaque entrée courante. Lève `PoidsInvalides`."""
    lu = _lire("frequences.toml")
    return lu.frequences if lu else {}


def charger_ordinaires() -> frozenset[str]:
    """Les racines des mots que les récits emploient quoi qu'ils disent. Lève `PoidsInvalides`."""
    lu = _lire("frequences.toml")
    return frozenset(lu.ordinaires) if lu else frozenset()


@cache
def _lire(nom: str) -> _Fichier | None:
    fichier: Path = dossier_des_donnees("referentiels") / nom
    if not fichier.is_file():
        return None
    try:
        return _Fichier.model_validate(tomllib.loads(fichier.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as erreur:
        raise PoidsInvalides(f"{nom} ne se lit pas : {erreur}.") from erreur
