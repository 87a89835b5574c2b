"""Le carnet entier, les référentiels, les réglages, et le filet sous une panne imprévue."""

import importlib
import json
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from lieux import DEPOT
from ligne_de_commande import coach, en_json, refus
from seance_entiere import entiere

from coach.carnet import Carnet, EcritureImpossible
from coach.cli.ecran import exiger_un_ecran
from coach.cli.filet import CONNUES
from coach.cli.refus import Refus
from coach.erreurs import ErreurEnClair

# --- Le carnet entier ------------------------------------------------------------------------


def test_sauvegarder_restaurer_verifier_reconstruire(carnet: Carnet, tmp_path: Path) -> None:
    entiere(carnet, 1)
    copie = tmp_path / "copie du carnet.db"
    assert coach("carnet", "sauvegarder", copie).exit_code == 0
    refus("carnet", "sauvegarder", copie)
    entiere(carnet, 2)
    phrase = refus("carnet", "restaurer", copie)
    assert "absentes\u00a0: 1" in phrase and "--oui" in phrase
    assert len(en_json("journal", "lister")) == 2
    assert coach("carnet", "restaurer", copie, "--oui").exit_code == 0
    assert len(en_json("journal", "lister")) == 1
    verifie = coach("carnet", "verifier")
    assert verifie.exit_code == 0 and "Tout se lit." in verifie.stdout
    assert "Séances\u00a0: 1" in coach("carnet", "reconstruire").stdout
    refus("carnet", "restaurer", tmp_path / "absente.db")


def test_un_carnet_inutilisable_se_dit_sans_trace(tmp_path: Path) -> None:
    fichier = tmp_path / "fichier"
    fichier.write_text("pas un dossier", "utf-8")
    refus("noter", "Une note", "--carnet", fichier)
    refus("journal", "lister", "--carnet", fichier)
    abime = tmp_path / "abime"
    abime.mkdir()
    (abime / "carnet.sqlite").write_bytes(b"ceci n'est pas une base de donnees" * 40)
    refus("journal", "lister", "--carnet", abime, code=1)
    refus("carnet", "verifier", "--carnet", abime, code=1)


def test_un_disque_plein_ne_se_dit_pas_en_lecture_seule(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Le carnet se lit encore ; qui veut y écrire apprend ce qui l'en empêche vraiment."""
    flux = entiere(carnet, 1).flux
    carnet.fermer()

    def plein(*_: object, **__: object) -> None:
        raise EcritureImpossible("disque_plein")

    monkeypatch.setattr("coach.carnet.ouverture.ouvrir", plein)
    assert len(en_json("journal", "lister")) == 1
    assert "disque est plein" in refus("journal", "supprimer", flux, "--oui", code=1)


# --- Référentiels, protocoles ----------------------------------------------------------------


def test_lister_les_referentiels_compte_leurs_competences() -> None:
    fiches = {f["id"]: f for f in en_json("referentiel", "lister")}
    assert fiches["cip"].keys() == {"id", "titre", "pays", "millesime", "competences"}
    assert fiches["cip"]["competences"] == 16


def test_montrer_un_referentiel_rend_la_forme_du_contrat() -> None:
    document = en_json("referentiel", "montrer", "cip")
    assert document.keys() == {
        *("id", "titre", "emetteur", "pays", "millesime", "groupes", "competences")
    }
    assert {g.keys() == {"code", "titre"} for g in document["groupes"]} == {True}
    assert len(document["competences"]) == 16
    for competence in document["competences"]:
        requises = {"code", "titre", "groupe", "lieu", "items", "themes", "correspondances"}
        permises = requises | {"situation", "modalites", "sous_items"}
        assert requises <= competence.keys() <= permises
        assert all(item.keys() == {"categorie", "enonce"} for item in competence["items"])


def test_montrer_une_competence_par_son_code_sans_egard_a_la_casse() -> None:
    document = en_json("referentiel", "montrer", "cip", "cp11")
    assert [c["code"] for c in document["competences"]] == ["CP11"]
    assert "CP1" in refus("referentiel", "montrer", "cip", "CP0")
    assert "cip" in refus("referentiel", "montrer", "cpi")
    assert "\n  - Je" in coach("referentiel", "montrer", "cip", "CP1").stdout


def test_les_protocoles_se_parcourent() -> None:
    assert "analyse-de-pratique" in {p["id"] for p in en_json("protocole", "lister")}
    assert en_json("protocole", "montrer", "analyse-de-pratique")["etapes"]
    assert "1. La situation" in coach("protocole", "montrer", "analyse-de-pratique").stdout
    assert "analyse-de-pratique" in refus("protocole", "montrer", "autre")


# --- Réglages --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contenu", "mot"),
    [
        (b"\npays = \n", "ligne 2"),
        (b'pays = "\xe9"', "ne se lit pas"),
        (b'pays = "DE"', "FR, BE ou CH"),
        (b'referentiels = ["cpi"]', "cip"),
        (b"referentiels = []", "cip"),
        (b'couleur = "bleu"', "couleur"),
    ],
)
def test_des_reglages_abimes_n_empechent_rien(
    foyer: Path, monkeypatch: pytest.MonkeyPatch, contenu: bytes, mot: str
) -> None:
    monkeypatch.setenv("COACH_CONFIGURATION", str(foyer))
    (foyer / "reglages.toml").write_bytes(contenu)
    resultat = coach("noter", "Une note", "--json")
    assert resultat.exit_code == 0 and json.loads(resultat.stdout)["id"]
    assert mot in resultat.stderr and "reglages.toml" in resultat.stderr


