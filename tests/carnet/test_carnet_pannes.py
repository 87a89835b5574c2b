"""Lecture seule, disque plein, base abîmée, versions : rien ne se perd, et cela se dit."""

import os
import sqlite3
from pathlib import Path

import pytest
from carnet_bref import programme, une_seance
from fabriques import seance
from sqlite_utils import Database

from coach.carnet import (
    Carnet,
    CarnetIllisible,
    EcritureImpossible,
    ErreurDeCarnet,
    migrations,
)

# --- Lecture seule, disque plein, base abîmée --------------------------------------------------


def test_en_lecture_seule_tout_se_lit_et_rien_ne_s_ecrit(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)  # rien n'a encore été dérivé
    carnet.fermer()
    avant = {c: c.read_bytes() for c in carnet.dossier.rglob("*.sqlite")}
    with Carnet.ouvrir(carnet.dossier, lecture_seule=True) as lecture:
        assert lecture.evenements(s.flux) == s.evenements
        assert [r.titre for r in lecture.lister()] == ["L’accueil du lundi"]
        assert len(lecture.chercher("abri")) == 1
        with pytest.raises(EcritureImpossible, match="lecture seule"):
            lecture.ajouter(s.finir())
        with pytest.raises(EcritureImpossible), lecture.tenir(s.flux):
            pass
        with pytest.raises(EcritureImpossible):
            lecture.supprimer(s.flux)
    assert {c: c.read_bytes() for c in carnet.dossier.rglob("*.sqlite")} == avant


def test_lire_un_carnet_absent_n_en_cree_pas(dossier: Path) -> None:
    with pytest.raises(EcritureImpossible) as erreur:
        Carnet.ouvrir(dossier, lecture_seule=True)
    assert erreur.value.raison == "carnet_absent"
    assert not dossier.exists()


