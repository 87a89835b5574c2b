"""Les situations réelles propres à une compétence, quand un référentiel en donne (facultatif).

Fichier `situations-<id>.toml` : une table par code, chaque clé un thème, chaque valeur une liste
d'entrées écrites comme celles de themes.toml.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coach.referentiels.erreurs import ErreurDeReferentiel
from coach.ressources import dossier_des_donnees

Situations = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Par code de compétence, puis par thème : les entrées du vocabulaire."""


class SituationsInvalides(ErreurDeReferentiel):
    """Le fichier de situations ne se lit pas ; le message nomme le fichier, le code, le thème."""


def charger_situations(referentiel: str) -> Situations:
    """Les situations livrées pour ce référentiel ; rien s'il n'en a pas.

    Lève `SituationsInvalides` si le fichier existe sans avoir la forme attendue.
    """
    fichier = dossier_des_donnees("referentiels") / f"situations-{referentiel}.toml"
    return lire_situations(fichier) if fichier.is_file() else {}


def lire_situations(fichier: Path) -> Situations:
    """Les situations d'un fichier TOML. Lève `SituationsInvalides`."""
    try:
        donnees = tomllib.loads(fichier.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as erreur:
        raise SituationsInvalides(f"{fichier.name} ne se lit pas : {erreur}.") from erreur
    return {code: _par_theme(fichier.name, code, table) for code, table in donnees.items()}


def _par_theme(nom: str, code: str, table: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise SituationsInvalides(f"{nom}, {code} : une table de listes par thème est attendue.")
    par_theme = {}
    for theme, entrees in table.items():
        if not isinstance(entrees, list) or not all(
            isinstance(e, str) and e.strip(" *") for e in entrees
        ):
            raise SituationsInvalides(f"{nom}, {code}, {theme} : une liste de mots est attendue.")
        par_theme[theme] = tuple(entrees)
    return par_theme
