"""Poser un fichier pour la personne : entier et à sa place, ou pas du tout, sans rien écraser.

La règle est la même pour toutes les commandes et tous les écrans : ce qui est déjà là ne se
remplace que si la personne le demande. Le même contenu, lui, n'a pas à se récrire ; un fichier vide
(`mktemp`) n'a rien à perdre.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from coach.dossiers import est_un_dossier
from coach.erreurs import ErreurExpliquee
from coach.provisoire import ecrire_a_cote

PHRASES = Path(__file__).with_name("pose.toml")
"""Ce qui se dit de chaque raison : `phrase`, puis `conseil`."""

_PAR_ERRNO = {
    errno.ENOENT: "dossier_manque",
    errno.ENOTDIR: "dossier_manque",
    errno.EACCES: "sans_droit",
    errno.EPERM: "sans_droit",
    errno.EROFS: "sans_droit",
    errno.ENOSPC: "sans_place",
    errno.EDQUOT: "sans_place",
    errno.EFBIG: "sans_place",
    errno.EEXIST: "existe",
    errno.ENAMETOOLONG: "nom",
    errno.EINVAL: "nom",
}


class PoseImpossible(ErreurExpliquee):
    """Rien n'a été écrit à cette place ; `raison` : une clé de `pose.toml`."""

    catalogue = PHRASES

    def __init__(self, raison: str, fichier: Path | str = "") -> None:
        super().__init__(raison, fichier=fichier)
        self.fichier = str(fichier)

    @classmethod
    def du_systeme(cls, erreur: OSError, fichier: Path) -> Self:
        """Ce que veut dire ce refus du système."""
        return cls(_PAR_ERRNO.get(erreur.errno or 0, "refuse"), fichier)


# --- Avant d'écrire ------------------------------------------------------------------------------


def chemin_dit(nom: str) -> Path:
    """Le fichier que la personne nomme ; `~` y vaut son dossier.

    Lève `PoseImpossible` pour un nom vide, un dossier, ou ce que nul système ne nomme.
    """
    if not nom.strip():
        raise PoseImpossible("sans_nom")
    if "\0" in nom:
        raise PoseImpossible("nom", nom.replace("\0", "…"))
    if nom.endswith(("/", os.sep)) or nom.replace(os.sep, "/").split("/")[-1] in (".", ".."):
        raise PoseImpossible("est_un_dossier", nom)
    try:
        return Path(nom).expanduser()
    except RuntimeError as erreur:
        raise PoseImpossible("nom", nom) from erreur


def verifier_la_place(chemin: Path, *, remplacer: bool = False) -> None:
    """Dit avant tout travail ce qui empêcherait d'écrire là. Lève `PoseImpossible`."""
    if _present(chemin) and not remplacer:
        raise PoseImpossible("existe", chemin)
    if not est_un_dossier(chemin.parent):
        raise PoseImpossible("dossier_manque", chemin)
    if not os.access(chemin.parent, os.W_OK | os.X_OK):
        raise PoseImpossible("sans_droit", chemin)


def _present(chemin: Path) -> bool:
    """Vrai si un fichier ordinaire, non vide, est là. Lève `PoseImpossible` pour autre chose."""
    try:
        etat = chemin.lstat()
    except FileNotFoundError:
        return False
    except OSError as erreur:
        raise PoseImpossible.du_systeme(erreur, chemin) from erreur
    if stat.S_ISDIR(etat.st_mode):
        raise PoseImpossible("est_un_dossier", chemin)
    if not stat.S_ISREG(etat.st_mode):
        raise PoseImpossible("special", chemin)
    return etat.st_size > 0


# --- Écrire --------------------------------------------------------------------------------------


def poser(fichiers: Mapping[Path, bytes], *, remplacer: bool = False) -> tuple[Path, ...]:
    """Met chaque fichier à sa place, tous ou aucun ; rend ceux qui n'y étaient pas déjà tels quels.

    Ils ne se lisent que de la personne (0600). Seul le dossier des fichiers qui accompagnent le
    premier se crée, à côté de lui. Lève `PoseImpossible`, et ne laisse alors rien derrière.
    """
    voulus = {c: o for c, o in fichiers.items() if _a_ecrire(c, o, remplacer=remplacer)}
    ici = next(iter(fichiers)).parent if fichiers else Path()
    provisoires: dict[Path, Path] = {}
    crees: list[Path] = []
    neufs: list[Path] = []
    chemin = ici
    try:
        for chemin, octets in voulus.items():
            if chemin.parent != ici and chemin.parent.parent == ici and not chemin.parent.is_dir():
                chemin.parent.mkdir(mode=0o700)
                crees.append(chemin.parent)
            provisoires[chemin] = ecrire_a_cote(chemin, octets)
        for chemin, provisoire in provisoires.items():
            _mettre_en_place(provisoire, chemin, neufs, remplacer=remplacer)
    except BaseException as erreur:
        for pose in neufs:
            pose.unlink(missing_ok=True)
        if isinstance(erreur, OSError):
            raise PoseImpossible.du_systeme(erreur, chemin) from erreur
        raise
    finally:
        for provisoire in provisoires.values():
            provisoire.unlink(missing_ok=True)
        for dossier in crees:
            with contextlib.suppress(OSError):
                dossier.rmdir()
    return tuple(voulus)


def _a_ecrire(chemin: Path, octets: bytes, *, remplacer: bool) -> bool:
    """Faux si ce contenu est déjà là. Lève `PoseImpossible` si un autre y est, sans accord."""
    if not _present(chemin):
        return True
    with contextlib.suppress(OSError):
        if chemin.stat().st_size == len(octets) and chemin.read_bytes() == octets:
            return False
    if not remplacer:
        raise PoseImpossible("existe", chemin)
    return True


def _mettre_en_place(provisoire: Path, chemin: Path, neufs: list[Path], *, remplacer: bool) -> None:
    """Donne son nom au fichier ; sans accord, ce qui a paru là entre-temps reste."""
    if os.path.lexists(chemin) and (remplacer or not _present(chemin)):
        provisoire.replace(chemin)
        return
    try:
        chemin.hardlink_to(provisoire)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # un disque qui ne connaît pas ces liens
        if os.path.lexists(chemin):
            raise FileExistsError(errno.EEXIST, "déjà là", str(chemin)) from None
        provisoire.replace(chemin)
    neufs.append(chemin)
