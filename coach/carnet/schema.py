"""Les tables du carnet : le journal, qui fait foi, et ce qui se recalcule à partir de lui."""

from sqlite_utils import Database

DERIVEES = (
    "seances",
    "textes",
    "segments",
    "segments_lus",
    "preuves",
    "preuves_deplacees",
    "preuves_retirees",
    "actions",
    "suivis",
    "etiquettes",
    "positionnements",
    "emotions",
)
"""Tables reconstruites depuis le journal ; chacune a une colonne `flux`."""

_AJOUT_SEUL = """
CREATE TRIGGER evenements_sans_{nom} BEFORE {acte} ON evenements
WHEN NOT EXISTS (SELECT 1 FROM effacement_en_cours)
BEGIN SELECT RAISE(ABORT, 'le journal ne fait que grandir'); END
"""


def creer_journal(base: Database) -> None:
    """Le journal en ajout seul, et ce qui vit à côté de lui sans en venir."""
    base.create_table(
        "evenements",
        {
            "id": str,
            "flux": str,
            "rang": int,
            "auteur": str,
            "quand": str,
            "type": str,
            "corps": str,
        },
        pk="id",
        not_null={"flux", "rang", "auteur", "quand", "type", "corps"},
    )
    base.table("evenements").create_index(["flux", "rang"])
    base.execute(
        "CREATE INDEX evenements_tombes ON evenements (type) WHERE type = 'seance_supprimee'"
    )
    base.create_table("identite", {"cle": str, "valeur": str}, pk="cle")
    base.create_table(
        "brouillons", {"flux": str, "question": str, "texte": str, "quand": str}, pk="flux"
    )
    base.create_table("entetes", {"flux": str, "pseudonymise": int, "champs": str}, pk="flux")
    base.create_table("a_deriver", {"flux": str}, pk="flux")
    base.create_table("effacements", {"id": str, "sorte": str}, pk="id")
    base.create_table("effacement_en_cours", {"id": int}, pk="id")
    base.execute(_AJOUT_SEUL.format(nom="changement", acte="UPDATE"))
    base.execute(_AJOUT_SEUL.format(nom="retrait", acte="DELETE"))


def creer_derivees(base: Database) -> None:
    """Ce qui se recalcule : listes, recherche, segments, preuves, actions."""
    base.create_table(
        "seances",
        {
            "flux": str,
            "titre": str,
            "protocole": str,
            "cree_le": str,
            "modifie_le": str,
            "termine": int,
            "instant": float,
        },
        pk="flux",
    )
    base.table("seances").create_index(["instant"])
    base.create_table(
        "textes",
        {"id": int, "flux": str, "reponse": str, "etape": str, "texte": str, "cle": str},
        pk="id",
    )
    base.table("textes").create_index(["flux"])
    base.table("textes").enable_fts(["cle"], tokenize="unicode61 remove_diacritics 2")
    base.create_table(
        "segments",
        {"flux": str, "reponse": str, "debut": int, "nature": str, "corps": str},
        pk=("flux", "reponse", "debut"),
    )
    base.create_table("segments_lus", {"flux": str, "lecteur": str}, pk="flux")
    base.create_table(
        "preuves",
        {
            "id": str,
            "flux": str,
            "referentiel": str,
            "millesime": str,
            "code": str,
            "date": str,
            "extrait": str,
            "justification": str,
            "source": str,
            "temoin": str,
        },
        pk="id",
    )
    base.create_table(
        "preuves_deplacees",
        {"cible": str, "flux": str, "referentiel": str, "millesime": str, "code": str},
        pk="cible",
    )
    base.create_table("preuves_retirees", {"cible": str, "flux": str}, pk="cible")
    base.create_table(
        "actions",
        {
            "id": str,
            "flux": str,
            "texte": str,
            "moment": str,
            "echeance": str,
            "indicateur": str,
            "decide_le": str,
            "instant": float,
        },
        pk="id",
    )
    base.create_table(
        "suivis",
        {"ajustement": str, "flux": str, "etat": str, "echeance": str, "appris": str},
        pk="ajustement",
    )
    for table in ("preuves", "actions"):
        base.table(table).create_index(["flux"])


def completer_les_listes(base: Database) -> None:
    """Le jour vécu et le dernier instant d'une séance, ses étiquettes, et les index des listes."""
    base.execute("ALTER TABLE seances ADD COLUMN jour TEXT NOT NULL DEFAULT ''")
    base.execute("ALTER TABLE seances ADD COLUMN touchee FLOAT NOT NULL DEFAULT 0")
    base.execute(
        "UPDATE seances SET jour = substr(cree_le, 1, 10),"
        " touchee = coalesce(CAST(strftime('%s', modifie_le) AS FLOAT), instant)"
    )
    base.create_table("etiquettes", {"flux": str, "cle": str, "etiquette": str}, pk=("flux", "cle"))
    for ordre in (
        "seances_recentes ON seances (instant, flux)",
        "seances_du_jour ON seances (jour)",
        "seances_inachevees ON seances (touchee) WHERE termine = 0",
        "seances_finies ON seances (instant, flux) WHERE termine = 1",
    ):
        base.execute(f"CREATE INDEX {ordre}")


def creer_la_progression(base: Database) -> None:
    """Les positionnements et les émotions choisies, de quoi lire une progression d'un coup."""
    base.create_table(
        "positionnements",
        {
            "id": str,
            "flux": str,
            "referentiel": str,
            "millesime": str,
            "code": str,
            "item": int,
            "jour": str,
            "niveau": str,
            "justification": str,
            "par": str,
            "rang": int,
        },
        pk="id",
    )
    base.create_table(
        "emotions",
        {"id": str, "flux": str, "famille": str, "mot": str, "intensite": str, "corps": str},
        pk="id",
    )
    base.table("emotions").create_index(["flux"])
    for ordre in (
        "positionnements_par_competence ON positionnements (referentiel, code, jour, rang)",
        "preuves_par_competence ON preuves (referentiel, code, date, id)",
    ):
        base.execute(f"CREATE INDEX {ordre}")


def creer_les_partages(base: Database) -> None:
    """Ce qui fut donné à lire : pseudonymes sous empreinte, et d'où vient chaque événement donné.

    Ces tables ne se recalculent pas : elles ne viennent pas du journal.
    """
    base.create_table("pseudonymes", {"empreinte": str, "pseudonyme": str}, pk="empreinte")
    base.create_table(
        "correspondances", {"neuf": str, "fichier": str, "flux": str, "ancien": str}, pk="neuf"
    )
    base.table("correspondances").create_index(["fichier"])
    base.table("correspondances").create_index(["flux"])
