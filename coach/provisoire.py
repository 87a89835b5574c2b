"""Écrire d'abord à côté : un fichier n'a sa place qu'une fois entier, et sur le disque.

Le programme tué net (courant coupé, `kill -9`) laisse derrière lui ce qu'il écrivait : la fois
suivante l'efface, une fois sûr que plus personne ne l'écrit.
"""

import contextlib
import os
import re
import secrets
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ABANDON = 3600.0
"""Secondes sans y toucher après lesquelles un provisoire n'est plus à personne."""

_TETE = 40
"""Points de code du nom définitif repris dans le provisoire : les deux tiennent dans un nom."""

_A_COTE = re.compile(r"\.coach-[a-z0-9_]{8}\.tmp")


def ecrire_a_cote(chemin: Path, octets: bytes) -> Path:
    """Un fichier provisoire du même dossier, que la personne est seule à lire.

    Qui le demande le met à sa place, ou l'efface. Lève `OSError`, et n'en laisse alors aucun.
    """
    for reste in _abandonnes(chemin.parent, _A_COTE):
        with contextlib.suppress(OSError):
            reste.unlink()
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


def partiel(chemin: Path) -> Path:
    """Le nom, caché et sans pareil, où s'écrit peu à peu ce qui deviendra `chemin`."""
    return chemin.with_name(f".{chemin.name[:_TETE]}.{secrets.token_hex(4)}.partiel")


def partiels_abandonnes(chemin: Path) -> Iterator[Path]:
    """Ce qui reste d'écritures de `chemin` coupées net : noms de `partiel`, suivis ou non d'autre.

    Ni liens ni rien d'autre que des fichiers et des dossiers ; qui les efface sait ce qu'il y met.
    """
    tete = re.escape(chemin.name[:_TETE])
    return _abandonnes(chemin.parent, re.compile(rf"\.{tete}\.[0-9a-f]{{8}}\.partiel([.-]\w+)?"))


def _abandonnes(dossier: Path, noms: re.Pattern[str]) -> Iterator[Path]:
    """Les entrées de ce dossier ainsi nommées que nul n'a touchées depuis longtemps."""
    with contextlib.suppress(OSError), os.scandir(dossier) as entrees:
        trouvees = [entree for entree in entrees if noms.fullmatch(entree.name)]
        for entree in trouvees:
            age = time.time() - entree.stat(follow_symlinks=False).st_mtime
            if age > ABANDON and not entree.is_symlink():
                yield Path(entree.path)
