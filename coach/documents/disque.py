"""Poser des fichiers d'un coup : tous à leur place, ou rien."""

import errno
from collections.abc import Mapping
from pathlib import Path

from coach.documents.erreurs import ErreurDeDocument
from coach.documents.paroles import dire
from coach.provisoire import ecrire_a_cote


def poser(fichiers: Mapping[Path, bytes]) -> None:
    """Écrit chaque fichier à côté de sa place, puis les y met ; ils se remplacent s'ils y étaient.

    Un dossier qui manque n'est créé qu'un niveau au-dessus du fichier. Lève `ErreurDeDocument`,
    et ne laisse alors aucun fichier provisoire.
    """
    provisoires: dict[Path, Path] = {}
    crees: list[Path] = []
    try:
        for chemin, octets in fichiers.items():
            if chemin.is_dir():
                detail = dire("refus.est_un_dossier")
                raise ErreurDeDocument("ecriture", fichier=chemin, detail=detail)
            if not chemin.parent.is_dir():
                chemin.parent.mkdir()
                crees.append(chemin.parent)
            provisoires[chemin] = ecrire_a_cote(chemin, octets)
        for chemin, provisoire in list(provisoires.items()):
            provisoire.replace(chemin)
            del provisoires[chemin]
    except OSError as erreur:
        raise ErreurDeDocument("ecriture", fichier=chemin, detail=pourquoi(erreur)) from erreur
    finally:
        for provisoire in provisoires.values():
            provisoire.unlink(missing_ok=True)
        for dossier in crees:
            if not any(dossier.iterdir()):
                dossier.rmdir()


def pourquoi(erreur: OSError) -> str:
    """Pourquoi le système n'a pas écrit, en quelques mots."""
    if isinstance(erreur, FileNotFoundError | NotADirectoryError | FileExistsError):
        return dire("refus.dossier")
    if isinstance(erreur, PermissionError) or erreur.errno == errno.EROFS:
        return dire("refus.acces")
    if erreur.errno in (errno.ENOSPC, errno.EDQUOT):
        return dire("refus.place")
    return dire("refus.systeme")
