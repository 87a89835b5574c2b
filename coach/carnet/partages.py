"""Ce que le carnet garde de ce qui fut donné à lire : pseudonymes, et table des identifiants.

Ni l'un ni l'autre ne quitte le carnet. Aucun nom n'y est écrit : un pseudonyme est rangé sous
l'empreinte de ce qu'il remplace, et ne se retrouve qu'en partant du nom.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping, Set

from sqlite_utils import Database

from coach.modeles.retrait import suites

_SEL = "sel_des_pseudonymes"


def pseudonymes(base: Database, noms: Iterable[str]) -> dict[str, str]:
    """Les pseudonymes déjà donnés à ces noms ; les noms inconnus n'y sont pas."""
    sel = _sel(base)
    if sel is None:
        return {}
    donnes = dict(base.execute("SELECT empreinte, pseudonyme FROM pseudonymes"))
    empreintes = ((nom, _empreinte(sel, nom)) for nom in noms) if donnes else ()
    return {nom: donnes[sienne] for nom, sienne in empreintes if sienne in donnes}


def retenir(base: Database, choisis: Mapping[str, str]) -> None:
    """Retient le pseudonyme de chaque nom ; à appeler dans une transaction."""
    if not choisis:
        return
    sel = _sel(base)
    if sel is None:
        sel = secrets.token_hex(32)
        base.execute("INSERT INTO identite VALUES (?, ?)", [_SEL, sel])
    base.conn.executemany(
        "INSERT OR REPLACE INTO pseudonymes VALUES (?, ?)",
        [(_empreinte(sel, nom), pseudonyme) for nom, pseudonyme in choisis.items()],
    )


def oublier_ceux_qui_citent(base: Database, passages: Set[str]) -> None:
    """Oublie les pseudonymes choisis qui reprennent un de ces passages d'une séance effacée."""
    choisis = base.execute("SELECT empreinte, pseudonyme FROM pseudonymes").fetchall()
    citent = [[e] for e, pseudonyme in choisis if suites([pseudonyme]) & passages]
    base.conn.executemany("DELETE FROM pseudonymes WHERE empreinte = ?", citent)


def retenir_la_table(base: Database, fichier: str, flux: str, table: Mapping[str, str]) -> None:
    """Retient d'où vient chaque événement d'un fichier donné : `table` va du sien au nôtre."""
    base.conn.executemany(
        "INSERT OR REPLACE INTO correspondances VALUES (?, ?, ?, ?)",
        [(neuf, fichier, flux, ancien) for neuf, ancien in table.items()],
    )


def table(base: Database, fichier: str) -> dict[str, str]:
    """Pour un fichier donné à lire, l'événement du carnet dont chaque événement est tiré."""
    return dict(
        base.execute("SELECT neuf, ancien FROM correspondances WHERE fichier = ?", [fichier])
    )


def _sel(base: Database) -> str | None:
    trouve = base.execute("SELECT valeur FROM identite WHERE cle = ?", [_SEL]).fetchone()
    return str(trouve[0]) if trouve else None


def _empreinte(sel: str, nom: str) -> str:
    return hmac.new(bytes.fromhex(sel), nom.encode("utf-8"), hashlib.sha256).hexdigest()
