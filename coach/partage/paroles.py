"""Ce que dit la porte, dans l'interface et ligne à ligne : un seul catalogue pour les deux."""

import tomllib
from functools import lru_cache
from pathlib import Path

from coach.partage.pseudonymes import Entite


@lru_cache(maxsize=1)
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("paroles.toml").read_text("utf-8"))


def dire(cle: str, /, **valeurs: object) -> str:
    """La phrase `section.nom`, ses {…} remplis ; `KeyError` si elle n'existe pas."""
    section, nom = cle.split(".")
    return _phrases()[section][nom].format(**valeurs)


def compter(nombre: int, quoi: str) -> str:
    """« une étape », « 3 réponses », « aucun nom remplacé »."""
    match nombre, quoi:
        case 0, "nom":
            return dire("porte.aucun_nom")
        case ((0 | 1), "nom"):
            return dire("porte.un_nom")
        case 1, _:
            return dire(f"porte.{'une_' if quoi != 'occurrence' else ''}{quoi}")
    cle = {"nom": "des_noms", "occurrence": "occurrences"}.get(quoi, f"des_{quoi}s")
    return dire(f"porte.{cle}", nombre=nombre)


def formes_de(entite: Entite) -> str:
    """Toutes les façons dont elle est écrite, sur une ligne."""
    return "\u00a0», «\u00a0".join(entite.formes)
