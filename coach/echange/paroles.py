"""Les textes que l'échange écrit dans les fichiers : un seul catalogue, à côté des erreurs."""

import tomllib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("paroles.toml").read_text("utf-8"))


def dire(cle: str, /, **valeurs: object) -> str:
    """La phrase `section.nom`, ses {…} remplis ; `KeyError` si elle n'existe pas."""
    section, nom = cle.split(".")
    return _phrases()[section][nom].format(**valeurs)


def mots(section: str) -> dict[str, str]:
    """Tous les mots d'une section, par leur nom."""
    return dict(_phrases()[section])