def test_un_reglage_mal_ecrit_laisse_les_autres(foyer: Path) -> None:
    from coach.reglages import lire

    (foyer / "reglages.toml").write_text('pays = "BE"\nreferentiels = "cip"\n', "utf-8")
    lus = lire(foyer)
    assert (lus.reglages.pays, lus.reglages.referentiels) == ("BE", ("cip",))
    assert len(lus.avertissements) == 1
    assert lire(foyer / "absent").avertissements == ()


# --- Le filet --------------------------------------------------------------------------------


def test_une_panne_imprevue_se_dit_en_une_phrase_sans_les_mots_de_la_personne(
    foyer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tomber(texte: str) -> None:
        raise RuntimeError(f"impossible de lire : {texte}")

    monkeypatch.setattr("coach.analyse.lecteur.lire", tomber)
    phrase = refus("analyser", "-", entree="Samira a pleuré.", code=1)
    journaux = list(foyer.rglob("coach.log"))
    assert len(journaux) == 1 and str(journaux[0]) in phrase
    ecrit = journaux[0].read_text("utf-8")
    assert "RuntimeError" in ecrit and "tomber" in ecrit and "analyser.py" in ecrit
    assert "Samira" not in ecrit + phrase and str(foyer) not in ecrit
    if os.name == "posix":
        assert journaux[0].stat().st_mode & 0o777 == 0o600


def test_un_acces_refuse_n_est_pas_une_panne(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuser(dossier: Path) -> None:
        raise PermissionError(13, "Permission denied", str(dossier))

    monkeypatch.setattr("coach.reglages.lire", refuser)
    phrase = refus("noter", "Une note", code=1)
    assert "refuse l’accès" in phrase and "denied" not in phrase


def test_les_erreurs_connues_existent() -> None:
    for nom in CONNUES:
        module, _, classe = nom.rpartition(".")
        erreur = getattr(importlib.import_module(module), classe)
        assert issubclass(erreur, ErreurEnClair)
        assert erreur.__module__ == module, f"{nom} : c'est là qu'elle est définie qui compte"


def test_sans_terminal_l_interface_renvoie_au_mode_texte() -> None:
    assert "coach seance --texte" in refus()


@pytest.mark.parametrize(("terminal", "refuse"), [("dumb", True), ("linux", False)])
def test_un_terminal_qui_n_affiche_que_des_lignes_renvoie_au_mode_texte(
    monkeypatch: pytest.MonkeyPatch, terminal: str, refuse: bool
) -> None:
    monkeypatch.setenv("TERM", terminal)
    for flux in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{flux}.isatty", lambda: True, raising=False)
    with pytest.raises(Refus, match="seance --texte") if refuse else nullcontext():
        exiger_un_ecran("sans_terminal")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="il faut un disque toujours plein")
def test_une_sortie_pleine_se_dit_sans_trace() -> None:
    with Path("/dev/full").open("wb") as pleine:
        reponse = subprocess.run(
            [sys.executable, "-m", "coach", "referentiel", "lister"],
            cwd=DEPOT,
            stdout=pleine,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    assert reponse.returncode == 1
    assert reponse.stderr.startswith("La réponse n’a pas pu être écrite.")
    assert len(reponse.stderr.splitlines()) == 1
