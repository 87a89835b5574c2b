"""Lire et écrire un fichier sans jamais suivre un lien ni écraser quoi que ce soit."""

import os
import stat
from pathlib import Path

from coach.partage.erreurs import ErreurDeFichier
from coach.provisoire import ecrire_a_cote


def ecrire(chemin: Path, octets: bytes) -> None:
    """Écrit le fichier d'un coup, lisible de la personne seule, sans rien écraser.

    Lève `ErreurDeFichier`.
    """
    try:
        if os.path.lexists(chemin):
            raise ErreurDeFichier("existe")
        provisoire = ecrire_a_cote(chemin, octets)
        try:
            provisoire.replace(chemin)
        finally:
            provisoire.unlink(missing_ok=True)
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
