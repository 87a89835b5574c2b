"""Ouvrir un fichier reçu, chiffré ou non : un seul chemin, pour les commandes et l'interface."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from coach import dossiers
from coach.partage.coffre import CLE, est_ferme, est_sous_phrase, lire_un_coffre, ouvrir
from coach.partage.disque import octets_de
from coach.partage.erreurs import ErreurDeFichier

VARIABLE = "COACH_PHRASE_FICHIER"
"""Nomme le fichier qui porte la phrase secrète."""

_AU_PLUS = 4096
"""Octets lus d'un fichier de phrase : la première ligne y suffit."""


def phrase_du_fichier() -> str | None:
    """La phrase que porte le fichier nommé par `COACH_PHRASE_FICHIER`, sans sa fin de ligne.

    Rien si aucun n'est nommé. Lève `ErreurDeFichier` s'il ne se lit pas.
    """
    fichier = os.environ.get(VARIABLE)
    if not fichier:
        return None
    lue = octets_de(Path(fichier).expanduser(), _AU_PLUS)
    return lue.decode("utf-8", "replace").split("\n", 1)[0].rstrip("\r")


def phrase_accordee(phrase: str, redite: str) -> str:
    """La phrase sous laquelle chiffrer, dite deux fois. Lève `ErreurDeFichier` si elle varie."""
    if not phrase:
        raise ErreurDeFichier("phrase_vide")
    if phrase != redite:
        raise ErreurDeFichier("phrases_differentes")
    return phrase


Serrure = Literal["", "cle", "phrase"]


def serrure_de(fichier: Path) -> Serrure:
    """Ce qui ouvre ce fichier : rien s'il est en clair, une clé, ou une phrase secrète.

    Lève `ErreurDeFichier` si un coffre ne se lit pas.
    """
    return _serrure(lire_un_coffre(fichier)) if est_ferme(fichier) else ""


def _serrure(octets: bytes) -> Serrure:
    return "phrase" if est_sous_phrase(octets) else "cle"


def contenu(
    fichier: Path,
    cle: Path | None = None,
    phrase: Callable[[], str | None] = phrase_du_fichier,
) -> bytes | Path:
    """Le fichier lui-même s'il est en clair, sinon ce qu'il contient.

    `cle` : le fichier de la clé, sinon celle de la personne ; `phrase` : de quoi avoir la phrase
    secrète, s'il en faut une. Lève `ErreurDeFichier` si rien n'ouvre le fichier.
    """
    if not est_ferme(fichier):
        return fichier
    octets = lire_un_coffre(fichier)
    if _serrure(octets) == "phrase":
        return ouvrir(octets, phrase=phrase())
    sienne = dossiers.configuration() / CLE
    return ouvrir(octets, cle=cle or (sienne if sienne.exists() else None))
