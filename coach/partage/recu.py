"""Ouvrir un fichier reçu, chiffré ou non : un seul chemin, pour les commandes et l'interface."""

import os
from collections.abc import Callable
from pathlib import Path

from coach import dossiers
from coach.partage.coffre import CLE, est_ferme, est_sous_phrase, lire_un_coffre, ouvrir
from coach.partage.disque import octets_de

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
    if est_sous_phrase(octets):
        return ouvrir(octets, phrase=phrase())
    sienne = dossiers.configuration() / CLE
    return ouvrir(octets, cle=cle or (sienne if sienne.exists() else None))
