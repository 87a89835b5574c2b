"""Les migrations du carnet, en ajout seul : une migration publiée ne change plus."""

from datetime import datetime

from sqlite_utils import Database, Migrations

from coach.carnet.connexion import EMPREINTE
from coach.carnet.erreurs import CarnetIllisible
from coach.carnet.schema import (
    completer_les_listes,
    creer_derivees,
    creer_journal,
    creer_la_progression,
    creer_les_partages,
)

MIGRATIONS = Migrations("carnet")


def m001_socle(base: Database) -> None:
    """Le journal, les brouillons et les tables dérivées."""
    creer_journal(base)
    creer_derivees(base)
    base.execute(f"PRAGMA application_id = {EMPREINTE}")


def m002_listes(base: Database) -> None:
    """De quoi filtrer les séances, et lire l'accueil sans tout parcourir."""
    completer_les_listes(base)
    base.execute(
        "INSERT OR IGNORE INTO a_deriver"
        " SELECT DISTINCT flux FROM evenements WHERE type = 'etiquette_posee'"
    )


def m003_progression(base: Database) -> None:
    """De quoi lire d'un coup les positionnements et les émotions choisies."""
    creer_la_progression(base)
    base.execute(
        "INSERT OR IGNORE INTO a_deriver SELECT DISTINCT flux FROM evenements"
        " WHERE type IN ('positionnement_fait', 'emotion_choisie')"
    )


def m004_partages(base: Database) -> None:
    """De quoi donner une séance à lire sous les mêmes pseudonymes, d'un partage à l'autre."""
    creer_les_partages(base)


TOUTES = (m001_socle, m002_listes, m003_progression, m004_partages)
for _migration in TOUTES:
    MIGRATIONS()(_migration)


def est_un_carnet(base: Database) -> bool:
    """Vrai si la base porte l'empreinte d'un carnet."""
    return bool(base.execute("PRAGMA application_id").fetchone()[0] == EMPREINTE)


def est_vide(base: Database) -> bool:
    """Vrai si la base n'a encore aucune table."""
    return not base.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def a_faire(base: Database) -> list[str]:
    """Les migrations qui manquent à cette base.

    Lève `CarnetIllisible` (`plus_recent`) si la base en porte une que ce logiciel ne connaît pas.
    """
    connues = {migration.__name__ for migration in TOUTES}
    if {m.name for m in MIGRATIONS.applied(base)} - connues:
        raise CarnetIllisible("plus_recent")
    return [m.name for m in MIGRATIONS.pending(base)]


def appliquer(base: Database, quand: datetime) -> None:
    """Applique ce qui manque, daté de l'heure du carnet ; à appeler dans une transaction."""
    manquantes = a_faire(base)
    MIGRATIONS.apply(base)
    for nom in manquantes:
        base.execute(
            f"UPDATE {MIGRATIONS.migrations_table} SET applied_at = ? WHERE name = ?",
            [quand.isoformat(sep=" "), nom],
        )
