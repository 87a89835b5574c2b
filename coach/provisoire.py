"""Écrire d'abord à côté : un fichier n'a sa place qu'une fois entier, et sur le disque."""

import os
import tempfile
from pathlib import Path


def ecrire_a_cote(chemin: Path, octets: bytes) -> Path:
    """Un fichier provisoire du même dossier, que la personne est seule à lire.

    Qui le demande le met à sa place, ou l'efface. Lève `OSError`, et n'en laisse alors aucun.
    """
    poignee, nom = tempfile.mkstemp(dir=chemin.parent, prefix=".coach-", suffix=".tmp")
    provisoire = Path(nom)
    try:
        with os.fdopen(poignee, "wb") as ouvert:
            ouvert.write(octets)
            ouvert.flush()
            os.fsync(ouvert.fileno())
    except BaseException:
        provisoire.unlink(missing_ok=True)
        raise
    return provisoire
