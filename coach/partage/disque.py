"""Lire et écrire un fichier sans jamais suivre un lien ni écraser quoi que ce soit."""

import os
import stat
from pathlib import Path

from coach.partage.erreurs import ErreurDeFichier


def ecrire(chemin: Path, octets: bytes) -> None:
    """Écrit le fichier d'un coup, lisible de la personne seule, sans rien écraser.

    Lève `ErreurDeFichier`.
    """
    partiel = chemin.with_name(chemin.name + ".partiel")
    try:
        if os.path.lexists(chemin):
            raise ErreurDeFichier("existe")
        descripteur = os.open(partiel, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descripteur, "wb") as ouvert:
                ouvert.write(octets)
                ouvert.flush()
                os.fsync(ouvert.fileno())
            partiel.replace(chemin)
        finally:
            partiel.unlink(missing_ok=True)
    except OSError as erreur:
        raise ErreurDeFichier("ecriture") from erreur


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
