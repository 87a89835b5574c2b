"""Les connexions au carnet : le seul endroit qui en ouvre."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

BASE = "carnet.sqlite"
"""Le fichier de la base, dans le dossier du carnet."""

EMPREINTE = 0x43_6F_41_63
"""`application_id` des carnets : distingue un carnet d'une autre base SQLite."""

ATTENTE = 5_000
"""Millisecondes pendant lesquelles on attend qu'une autre fenêtre finisse d'écrire."""

_REGLAGES = (
    f"PRAGMA busy_timeout = {ATTENTE}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",  # jamais un texte dans un fichier temporaire
    "PRAGMA trusted_schema = OFF",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -16384",  # en Kio : dix mille séances se listent sans relire le disque
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
)


def prive(chemin: Path, mode: int) -> None:
    """Restreint les droits à la personne seule, là où le système le sait."""
    with contextlib.suppress(OSError):
        if chemin.stat().st_mode & 0o777 != mode:
            chemin.chmod(mode)


def dossier_prive(chemin: Path) -> None:
    """Crée le dossier s'il manque (droits 0700)."""
    chemin.mkdir(mode=0o700, parents=True, exist_ok=True)
    prive(chemin, 0o700)


def fichier_prive(chemin: Path) -> None:
    """Crée le fichier vide s'il manque (droits 0600), avant que rien n'y soit écrit."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(chemin, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    prive(chemin, 0o600)


def connecter(fichier: Path, *, lecture_seule: bool = False) -> "Database":
    """Une connexion à une base qui existe ; `lecture_seule` n'y change pas un octet.

    Lève `sqlite3.Error` telle quelle.
    """
    if not lecture_seule:
        return _base(_adresse(fichier, "rw"))
    try:
        return _base(_adresse(fichier, "ro"))
    except sqlite3.OperationalError:
        journal = fichier.with_name(fichier.name + "-wal")
        if journal.exists() and journal.stat().st_size:
            raise
        # Un dossier sans droit d'écriture : SQLite n'y peut poser ses fichiers d'appoint.
        return _base(_adresse(fichier, "ro") + "&immutable=1")


def connecter_pour_un_apercu(fichier: Path) -> sqlite3.Connection:
    """Une connexion nue, qui ne change rien : de quoi lire l'accueil sans rien charger d'autre.

    Lève `sqlite3.Error` telle quelle.
    """
    return _ouvrir(_adresse(fichier, "ro"))


def connecter_en_memoire() -> "Database":
    """Une base qui ne touche jamais le disque."""
    return _base("file::memory:")


def _adresse(fichier: Path, mode: str) -> str:
    return f"{fichier.absolute().as_uri()}?mode={mode}"


def _base(adresse: str) -> "Database":
    from sqlite_utils import Database  # lourd : l'accueil se lit sans lui

    connexion = _ouvrir(adresse)
    try:
        return Database(connexion, execute_plugins=False)
    except BaseException:
        connexion.close()
        raise


def _ouvrir(adresse: str) -> sqlite3.Connection:
    connexion = sqlite3.connect(adresse, uri=True, isolation_level=None, check_same_thread=False)
    try:
        for reglage in _REGLAGES:
            connexion.execute(reglage).fetchall()
        connexion.execute("SELECT count(*) FROM sqlite_master").fetchall()
        return connexion
    except BaseException:
        connexion.close()
        raise


def passer_en_wal(base: "Database") -> None:
    """Lire n'empêche plus d'écrire ; là où le disque ne le permet pas, l'ancien mode suffit."""
    base.conn.execute("PRAGMA journal_mode = WAL").fetchall()
    base.conn.execute("PRAGMA journal_size_limit = 4194304").fetchall()


@contextmanager
def ecriture(base: "Database") -> Iterator[None]:
    """Une transaction qui écrit : tout est sur le disque à la sortie, ou rien ne l'est."""
    if base.conn.in_transaction:
        with base.atomic():
            yield
        return
    base.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        base.conn.execute("COMMIT")
    except BaseException:
        base.rollback()
        raise
