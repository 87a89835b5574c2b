"""Les sauvegardes : en ligne, tournantes, et leur restauration."""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, count, islice
from pathlib import Path

from sqlite_utils import Database

from coach.carnet import migrations
from coach.carnet.connexion import connecter, connecter_en_memoire, fichier_prive
from coach.carnet.derivation import tout_oublier
from coach.carnet.erreurs import CarnetIllisible, SauvegardeImpossible
from coach.carnet.registre import (
    effacement_permis,
    garder_brouillon,
    garder_entete,
    inserer,
    lire,
    lire_brouillon,
    lire_entete,
    lire_flux,
    lire_l_auteur,
    tombes,
)
from coach.carnet.vues import Comparaison
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import (
    ADAPTATEUR,
    CorrectionApprise,
    Evenement,
    SeanceSupprimee,
    TexteExpurge,
)
from coach.provisoire import partiel, partiels_abandonnes

GARDEES = {"carnet": 7, "avant-migration": 3, "avant-restauration": 3}
"""Combien de sauvegardes automatiques restent, par raison."""

_PAR_LOT = 5_000
"""Événements restaurés d'un coup : un carnet de vingt ans ne tient pas entier en mémoire."""

_FORME_DU_JOUR = "%Y-%m-%d"
_FORME_DE_L_INSTANT = "%Y-%m-%d-%H%M%S"


def copier(base: Database, fichier: Path) -> None:
    """Copie la base entière dans `fichier`, qui n'apparaît qu'une fois complet et sur le disque.

    Lève `OSError` ou `sqlite3.Error`.
    """
    for reste in partiels_abandonnes(fichier):
        with contextlib.suppress(OSError):
            reste.unlink()
    provisoire = partiel(fichier)
    try:
        fichier_prive(provisoire)
        copie = connecter(provisoire)
        try:
            base.conn.backup(copie.conn)
            copie.conn.execute("PRAGMA journal_mode = DELETE").fetchall()
        finally:
            copie.close()
        with provisoire.open("rb+") as ouvert:
            os.fsync(ouvert.fileno())
        provisoire.replace(fichier)
    finally:
        provisoire.unlink(missing_ok=True)


def sauvegarder(base: Database, fichier: Path) -> None:
    """Écrit une sauvegarde à l'endroit choisi, sans jamais rien écraser.

    Lève `SauvegardeImpossible`.
    """
    if os.path.lexists(fichier):
        raise SauvegardeImpossible("sauvegarde_existe")
    try:
        copier(base, fichier)
    except (OSError, sqlite3.Error) as erreur:
        raise SauvegardeImpossible from erreur


def du_jour(base: Database, dossier: Path, quand: datetime) -> bool:
    """La sauvegarde du jour, si elle n'est pas déjà faite.

    Rend faux, sans rien écrire, quand la base ne passe pas un contrôle rapide : une base abîmée ne
    doit pas chasser les bonnes sauvegardes.
    """
    fichier = dossier / f"carnet-{quand.strftime(_FORME_DU_JOUR)}.sqlite"
    if fichier.exists():
        return True
    if not _est_saine(base):
        return False
    copier(base, fichier)
    _tourner("carnet", fichier)
    return True


def avant(base: Database, dossier: Path, raison: str, quand: datetime) -> None:
    """Une sauvegarde avant un changement d'ensemble (`avant-migration`, `avant-restauration`)."""
    nom = f"{raison}-{quand.strftime(_FORME_DE_L_INSTANT)}"
    suites = chain([""], (f"-{rang}" for rang in count(2)))
    candidats = (dossier / f"{nom}{suite}.sqlite" for suite in suites)
    fichier = next(fichier for fichier in candidats if not fichier.exists())
    copier(base, fichier)
    _tourner(raison, fichier)


def _tourner(raison: str, derniere: Path) -> None:
    """Retire les plus anciennes sauvegardes de cette raison ; `derniere` vient d'être faite.

    Une date à venir est celle d'une horloge déréglée : cette sauvegarde-là a précédé la dernière,
    et part avant celles dont la date se tient.
    """
    voisines = derniere.parent.glob(f"{raison}-*.sqlite")
    toutes = sorted(voisines, key=lambda fichier: (fichier <= derniere, fichier))
    for ancienne in toutes[: -GARDEES[raison]]:
        ancienne.unlink(missing_ok=True)


