"""Les sauvegardes : automatiques ou demandées, et ce que restaurer ferait perdre."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from carnet_bref import une_seance
from fabriques import DEPART, horloge_fixe, ulid

from coach.carnet import (
    Carnet,
    CarnetIllisible,
    CarnetOccupe,
    EcritureImpossible,
    RestaurationRefusee,
    SauvegardeImpossible,
    ouverture,
)
from coach.modeles.evenements import AjustementSuivi


def _sauvegardes(dossier: Path, raison: str = "carnet") -> list[str]:
    return sorted(f.name for f in (dossier / "sauvegardes").glob(f"{raison}-*.sqlite"))


def test_une_sauvegarde_par_jour_et_sept_gardees(dossier: Path) -> None:
    for jour in range(10):
        for _ in range(2):
            horloge = horloge_fixe(DEPART + timedelta(days=jour))
            with Carnet.ouvrir(dossier, horloge=horloge) as carnet:
                carnet.consigner(AjustementSuivi, ajustement=ulid(1), etat="fait")
    noms = _sauvegardes(dossier)
    assert noms == [f"carnet-2026-03-{jour:02}.sqlite" for jour in range(6, 13)]
    assert not list((dossier / "sauvegardes").glob("*.partiel*"))


@pytest.mark.parametrize("ecart", [365 * 73, -365 * 40])
def test_une_horloge_dereglee_ne_prive_pas_des_sauvegardes_d_apres(
    dossier: Path, ecart: int
) -> None:
    """Deux semaines sous une date fausse : ce qui s'écrit ensuite se sauvegarde quand même."""
    for jour in [ecart + j for j in range(14)] + list(range(3)):
        with Carnet.ouvrir(dossier, horloge=horloge_fixe(DEPART + timedelta(days=jour))) as carnet:
            carnet.consigner(AjustementSuivi, ajustement=ulid(1), etat="fait")
    noms = _sauvegardes(dossier)
    assert len(noms) == 7
    assert {f"carnet-2026-03-{jour:02}.sqlite" for jour in (3, 4, 5)} <= set(noms)


