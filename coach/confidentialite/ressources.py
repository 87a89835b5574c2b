"""Les aides humaines à montrer, par pays, et le relais dans l'institution."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import cast, get_args

from pydantic import BaseModel, ConfigDict, Field

from coach.confidentialite.detresse import Aide

PAYS = ("FR", "BE", "CH")


class _Donnees(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Ligne(_Donnees):
    """Un numéro à appeler, son nom, et pour qui ou quand il répond."""

    pays: str = Field(pattern="^(FR|BE|CH)$")
    numero: str = Field(min_length=2)
    nom: str = Field(min_length=1)
    precision: str = Field(min_length=1)


class Secours(_Donnees):
    """Ce que le coach montre quand il cesse ses questions, dans l'ordre où le dire.

    `relais` : ce que l'on peut faire dans l'institution ; `hors_ligne` : ce que le coach ne fait
    pas ; `suite` : l'invitation à continuer ou à s'arrêter.
    """

    genre: Aide
    ouverture: str
    lignes: tuple[Ligne, ...]
    relais: tuple[str, ...]
    hors_ligne: str
    suite: str


class _LigneClassee(Ligne):
    genre: Aide


class _Textes(_Donnees):
    ouverture: str
    hors_ligne: str
    relais: tuple[str, ...]
    suite: str


class _Fichier(_Donnees):
    detresse: _Textes
    danger_tiers: _Textes
    agression: _Textes
    ligne: tuple[_LigneClassee, ...]


@lru_cache(maxsize=1)
def _fichier() -> _Fichier:
    source = files("coach.confidentialite").joinpath("donnees", "secours.toml")
    return _Fichier.model_validate(tomllib.loads(source.read_text("utf-8")))


def ressources(pays: str | None, genre: str) -> Secours:
    """Les lignes d'aide du pays (FR, BE, CH) et le relais ; sans pays connu, les trois pays.

    `genre` : l'`aide` d'une `Alerte`. Lève `ValueError` pour tout autre genre.
    """
    if genre not in get_args(Aide):
        raise ValueError(f"genre d'alerte inconnu : {genre}")
    fichier, aide = _fichier(), cast(Aide, genre)
    textes: _Textes = getattr(fichier, aide)
    connu = (pays or "").strip().upper()
    voulus = (connu,) if connu in PAYS else PAYS
    return Secours(
        genre=aide,
        ouverture=textes.ouverture.strip(),
        lignes=tuple(
            Ligne(pays=ligne.pays, numero=ligne.numero, nom=ligne.nom, precision=ligne.precision)
            for code in voulus
            for ligne in fichier.ligne
            if ligne.pays == code and ligne.genre == aide
        ),
        relais=textes.relais,
        hors_ligne=textes.hors_ligne.strip(),
        suite=textes.suite.strip(),
    )