def _est_saine(base: Database) -> bool:
    return bool(base.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def presentes(dossier: Path) -> list[Path]:
    """Les sauvegardes automatiques du carnet, dans l'ordre de leurs noms."""
    return sorted(fichier for fichier in dossier.glob("*.sqlite") if fichier.is_file())


@contextmanager
def ouvrir(fichier: Path) -> Iterator[Database]:
    """Une sauvegarde à lire, mise au schéma d'aujourd'hui en mémoire si elle est plus ancienne.

    Lève `SauvegardeImpossible`.
    """
    try:
        if not fichier.is_file():
            raise SauvegardeImpossible("sauvegarde_illisible")
        base = connecter(fichier, lecture_seule=True)
    except (OSError, sqlite3.Error) as erreur:
        raise SauvegardeImpossible("sauvegarde_illisible") from erreur
    try:
        base = _a_niveau(base)
        yield base
    except (sqlite3.Error, ValueError, TypeError) as erreur:
        if _vient_d_une_ecriture(erreur):
            raise
        raise SauvegardeImpossible("sauvegarde_illisible") from erreur
    finally:
        base.close()


def _vient_d_une_ecriture(erreur: Exception) -> bool:
    """Vrai si c'est le carnet qui ne peut s'écrire : la sauvegarde, elle, ne fait que se lire."""
    code = getattr(erreur, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if code & 0xFF == sqlite3.SQLITE_IOERR:
        return code not in (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)
    return code & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY)


def _a_niveau(base: Database) -> Database:
    if not migrations.est_un_carnet(base):
        raise SauvegardeImpossible("sauvegarde_illisible")
    try:
        manquantes = migrations.a_faire(base)
    except CarnetIllisible as erreur:
        raise SauvegardeImpossible("sauvegarde_plus_recente") from erreur
    if not _est_saine(base):
        raise SauvegardeImpossible("sauvegarde_illisible")
    if not manquantes:
        return base
    memoire = connecter_en_memoire()
    base.conn.backup(memoire.conn)
    base.close()
    migrations.MIGRATIONS.apply(memoire)
    return memoire


def comparer(base: Database, sauvegarde: Database) -> Comparaison:
    """Ce que remplacer le carnet par cette sauvegarde ferait perdre."""
    ici, la = _identifiants(base), _identifiants(sauvegarde)
    flux_ici, flux_la = set(ici.values()), set(la.values())
    return Comparaison(
        seances_perdues=len(flux_ici - flux_la - {FLUX_DU_CARNET}),
        evenements_perdus=len(ici.keys() - la.keys()),
        seances_effacees=len({tombe.seance for tombe in tombes(base)} & flux_la),
    )


def _identifiants(base: Database) -> dict[str, str]:
    return dict(base.execute("SELECT id, flux FROM evenements").fetchall())


def remplacer(base: Database, sauvegarde: Database, *, avec_effacees: bool) -> None:
    """Met le contenu de la sauvegarde à la place de celui du carnet, d'un seul geste.

    Les événements sont relus un à un : rien d'autre que des données ne passe. Ce qui a été
    effacé ou expurgé depuis le reste, sauf `avec_effacees`.
    """
    gardes = [] if avec_effacees else _ce_qui_reste_efface(base)
    ecartes = {e.seance for e in gardes if isinstance(e, SeanceSupprimee)}
    vises = [e.evenement for e in gardes if isinstance(e, TexteExpurge)]
    expurges = {e.id: e for e in lire(base, vises)}
    with effacement_permis(base):
        for table in ("evenements", "a_deriver", "brouillons", "entetes"):
            base.execute(f"DELETE FROM {table}")
        restaures = chain(gardes, _a_restaurer(sauvegarde, ecartes))
        uniques = (expurges.get(e.id, e) for e in _chacun_une_fois(restaures))
        while lot := list(islice(uniques, _PAR_LOT)):
            inserer(base, lot)
        _reprendre_a_cote(base, sauvegarde, ecartes)
        tout_oublier(base)


def _chacun_une_fois(evenements: Iterable[Evenement]) -> Iterator[Evenement]:
    vus: set[str] = set()
    for evenement in evenements:
        if evenement.id not in vus:
            vus.add(evenement.id)
            yield evenement


def _reprendre_a_cote(base: Database, sauvegarde: Database, ecartes: set[str]) -> None:
    """Reprend l'auteur, les brouillons et les en-têtes, relus comme le carnet les lirait."""
    base.execute("UPDATE identite SET valeur = ? WHERE cle = 'auteur'", [lire_l_auteur(sauvegarde)])
    for (flux,) in sauvegarde.execute("SELECT flux FROM brouillons").fetchall():
        brouillon = lire_brouillon(sauvegarde, flux)
        if brouillon and flux not in ecartes:
            garder_brouillon(base, flux, brouillon.question, brouillon.texte, brouillon.quand)
    for (flux,) in sauvegarde.execute("SELECT flux FROM entetes").fetchall():
        if flux not in ecartes:
            garder_entete(base, flux, lire_entete(sauvegarde, flux))


def _ce_qui_reste_efface(base: Database) -> list[SeanceSupprimee | TexteExpurge]:
    expurges = base.execute("SELECT corps FROM evenements WHERE type = 'texte_expurge'")
    lus = [ADAPTATEUR.validate_json(corps) for (corps,) in expurges]
    return [*tombes(base), *(e for e in lus if isinstance(e, TexteExpurge))]


def _a_restaurer(sauvegarde: Database, ecartes: set[str]) -> Iterator[Evenement]:
    """Les événements de la sauvegarde, sans ces séances ni les corrections qui en viennent."""
    ecartes_un_a_un: set[str] = set()
    for flux in ecartes:
        ecartes_un_a_un |= {e.id for e in lire_flux(sauvegarde, flux)}
    for flux, corps in sauvegarde.execute("SELECT flux, corps FROM evenements ORDER BY rowid"):
        evenement = ADAPTATEUR.validate_json(corps)
        apprise = isinstance(evenement, CorrectionApprise) and evenement.source in ecartes_un_a_un
        if flux not in ecartes and not apprise:
            yield evenement
