"""Les aides humaines à montrer, par pays, et le relais dans l'institution."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from coach.confidentialite.detresse import Danger

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

    genre: Danger
    ouverture: str
    lignes: tuple[Ligne, ...]
    relais: tuple[str, ...]
    hors_ligne: str
    suite: str


class _LigneClassee(Ligne):
    genre: Danger


class _Textes(_Donnees):
    ouverture: str
    hors_ligne: str
    relais: tuple[str, ...]
    suite: str


class _Fichier(_Donnees):
    detresse: _Textes
    danger_tiers: _Textes
    ligne: tuple[_LigneClassee, ...]


@lru_cache(maxsize=1)
def _fichier() -> _Fichier:
    source = files("coach.confidentialite").joinpath("donnees", "secours.toml")
    return _Fichier.model_validate(tomllib.loads(source.read_text("utf-8")))


def ressources(pays: str | None, genre: str) -> Secours:
    """Les lignes d'aide du pays (FR, BE, CH) et le relais ; sans pays connu, les trois pays.

    `genre` : celui d'une `Alerte`. Lève `ValueError` pour tout autre genre.
    """
    fichier = _fichier()
    danger: Danger
    if genre == "detresse":
        danger, textes = "detresse", fichier.detresse
    elif genre == "danger_tiers":
        danger, textes = "danger_tiers", fichier.danger_tiers
    else:
        raise ValueError(f"genre d'alerte inconnu : {genre}")
    connu = (pays or "").strip().upper()
    voulus = (connu,) if connu in PAYS else PAYS
    return Secours(
        genre=danger,
        ouverture=textes.ouverture.strip(),
        lignes=tuple(
            Ligne(pays=ligne.pays, numero=ligne.numero, nom=ligne.nom, precision=ligne.precision)
            for code in voulus
            for ligne in fichier.ligne
            if ligne.pays == code and ligne.genre == danger
        ),
        relais=textes.relais,
        hors_ligne=textes.hors_ligne.strip(),
        suite=textes.suite.strip(),
    )
