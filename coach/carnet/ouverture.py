"""Ouvrir un carnet : le reconnaître, le créer, le mettre à niveau, le sauvegarder."""

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from coach.carnet import migrations, nettoyage, sauvegardes
from coach.carnet.connexion import (
    BASE,
    connecter,
    connecter_en_memoire,
    dossier_prive,
    ecriture,
    fichier_prive,
    passer_en_wal,
)
from coach.carnet.erreurs import (
    CarnetIllisible,
    CarnetOccupe,
    EcritureImpossible,
    EffacementInacheve,
    ErreurDeCarnet,
    SeanceOuverteAilleurs,
    en_clair,
)
from coach.carnet.verrous import OUVERTURE, Verrous

SAUVEGARDES = "sauvegardes"
VERROUS = "verrous"

_ATTENTE = 30.0


def ouvrir(
    dossier: Path, verrous: Verrous, quand: datetime, auteur: str, *, repartir: bool = False
) -> tuple[Database, tuple[str, ...]]:
    """La base d'un carnet où écrire, créé s'il manque, et ce dont il faut prévenir.

    `auteur` : qui signera les événements d'un carnet neuf.
    Une base vide à côté de sauvegardes est une base perdue, sauf à vouloir `repartir` de rien.

    Lève `CarnetIllisible`, `CarnetOccupe` ou `EcritureImpossible` ; le carnet reste alors tel quel.
    """
    with en_clair(dossier):
        _refuser_un_fichier(dossier)
        dossier_prive(dossier)
        dossier_prive(dossier / SAUVEGARDES)
        try:
            with verrous.tenir(OUVERTURE, _ATTENTE):
                fichier_prive(dossier / BASE)
                _exiger_un_vrai_fichier(dossier)
                base = connecter(dossier / BASE)
                try:
                    if migrations.est_vide(base) and not repartir:
                        _refuser_une_base_perdue(dossier)
                    return base, _preparer(base, dossier, quand, auteur)
                except BaseException:
                    base.close()
                    raise
        except SeanceOuverteAilleurs as erreur:
            raise CarnetOccupe from erreur


def ouvrir_pour_lire(dossier: Path) -> Database:
    """La base d'un carnet qui existe, sans rien y écrire.

    Lève `EcritureImpossible` (`carnet_absent`, `inaccessible`) ou `CarnetIllisible`.
    """
    with en_clair(dossier):
        _refuser_un_fichier(dossier)
        if not (dossier / BASE).exists():
            raise EcritureImpossible("carnet_absent", dossier=dossier)
        _exiger_un_vrai_fichier(dossier)
        base = connecter(dossier / BASE, lecture_seule=True)
        try:
            if not migrations.est_un_carnet(base):
                raise CarnetIllisible("autre_base", dossier=dossier)
            if not migrations.a_faire(base):
                return base
            memoire = connecter_en_memoire()
            base.conn.backup(memoire.conn)
            migrations.MIGRATIONS.apply(memoire)
        except BaseException:
            base.close()
            raise
        base.close()
        return memoire


def mettre_de_cote(dossier: Path, quand: datetime) -> None:
    """Range une base qui ne s'ouvre plus parmi les sauvegardes, pour en rouvrir une neuve."""
    with en_clair(dossier):
        nom = f"abime-{quand.strftime('%Y-%m-%d-%H%M%S')}.sqlite"
        for suffixe in ("", "-wal", "-shm", "-journal"):
            reste = dossier / (BASE + suffixe)
            if reste.exists():
                reste.replace(dossier / SAUVEGARDES / (nom + suffixe))


def _refuser_un_fichier(dossier: Path) -> None:
    if os.path.lexists(dossier) and not dossier.is_dir():
        raise CarnetIllisible("chemin_est_un_fichier", dossier=dossier)


def _exiger_un_vrai_fichier(dossier: Path) -> None:
    """SQLite lirait un tube sans fin, et sans que rien puisse l'interrompre."""
    if not (dossier / BASE).is_file():
        raise CarnetIllisible("pas_un_carnet", dossier=dossier)


def _refuser_une_base_perdue(dossier: Path) -> None:
    if sauvegardes.presentes(dossier / SAUVEGARDES):
        raise CarnetIllisible("abime", dossier=dossier)


def _preparer(base: Database, dossier: Path, quand: datetime, auteur: str) -> tuple[str, ...]:
    """Crée ou met à niveau ; les soins du jour peuvent échouer sans fermer le carnet."""
    a_cote = dossier / SAUVEGARDES
    neuf = migrations.est_vide(base)
    if not neuf and not migrations.est_un_carnet(base):
        raise CarnetIllisible("autre_base", dossier=dossier)
    manquantes = migrations.a_faire(base)
    passer_en_wal(base)
    if manquantes:
        if not neuf:
            sauvegardes.avant(base, a_cote, "avant-migration", quand)
        with ecriture(base):
            migrations.appliquer(base, quand)
            base.execute("INSERT OR IGNORE INTO identite VALUES ('auteur', ?)", [auteur])
    return () if neuf else _soins(base, a_cote, quand)


def _soins(base: Database, a_cote: Path, quand: datetime) -> tuple[str, ...]:
    """Finit un effacement interrompu et fait la sauvegarde du jour ; rend les avertissements."""
    avertissements: list[str] = []
    for partiel in a_cote.glob("*.partiel*"):
        partiel.unlink(missing_ok=True)
    try:
        if nettoyage.inacheve(base):
            nettoyage.achever(base, a_cote)
    except EffacementInacheve:
        avertissements.append(str(ErreurDeCarnet("avertissement_effacement")))
    try:
        if not sauvegardes.du_jour(base, a_cote, quand):
            avertissements.append(str(ErreurDeCarnet("avertissement_abime")))
    except (OSError, sqlite3.Error):
        avertissements.append(str(ErreurDeCarnet("avertissement_sauvegarde")))
    return tuple(avertissements)
