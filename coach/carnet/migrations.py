"""Les migrations du carnet, en ajout seul : une migration publiée ne change plus."""

from sqlite_utils import Database, Migrations

from coach.carnet.erreurs import CarnetIllisible
from coach.carnet.schema import creer_derivees, creer_journal

EMPREINTE = 0x43_6F_41_63
"""`application_id` des carnets : distingue un carnet d'une autre base SQLite."""

MIGRATIONS = Migrations("carnet")


def m001_socle(base: Database) -> None:
    """Le journal, les brouillons et les tables dérivées."""
    creer_journal(base)
    creer_derivees(base)
    base.execute(f"PRAGMA application_id = {EMPREINTE}")


TOUTES = (m001_socle,)
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
