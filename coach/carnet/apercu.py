"""Ce que montre l'accueil, par le chemin le plus court : peu de requêtes, rien de lourd à charger.

Rien ici n'importe sqlite-utils ni pydantic : l'accueil se lit avant que le carnet ne s'ouvre.
"""

import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from coach.carnet import listes
from coach.carnet.connexion import BASE, EMPREINTE, connecter_pour_un_apercu
from coach.carnet.listes import Lisible
from coach.carnet.resumes import Apercu

LIGNES = 4
"""Lignes de chaque liste."""

BIENTOT = 3
"""Jours d'avance avec lesquels un ajustement se rappelle."""

_DERNIERE_MIGRATION = "m004_partages"


def apercu(base: Lisible, aujourd_hui: date) -> Apercu:
    """L'aperçu du carnet, ce jour-là."""
    seances, inachevees = base.execute(
        "SELECT count(*), (SELECT count(*) FROM seances WHERE termine = 0) FROM seances"
    ).fetchone()
    bientot = aujourd_hui + timedelta(days=BIENTOT)
    dus = listes.dues(base, bientot, LIGNES)
    return Apercu(
        seances=seances,
        inachevees=inachevees,
        a_reprendre=tuple(listes.a_reprendre(base, LIGNES)),
        finies=tuple(listes.finies(base, LIGNES)),
        dus=tuple(dus),
        nombre_de_dus=listes.compter_les_dues(base, bientot) if len(dus) == LIGNES else len(dus),
    )


def lire_vite(dossier: Path, aujourd_hui: date) -> Apercu | None:
    """L'aperçu du carnet de ce dossier sans l'ouvrir ; rien s'il faut l'ouvrir d'abord.

    C'est le cas d'un carnet à créer là où il y a déjà quelque chose, à mettre à niveau, abîmé, ou
    dont les listes ne sont plus à jour : l'ouvrir dira ce qui ne va pas.
    """
    if not dossier.exists():
        return Apercu() if os.access(_premier_dossier(dossier), os.W_OK) else None
    if not (dossier / BASE).is_file() or not os.access(dossier, os.W_OK):
        return None
    try:
        with closing(connecter_pour_un_apercu(dossier / BASE)) as base:
            return apercu(base, aujourd_hui) if _se_lit(base) else None
    except sqlite3.Error:
        return None


def _premier_dossier(chemin: Path) -> Path:
    """Le plus proche dossier qui existe au-dessus."""
    return next((parent for parent in chemin.absolute().parents if parent.exists()), chemin)


def _se_lit(base: sqlite3.Connection) -> bool:
    if base.execute("PRAGMA application_id").fetchone()[0] != EMPREINTE:
        return False
    if base.execute("SELECT 1 FROM a_deriver LIMIT 1").fetchone():
        return False
    faites = base.execute("SELECT max(name) FROM _sqlite_migrations WHERE migration_set = 'carnet'")
    return bool(faites.fetchone()[0] == _DERNIERE_MIGRATION)
