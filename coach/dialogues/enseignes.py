"""Ce qu'un protocole affiche de lui dans une liste, lu sans lire ses étapes ni rien charger."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coach import dossiers
from coach.dialogues.livres import INTERNES, fichier_livre, identifiants_livres
from coach.modeles.texte import sans_commandes

_PERSONNELS = "protocoles"
"""Le dossier des protocoles de la personne, dans ses réglages."""


@dataclass(frozen=True, slots=True)
class Enseigne:
    """Un protocole dans une liste ; `duree` en minutes."""

    id: str
    titre: str
    quand: str
    duree: int


def enseigne(identifiant: str) -> Enseigne | None:
    """L'enseigne d'un protocole, livré ou de la personne ; rien s'il n'existe pas ou se lit mal."""
    if identifiant in INTERNES or identifiant in identifiants_livres():
        return _lire(identifiant, fichier_livre(identifiant), 0)
    if not identifiant.replace("-", "").isalnum():
        return None  # ni séparateur ni point : jamais un chemin
    fichier = dossiers.configuration() / _PERSONNELS / f"{identifiant}.toml"
    try:
        return _lire(identifiant, fichier, fichier.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=200)
def _lire(identifiant: str, fichier: Path, _date: int) -> Enseigne | None:
    """L'enseigne de ce fichier ; relue si sa date change."""
    try:
        tete, _, _ = fichier.read_text("utf-8").partition("\n[[")
        lu = tomllib.loads(tete)
        titre, quand = sans_commandes(str(lu["titre"])), sans_commandes(str(lu["quand"]))
        return Enseigne(identifiant, titre, quand, int(lu["duree_minutes"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
