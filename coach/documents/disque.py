"""Poser des fichiers d'un coup : tous à leur place, ou rien."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from coach.documents.erreurs import ErreurDeDocument
from coach.documents.paroles import dire


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
            provisoires[chemin] = _ecrire_a_cote(chemin, octets)
        for chemin, provisoire in list(provisoires.items()):
            provisoire.replace(chemin)
            del provisoires[chemin]
    except FileNotFoundError as erreur:
        detail = dire("refus.dossier")
        raise ErreurDeDocument("ecriture", fichier=chemin, detail=detail) from erreur
    except OSError as erreur:
        detail = (erreur.strerror or "?").lower()
        raise ErreurDeDocument("ecriture", fichier=chemin, detail=detail) from erreur
    finally:
        for provisoire in provisoires.values():
            provisoire.unlink(missing_ok=True)
        for dossier in crees:
            if not any(dossier.iterdir()):
                dossier.rmdir()


def _ecrire_a_cote(chemin: Path, octets: bytes) -> Path:
    """Un fichier provisoire que la personne est seule à lire."""
    poignee, nom = tempfile.mkstemp(dir=chemin.parent, prefix=".document-", suffix=".tmp")
    try:
        with os.fdopen(poignee, "wb") as ouvert:
            ouvert.write(octets)
            ouvert.flush()
            os.fsync(ouvert.fileno())
    except BaseException:
        Path(nom).unlink(missing_ok=True)
        raise
    return Path(nom)