def test_un_dossier_en_lecture_seule_le_dit(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuser(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuser)
    with pytest.raises(EcritureImpossible, match="lecture seule"):
        Carnet.ouvrir(dossier)


def test_une_base_devenue_muette_a_l_ecriture_se_lit_encore(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements[:-1])
    carnet._base.execute("PRAGMA query_only = ON").fetchall()
    with pytest.raises(EcritureImpossible):
        carnet.ajouter(s.evenements[-1])
    assert [r.id for r in carnet.lister()] == [s.flux]
    assert carnet.evenements(s.flux) == s.evenements[:-1]


def test_disque_plein_rien_n_est_ecrit_a_moitie(carnet: Carnet) -> None:
    s = seance(1)
    carnet.ajouter(*s.evenements)
    pages = carnet._base.execute("PRAGMA page_count").fetchone()[0]
    carnet._base.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    longue = [s.repondre("abcdefghij" * 5_000)]
    with pytest.raises(EcritureImpossible, match="disque est plein") as erreur:
        carnet.ajouter(s.evenements[-2], *longue)
    assert erreur.value.conseil
    assert carnet.evenements(s.flux) == s.evenements[:1]
    assert [r.id for r in carnet.lister()] == [s.flux]
    carnet._base.execute("PRAGMA max_page_count = 1000000").fetchall()
    carnet.ajouter(s.evenements[-2], *longue)
    assert carnet.evenements(s.flux) == s.evenements
    assert carnet.verifier().problemes == ()


def test_disque_vraiment_plein_dans_un_autre_processus(dossier: Path) -> None:
    autre = programme(
        dossier,
        """
        import resource
        from fabriques import seance
        from coach.carnet import EcritureImpossible
        s = seance(1)
        carnet.ajouter(*s.evenements)
        taille = 300_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (taille, taille))
        ecrits, erreur = 1, None
        while erreur is None:
            s.repondre("mot " * 2_000)
            try:
                carnet.ajouter(*s.evenements[ecrits:])
                ecrits = len(s.evenements)
            except EcritureImpossible as vue:
                erreur = vue
        assert len(carnet.evenements(s.flux)) == ecrits
        print(ecrits, erreur.phrase)
        """,
    )
    sortie, _ = autre.communicate()
    assert autre.returncode == 0
    ecrits, phrase = sortie.strip().split(" ", 1)
    assert "disque" in phrase or "écrire" in phrase
    with Carnet.ouvrir(dossier) as carnet:
        assert len(carnet.evenements(seance(1).flux)) == int(ecrits)
        assert carnet.verifier().problemes == ()


@pytest.mark.parametrize(
    "contenu", [b"pas une base " * 500, b"SQLite format 3\x00" + b"\x07" * 999]
)
def test_un_fichier_qui_n_est_pas_une_base_reste_intact(dossier: Path, contenu: bytes) -> None:
    dossier.mkdir()
    (dossier / "carnet.sqlite").write_bytes(contenu)
    with pytest.raises(CarnetIllisible) as erreur:
        Carnet.ouvrir(dossier)
    assert erreur.value.phrase and erreur.value.conseil
    assert (dossier / "carnet.sqlite").read_bytes() == contenu


def test_un_tube_a_la_place_de_la_base_se_dit_au_lieu_d_attendre(dossier: Path) -> None:
    dossier.mkdir()
    os.mkfifo(dossier / "carnet.sqlite")
    for lecture_seule in (False, True):
        with pytest.raises(CarnetIllisible, match="n’est pas un carnet"):
            Carnet.ouvrir(dossier, lecture_seule=lecture_seule)


def test_la_base_d_un_autre_logiciel_reste_intacte(dossier: Path) -> None:
    dossier.mkdir()
    autre = sqlite3.connect(dossier / "carnet.sqlite")
    autre.execute("CREATE TABLE recettes (nom TEXT)")
    autre.commit()
    autre.close()
    avant = (dossier / "carnet.sqlite").read_bytes()
    with pytest.raises(CarnetIllisible) as erreur:
        Carnet.ouvrir(dossier)
    assert erreur.value.raison == "autre_base"
    assert (dossier / "carnet.sqlite").read_bytes() == avant


def test_une_base_abimee_se_dit_et_se_repare(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    sauvegarde = carnet.dossier.parent / "mienne.sqlite"
    carnet.sauvegarder(sauvegarde)
    carnet.fermer()
    base = carnet.dossier / "carnet.sqlite"
    base.write_bytes(b"\x00" * 100 + base.read_bytes()[100:])
    with pytest.raises(CarnetIllisible):
        Carnet.ouvrir(carnet.dossier)
    with Carnet.reparer(carnet.dossier, sauvegarde) as repare:
        assert repare.evenements(s.flux) == s.evenements
        assert repare.auteur == carnet.auteur
    assert list((carnet.dossier / "sauvegardes").glob("abime-*"))


def test_une_base_perdue_n_est_pas_remplacee_par_un_carnet_vide(carnet: Carnet) -> None:
    carnet.ajouter(*une_seance().evenements)
    carnet.fermer()
    Carnet.ouvrir(carnet.dossier).fermer()  # la sauvegarde du jour
    (carnet.dossier / "carnet.sqlite").unlink()
    with pytest.raises(CarnetIllisible, match="restaurez"):
        Carnet.ouvrir(carnet.dossier)


def test_verifier_nomme_l_evenement_qui_ne_va_pas(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    bilan = carnet.verifier()
    assert (bilan.seances, bilan.evenements, bilan.problemes) == (1, len(s.evenements), ())
    base = carnet._base.conn
    base.execute("INSERT INTO effacement_en_cours VALUES (1)")
    base.execute("UPDATE evenements SET corps = '{' WHERE id = ?", [s.evenements[1].id])
    base.execute("UPDATE evenements SET rang = 99 WHERE id = ?", [s.evenements[2].id])
    problemes = carnet.verifier().problemes
    assert len(problemes) == 2
    assert s.evenements[1].id in problemes[0] and s.evenements[2].id in problemes[1]


# --- Migrations --------------------------------------------------------------------------------


def test_un_carnet_d_une_version_plus_recente_reste_intact(carnet: Carnet) -> None:
    carnet._base.table("_sqlite_migrations").insert(
        {"migration_set": "carnet", "name": "m999_avenir", "applied_at": "2030"}
    )
    carnet.fermer()
    avant = (carnet.dossier / "carnet.sqlite").read_bytes()
    for lecture_seule in (False, True):
        with pytest.raises(CarnetIllisible, match="plus récente"):
            Carnet.ouvrir(carnet.dossier, lecture_seule=lecture_seule)
    assert (carnet.dossier / "carnet.sqlite").read_bytes() == avant


def test_une_migration_se_fait_apres_une_sauvegarde_et_d_un_bloc(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    carnet.fermer()

    def m900_ratee(base: Database) -> None:
        base.execute("CREATE TABLE nouveaute (id TEXT)")
        raise sqlite3.OperationalError("panne")

    def m900_essai(base: Database) -> None:
        base.execute("CREATE TABLE nouveaute (id TEXT)")

    publiees = migrations.TOUTES

    def avec(migration: object) -> None:
        registre = migrations.Migrations("carnet")
        toutes = (*publiees, migration)
        for une in toutes:
            registre()(une)  # type: ignore[arg-type]
        monkeypatch.setattr(migrations, "MIGRATIONS", registre)
        monkeypatch.setattr(migrations, "TOUTES", toutes)

    avec(m900_ratee)
    with pytest.raises(ErreurDeCarnet):
        Carnet.ouvrir(carnet.dossier)
    avec(m900_essai)
    with Carnet.ouvrir(carnet.dossier) as migre:
        assert "nouveaute" in migre._base.table_names()
        assert migre.evenements(s.flux) == s.evenements
    sauvegardes = list((carnet.dossier / "sauvegardes").glob("avant-migration-*.sqlite"))
    assert sauvegardes
    copie = sqlite3.connect(sauvegardes[-1])
    tables = {nom for (nom,) in copie.execute("SELECT name FROM sqlite_master")}
    copie.close()
    assert "evenements" in tables and "nouveaute" not in tables


def test_les_migrations_publiees_sont_toutes_enregistrees() -> None:
    noms = [m.__name__ for m in migrations.TOUTES]
    assert noms == sorted(noms) and noms[0] == "m001_socle"
