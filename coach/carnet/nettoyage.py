"""Finir un effacement dans les octets : index, pages libres, journal d'écriture, sauvegardes.

Un effacement coupé en chemin reprend à la prochaine ouverture : il ne s'oublie qu'une fois fini.
"""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from coach.carnet.connexion import connecter
from coach.carnet.derivation import tout_oublier
from coach.carnet.erreurs import EffacementInacheve
from coach.carnet.registre import effacement_permis, lire
from coach.carnet.sauvegardes import presentes
from coach.modeles.journal import ligne_canonique


def inacheve(base: Database) -> bool:
    """Vrai si un effacement attend encore d'être fini."""
    return base.execute("SELECT 1 FROM effacements LIMIT 1").fetchone() is not None


def achever(base: Database, sauvegardes: Path) -> tuple[int, tuple[str, ...]]:
    """Fait disparaître les octets : index, pages libres, journal d'écriture, sauvegardes.

    Rend le nombre de sauvegardes nettoyées, et les noms de celles qu'il a fallu retirer parce
    qu'elles ne se lisaient plus. Lève `EffacementInacheve` si quelque chose l'empêche.
    """
    try:
        base.execute("INSERT INTO textes_fts (textes_fts) VALUES ('rebuild')")
        _compacter(base)
        retirees = [f.name for f in presentes(sauvegardes) if not _nettoyer(base, f)]
        base.execute("DELETE FROM effacements")
        _vider_le_journal(base)
    except (sqlite3.Error, OSError) as erreur:
        raise EffacementInacheve from erreur
    return len(presentes(sauvegardes)), tuple(retirees)


def _compacter(base: Database) -> None:
    base.execute("VACUUM")
    _vider_le_journal(base)


def _vider_le_journal(base: Database) -> None:
    occupe, *_ = base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if occupe:
        raise EffacementInacheve


def _nettoyer(base: Database, fichier: Path) -> bool:
    """Aligne une sauvegarde sur le carnet pour ce qui s'efface ; faux si elle a dû être retirée."""
    try:
        copie = connecter(fichier)
        try:
            with effacement_permis(copie):
                _aligner(base, copie)
                tout_oublier(copie)
            copie.execute("VACUUM")
        finally:
            copie.close()
    except sqlite3.DatabaseError as erreur:
        if not _est_abimee(erreur):
            raise
        for reste in fichier.parent.glob(fichier.name + "*"):
            reste.unlink(missing_ok=True)
        return False
    return True


def _est_abimee(erreur: sqlite3.DatabaseError) -> bool:
    code = getattr(erreur, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _aligner(base: Database, copie: Database) -> None:
    """Dans la copie, les événements visés deviennent ceux du carnet, ou disparaissent."""
    vises = base.execute("SELECT id, sorte FROM effacements").fetchall()
    flux = [identifiant for identifiant, sorte in vises if sorte == "flux"]
    ids = {identifiant for identifiant, sorte in vises if sorte == "evenement"}
    for un in flux:
        trouves = copie.execute("SELECT id FROM evenements WHERE flux = ?", [un])
        ids |= {identifiant for (identifiant,) in trouves}
        for table in ("brouillons", "entetes"):
            copie.execute(f"DELETE FROM {table} WHERE flux = ?", [un])
            copie.table(table).insert_all(base.table(table).rows_where("flux = ?", [un]))
    tenus = {e.id: ligne_canonique(e) for e in lire(base, sorted(ids))}
    for identifiant in ids:
        if identifiant in tenus:
            copie.execute(
                "UPDATE evenements SET corps = ? WHERE id = ?", [tenus[identifiant], identifiant]
            )
        else:
            copie.execute("DELETE FROM evenements WHERE id = ?", [identifiant])
    gardiens = base.execute(
        "SELECT * FROM evenements WHERE type IN ('seance_supprimee', 'texte_expurge')"
    ).fetchall()
    copie.conn.executemany(
        "INSERT OR IGNORE INTO evenements VALUES (?, ?, ?, ?, ?, ?, ?)", gardiens
    )
