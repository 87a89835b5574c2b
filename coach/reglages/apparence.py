"""Ce que le premier écran doit savoir tout de suite, lu sans le modèle : lui coûte à charger.

Un essai vérifie que cette lecture et celle du modèle disent la même chose.
"""

import errno
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach.modeles.texte import nfc, sans_commandes

FICHIER = "reglages.toml"
OCTETS_AU_PLUS = 256 * 1024
"""Octets du fichier : le plus rempli n'en compte pas dix mille."""

THEMES = ("sombre", "clair", "contraste")
NOM_MAXIMAL = 40
"""Points de code du nom affiché."""

_GESTE = re.compile(r"[a-z][a-z0-9_]{0,59}")
_TOUCHE = re.compile(r"[^,\n]{1,40}")


@dataclass(frozen=True)
class Apparence:
    """Le thème, les animations, le nom affiché, et les touches telles qu'elles sont écrites."""

    theme: str = THEMES[0]
    animations: bool = True
    nom: str = ""
    touches: Mapping[str, str | Sequence[str]] = field(default_factory=dict)


def existe(dossier: Path) -> bool:
    """Vrai si ce dossier a un fichier de réglages : la personne a vu, ou passé, ses choix."""
    return (dossier / FICHIER).exists()


def octets_de(fichier: Path) -> bytes:
    """Le contenu du fichier de réglages.

    Lève `OSError`, aussi pour un tube (qui s'attendrait sans fin) ou un fichier démesuré.
    """
    if fichier.exists() and not fichier.is_file():
        raise OSError(errno.EINVAL, "pas un fichier", str(fichier))
    with fichier.open("rb") as ouvert:
        octets = ouvert.read(OCTETS_AU_PLUS + 1)
    if len(octets) > OCTETS_AU_PLUS:
        raise OSError(errno.EFBIG, "trop gros", str(fichier))
    return octets


def lire_vite(dossier: Path) -> Apparence:
    """L'apparence que dit le fichier ; ce qui y manque ou s'y écrit mal, celle d'habitude."""
    try:
        donnees = tomllib.loads(octets_de(dossier / FICHIER).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return Apparence()
    ecrites = donnees.get("touches")
    touches = ecrites if isinstance(ecrites, dict) else {}
    return Apparence(
        theme=donnees["theme"] if donnees.get("theme") in THEMES else THEMES[0],
        animations=donnees.get("animations") is not False,
        nom=_nom(donnees.get("nom")),
        touches={g: t for g, t in touches.items() if convient(g, t)},
    )


def nom_propre(nom: str) -> str:
    """Le nom sur une ligne, sans blanc au bord ni rien qu'un terminal exécute."""
    return sans_commandes(" ".join(nfc(nom).split()))


def en_touches(ecrites: str) -> tuple[str, ...]:
    """Des touches séparées par des virgules, une à une."""
    return tuple(t for touche in ecrites.split(",") if (t := touche.strip()))


def convient(geste: str, touches: Any) -> bool:
    """Vrai si ceci a la forme d'un geste et de ses touches, quels que soient leurs noms."""
    liste = list(en_touches(touches)) if isinstance(touches, str) else touches
    return (
        bool(_GESTE.fullmatch(geste))
        and isinstance(liste, list)
        and bool(liste)
        and all(isinstance(t, str) and _TOUCHE.fullmatch(t) for t in liste)
    )


def _nom(valeur: Any) -> str:
    nom = nom_propre(valeur) if isinstance(valeur, str) else ""
    return nom if len(nom) <= NOM_MAXIMAL else ""
