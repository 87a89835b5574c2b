"""Lire et écrire un fichier sans jamais suivre un lien ni rien écraser sans accord."""

import os
import stat
from pathlib import Path

from coach.partage.erreurs import ErreurDeFichier, ErreurDePose
from coach.pose import PoseImpossible, chemin_dit, poser, verifier_la_place


def ecrire(chemin: Path, octets: bytes, *, remplacer: bool = False) -> bool:
    """Écrit le fichier d'un coup, lisible de la personne seule ; faux s'il était déjà là tel quel.

    Un autre contenu ne se remplace que si `remplacer`. Lève `ErreurDeFichier`.
    """
    try:
        return bool(poser({chemin: octets}, remplacer=remplacer))
    except PoseImpossible as erreur:
        raise ErreurDePose(erreur) from erreur


def fichier_dit(nom: str) -> Path:
    """Le fichier où écrire, que la personne nomme. Lève `ErreurDeFichier`."""
    try:
        return chemin_dit(nom)
    except PoseImpossible as erreur:
        raise ErreurDePose(erreur) from erreur


def place_libre(nom: str, *, remplacer: bool = False) -> Path:
    """Le fichier que la personne nomme, vérifié avant tout travail. Lève `ErreurDeFichier`.

    `remplacer` : il peut prendre la place d'un autre.
    """
    try:
        chemin = chemin_dit(nom)
        verifier_la_place(chemin, remplacer=remplacer)
    except PoseImpossible as erreur:
        raise ErreurDePose(erreur) from erreur
    return chemin


def octets_de(chemin: Path, limite: int) -> bytes:
    """Le contenu d'un fichier ordinaire ; ni lien, ni tube. Lève `ErreurDeFichier`.

    `limite` : octets au plus.
    """
    options = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    options |= getattr(os, "O_BINARY", 0)
    try:
        if chemin.is_symlink():
            raise ErreurDeFichier("pas_un_fichier")
        if not chemin.exists():
            raise ErreurDeFichier("introuvable")
        if not chemin.is_file():
            raise ErreurDeFichier("pas_un_fichier")
        with os.fdopen(os.open(chemin, options), "rb") as ouvert:
            etat = os.fstat(ouvert.fileno())
            if not stat.S_ISREG(etat.st_mode):
                raise ErreurDeFichier("pas_un_fichier")
            if etat.st_size > limite:
                raise ErreurDeFichier("trop_gros", limite=limite // 2**20)
            return ouvert.read(limite + 1)
    except (OSError, ValueError) as erreur:
        raise ErreurDeFichier("introuvable") from erreur