def test_une_sauvegarde_impossible_previent_sans_fermer_le_carnet(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    carnet.fermer()

    def plein(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ouverture.sauvegardes, "copier", plein)
    with Carnet.ouvrir(carnet.dossier) as ouvert:
        assert "sauvegarde" in " ".join(ouvert.avertissements)
        ouvert.ajouter(*une_seance().evenements)


def test_une_base_abimee_ne_chasse_pas_les_bonnes_sauvegardes(carnet: Carnet) -> None:
    for nombre in range(1, 40):
        carnet.ajouter(*une_seance(nombre).evenements)
    carnet.fermer()
    base = carnet.dossier / "carnet.sqlite"
    octets = bytearray(base.read_bytes())
    octets[len(octets) // 2 : len(octets) // 2 + 20_000] = b"\xff" * 20_000
    base.write_bytes(octets)
    with Carnet.ouvrir(carnet.dossier) as ouvert:
        assert "abîmé" in " ".join(ouvert.avertissements)
        with pytest.raises(CarnetIllisible):
            ouvert.reconstruire()
    assert _sauvegardes(carnet.dossier) == []


def test_sauvegarder_n_ecrase_rien_et_se_relit(carnet: Carnet, tmp_path: Path) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    fichier = tmp_path / "copie.sqlite"
    carnet.sauvegarder(fichier)
    assert fichier.stat().st_mode & 0o777 == 0o600
    assert [f.name for f in tmp_path.glob("copie*")] == ["copie.sqlite"]
    with pytest.raises(SauvegardeImpossible) as erreur:
        carnet.sauvegarder(fichier)
    assert erreur.value.raison == "sauvegarde_existe"
    with pytest.raises(SauvegardeImpossible):
        carnet.sauvegarder(tmp_path / "absent" / "copie.sqlite")
    with Carnet.ouvrir(tmp_path / "autre") as autre:
        autre.restaurer(fichier)
        assert autre.evenements(s.flux) == s.evenements
        assert autre.lister() == carnet.lister()


def test_restaurer_dit_d_abord_ce_qui_serait_perdu(carnet: Carnet, tmp_path: Path) -> None:
    un, deux = une_seance(1), une_seance(2)
    carnet.ajouter(*un.evenements)
    fichier = tmp_path / "copie.sqlite"
    carnet.sauvegarder(fichier)
    carnet.ajouter(*deux.evenements)
    carnet.ajouter(un.finir())
    perdus = len(deux.evenements) + 1
    with pytest.raises(RestaurationRefusee) as refus:
        carnet.restaurer(fichier)
    assert (refus.value.seances, refus.value.evenements) == (1, perdus)
    assert len(carnet.lister()) == 2
    carnet.restaurer(fichier, malgre_la_perte=True)
    assert [r.id for r in carnet.lister()] == [un.flux]
    [garde] = (carnet.dossier / "sauvegardes").glob("avant-restauration-*.sqlite")
    carnet.restaurer(garde)
    assert len(carnet.lister()) == 2
    assert carnet.verifier().problemes == ()


def test_restaurer_sur_un_disque_plein_n_accuse_pas_la_sauvegarde(
    carnet: Carnet, tmp_path: Path
) -> None:
    un, deux = une_seance(1), une_seance(2)
    deux.repondre("abcdefghij" * 5_000)
    carnet.ajouter(*un.evenements)
    carnet.ajouter(*deux.evenements)
    fichier = tmp_path / "copie.sqlite"
    carnet.sauvegarder(fichier)
    carnet.supprimer(deux.flux)
    pages = carnet._base.execute("PRAGMA page_count").fetchone()[0]
    carnet._base.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    with pytest.raises(EcritureImpossible, match="disque est plein"):
        carnet.restaurer(fichier, malgre_la_perte=True, avec_effacees=True)
    carnet._base.execute("PRAGMA max_page_count = 1000000").fetchall()
    assert [r.id for r in carnet.lister()] == [un.flux]
    carnet.restaurer(fichier, malgre_la_perte=True, avec_effacees=True)
    assert carnet.evenements(deux.flux) == deux.evenements
    assert carnet.verifier().problemes == ()


def test_restaurer_attend_que_les_autres_fenetres_se_ferment(
    carnet: Carnet, tmp_path: Path
) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    carnet.sauvegarder(tmp_path / "copie.sqlite")
    with (
        Carnet.ouvrir(carnet.dossier) as fenetre,
        fenetre.tenir(s.flux),
        pytest.raises(CarnetOccupe),
    ):
        carnet.restaurer(tmp_path / "copie.sqlite")


@pytest.mark.parametrize("contenu", [b"", b"n'importe quoi" * 99, None])
def test_une_sauvegarde_illisible_ne_touche_a_rien(
    carnet: Carnet, tmp_path: Path, contenu: bytes | None
) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    fichier = tmp_path / "copie.sqlite"
    if contenu is not None:
        fichier.write_bytes(contenu)
    with pytest.raises(SauvegardeImpossible, match="Rien n’a été modifié"):
        carnet.restaurer(fichier, malgre_la_perte=True)
    assert carnet.evenements(s.flux) == s.evenements


def test_une_sauvegarde_trafiquee_n_apporte_que_des_donnees(carnet: Carnet, tmp_path: Path) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    fichier = tmp_path / "copie.sqlite"
    carnet.sauvegarder(fichier)
    piege = sqlite3.connect(fichier)
    piege.execute("CREATE TRIGGER piege AFTER INSERT ON brouillons BEGIN DELETE FROM seances; END")
    piege.execute("CREATE TABLE butin (texte TEXT)")
    piege.commit()
    piege.close()
    carnet.restaurer(fichier)
    assert not {"piege", "butin"} & {
        nom for (nom,) in carnet._base.execute("SELECT name FROM sqlite_master")
    }
    for piege_a_cote in (
        "INSERT INTO brouillons VALUES (x'ff', 'q', 't', 'jamais')",
        "INSERT INTO entetes VALUES ('x', 1, '[1')",
        "DELETE FROM identite",
    ):
        vers = tmp_path / "trafiquee.sqlite"
        vers.write_bytes(fichier.read_bytes())
        trafique = sqlite3.connect(vers)
        trafique.execute(piege_a_cote)
        trafique.commit()
        trafique.close()
        with pytest.raises(SauvegardeImpossible):
            carnet.restaurer(vers)
        assert carnet.evenements(s.flux) == s.evenements
    trafique = sqlite3.connect(fichier)
    trafique.execute("INSERT INTO effacement_en_cours VALUES (1)")
    trafique.execute("UPDATE evenements SET corps = replace(corps, 'rang', 'rong')")
    trafique.commit()
    trafique.close()
    with pytest.raises(SauvegardeImpossible):
        carnet.restaurer(fichier, malgre_la_perte=True)
    assert carnet.evenements(s.flux) == s.evenements
