"""Les thèmes transversaux : le vocabulaire des situations réelles, lu dans themes.toml."""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coach.modeles.referentiel import Theme
from coach.referentiels.erreurs import ErreurDeReferentiel
from coach.ressources import dossier_des_donnees


class ThemesInvalides(ErreurDeReferentiel):
    """Le fichier des thèmes ne se lit pas ; le message nomme le fichier, le thème et le champ."""


@cache
def charger_themes() -> tuple[Theme, ...]:
    """Les thèmes livrés avec le coach, dans l'ordre du fichier (lu une seule fois).

    Lève `ThemesInvalides` si le fichier manque ou n'a pas la forme attendue.
    """
    return lire_themes(dossier_des_donnees("referentiels") / "themes.toml")


def lire_themes(fichier: Path) -> tuple[Theme, ...]:
    """Les thèmes d'un fichier TOML (`[[themes]]` : id, titre, definition, mots).

    Lève `ThemesInvalides`.
    """
    try:
        donnees = tomllib.loads(fichier.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as erreur:
        raise ThemesInvalides(f"{fichier.name} ne se lit pas : {erreur}.") from erreur
    tables = donnees.get("themes")
    if not isinstance(tables, list) or not tables:
        raise ThemesInvalides(f"{fichier.name} : il manque les tables [[themes]].")
    themes = tuple(_theme(fichier.name, rang, table) for rang, table in enumerate(tables, start=1))
    doubles = [i for i, combien in Counter(t.id for t in themes).items() if combien > 1]
    if doubles:
        raise ThemesInvalides(f"{fichier.name} : thème en double, {', '.join(doubles)}.")
    return themes


def _theme(nom: str, rang: int, table: Any) -> Theme:
    try:
        theme = Theme.model_validate(table)
    except ValidationError as erreur:
        qui = table.get("id", f"n° {rang}") if isinstance(table, dict) else f"n° {rang}"
        champ = ".".join(str(p) for p in erreur.errors()[0]["loc"]) or "table entière"
        raise ThemesInvalides(f"{nom}, thème {qui} : {champ} manque ou est mal écrit.") from erreur
    if not theme.mots or not all(m.strip(" *") for m in theme.mots):
        raise ThemesInvalides(f"{nom}, thème {theme.id}, mots : la liste ou une entrée est vide.")
    return theme
