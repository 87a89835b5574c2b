"""La porte par un tube, le retrait, les clés, et les fichiers hostiles."""

import json
from pathlib import Path

import pytest
from don_par_tube import ACCORD, donner
from ligne_de_commande import coach
from seance_nommee import NOMS

from coach.partage.fichier import lire_fichier


def test_par_un_tube_tout_se_voit_puis_s_ecrit(flux: str, tmp_path: Path) -> None:
    fichier = tmp_path / "don.jsonl"
    resultat = donner(flux, fichier)
    assert resultat.exit_code == 0, resultat.stderr
    assert "Pseudonymisé n’est pas anonyme" in resultat.stdout
    assert "Mme Benali est arrivée" in resultat.stdout, "chaque nom se montre dans sa phrase"
    octets = fichier.read_text("utf-8")
    assert not any(nom.casefold() in octets.casefold() for nom in NOMS)
    assert ACCORD in octets and "emotion_choisie" not in octets
    journal = lire_fichier(fichier)
    importe = coach("--carnet", tmp_path / "autre", "journal", "importer", fichier, "--json")
    assert json.loads(importe.stdout) == {"id": journal.seance, "nouveau": True}


def test_un_accord_qui_nomme_se_relit_avant_d_entrer_dans_le_fichier(
    flux: str, tmp_path: Path
) -> None:
    fichier = tmp_path / "don.jsonl"
    avant = "\n4\n\n/suite\nPour Odile, qui connaît Mme Benali.\n"
    resultat = coach("partager", flux, "-o", fichier, "--texte", entree=avant)
    dit = resultat.stdout.replace("\u00a0", " ")
    assert "ces mots seront : « Pour Odile, qui connaît Mme" in dit
    assert "Ils nomment : Odile." in dit and "Rien n’a été écrit." in dit
    assert not fichier.exists(), "la fin de l’entrée n’est pas un accord"
    resultat = coach("partager", flux, "-o", fichier, "--texte", entree=f"{avant}{ACCORD}\n")
    octets = fichier.read_text("utf-8")
    assert ACCORD in octets and "Odile" not in octets


def test_un_nom_mis_dans_une_reformulation_se_decide_aussi(flux: str, tmp_path: Path) -> None:
    fichier = tmp_path / "don.jsonl"
    entree = f"\n4\n\nElle riait avec Josette Pirlot.\n/suite\n1\n{ACCORD}\n"
    resultat = coach("partager", flux, "-o", fichier, "--texte", entree=entree)
    assert "« Josette Pirlot »" in resultat.stdout.replace("\u00a0", " ")
    octets = fichier.read_text("utf-8")
    assert "Elle riait avec" in octets and "Josette" not in octets


def test_changer_refuser_ajouter_par_un_tube(flux: str, tmp_path: Path) -> None:
    fichier = tmp_path / "don.jsonl"
    entree = f"\n2\n\nla maman\n3\n4\nmauvaise foi\n\n/suite\n{ACCORD}\n"
    coach("partager", flux, "-o", fichier, "--texte", entree=entree)
    octets = fichier.read_text("utf-8")
    assert "la maman" in octets and "mauvaise foi" not in octets and "Benali" not in octets
    assert "Ottignies" in octets, "ce qui est refusé reste"


def test_un_homonyme_se_separe_par_un_tube(flux: str, tmp_path: Path) -> None:
    fichier = tmp_path / "don.jsonl"
    resultat = coach("partager", flux, "-o", fichier, "--texte", entree="\n5\n2\n\n4\n")
    assert "Là, « " in resultat.stdout.replace("\u00a0", " ")
    entree = f"\n5\n2\n\n4\n\n/suite\n{ACCORD}\n"
    assert coach("partager", flux, "-o", fichier, "--texte", entree=entree).exit_code == 0
    assert "Benali" not in fichier.read_text("utf-8")


@pytest.mark.parametrize("sortie", ["/fin", "/pause"])
def test_une_commande_n_est_jamais_un_accord_ni_un_mot_de_remplacement(
    flux: str, tmp_path: Path, sortie: str
) -> None:
    fichier = tmp_path / "don.jsonl"
    for entree in (f"{sortie}\n", f"\n2\n{sortie}\n", f"\n4\n\n/suite\n{sortie}\n"):
        resultat = coach("partager", flux, "-o", fichier, "--texte", entree=entree)
        assert resultat.exit_code == 0
        assert "Rien n’a été écrit" in resultat.stdout
        assert not fichier.exists()
    entree = f"/aide\n\n2\n/bidule\n//x\n4\n\n/suite\n{ACCORD}\n"
    resultat = coach("partager", flux, "-o", fichier, "--texte", entree=entree)
    assert "s’en aller sans rien écrire" in resultat.stdout
    assert "Je ne connais pas /bidule" in resultat.stdout
    assert "/x" in fichier.read_text("utf-8"), "deux barres : une ligne qui commence par une barre"


@pytest.mark.parametrize("entree", ["", "\n", "9\n1,x\n", "\n4\n\n\n\n\n\n\n\n\n\n\n\n"])
def test_la_fin_de_l_entree_ou_le_silence_n_ecrivent_rien(
    flux: str, tmp_path: Path, entree: str
) -> None:
    fichier = tmp_path / "don.jsonl"
    resultat = coach("partager", flux, "-o", fichier, "--texte", entree=entree)
    assert resultat.exit_code == 0
    assert "Rien n’a été écrit." in resultat.stdout
    assert list(tmp_path.glob("don*")) == []
    assert json.loads(coach("partage", "lister", "--json").stdout) == []


def test_rien_n_est_ecrase_et_l_interface_demande_un_terminal(flux: str, tmp_path: Path) -> None:
    fichier = tmp_path / "don.jsonl"
    assert coach("partager", flux, "-o", fichier).exit_code == 2
    fichier.write_text("à moi")
    assert coach("partager", flux, "-o", fichier, "--texte").exit_code == 2
    assert fichier.read_text() == "à moi"
    assert coach("partager", "01ZZZZZZZZ", "-o", tmp_path / "x", "--texte").exit_code == 2


def test_retirer_dit_ce_que_cela_ne_peut_pas(flux: str, tmp_path: Path) -> None:
    fichier = tmp_path / "don.jsonl"
    donner(flux, fichier)
    assert coach("partage", "retirer", fichier).exit_code == 2, "sans clavier, --oui"
    resultat = coach("partage", "retirer", fichier, "--oui", "--motif", "J’ai changé d’avis.")
    assert resultat.exit_code == 0 and not fichier.exists()
    assert "ne se rattrapent pas" in resultat.stdout
    (partage,) = json.loads(coach("partage", "lister", "--json").stdout)
    assert partage["retire"] and partage["journal"] == flux
    assert coach("partage", "retirer", partage["fichier"]).exit_code == 2
    assert coach("partage", "retirer", "01ZZZZZZZZ").exit_code == 2


def test_chiffre_pour_une_cle_ou_sous_une_phrase(
    flux: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyrage")
    assert coach("cle", "montrer").exit_code == 2
    publique = coach("cle", "creer").stdout.strip()
    assert publique.startswith("age1") and coach("cle", "montrer").stdout.strip() == publique
    assert coach("cle", "creer").exit_code == 2
    assert "SECRET" not in coach("cle", "montrer").stdout
    ferme = tmp_path / "don.age"
    donner(flux, ferme, "--pour", publique)
    assert ferme.read_bytes().startswith(b"age-encryption.org/v1\n")
    ailleurs = ["--carnet", tmp_path / "autre", "journal", "importer", ferme]
    assert coach(*ailleurs, "--json").exit_code == 0, "sa clé s'essaie d'elle-même"
    monkeypatch.setenv("COACH_CONFIGURATION", str(tmp_path / "chez-autrui"))
    assert coach(*ailleurs).exit_code == 2
    cle = tmp_path / "reglages" / "cle.txt"
    assert coach(*ailleurs, "--cle", cle).exit_code == 0
    secret = tmp_path / "phrase.txt"
    secret.write_text("un cheval, deux tasses\n", "utf-8")
    monkeypatch.setenv("COACH_PHRASE_FICHIER", str(secret))
    sous_phrase = tmp_path / "phrase.age"
    donner(flux, sous_phrase, "--phrase")
    importer = ["--carnet", tmp_path / "tiers", "journal", "importer", sous_phrase]
    assert coach(*importer).exit_code == 0
    secret.write_text("autre chose", "utf-8")
    assert coach(*importer).exit_code == 2
    assert coach("partager", flux, "-o", tmp_path / "y", "--texte", "--pour", "x").exit_code == 2


@pytest.mark.parametrize(
    "octets",
    [
        b"age-encryption.org/v1\n",
        b"age-encryption.org/v1\n-> scrypt AAAA 99\n\xff\xfe",
        b"age-encryption.org/v1\n-> X25519 \x1b[2J\n--- \n",
        b"age-encryption.org/v1" + b"A" * 10_000,
    ],
)
def test_un_coffre_hostile_se_refuse_en_une_phrase(tmp_path: Path, octets: bytes) -> None:
    pytest.importorskip("pyrage")
    mauvais = tmp_path / "mauvais.age"
    mauvais.write_bytes(octets)
    resultat = coach("journal", "importer", mauvais)
    assert resultat.exit_code == 2
    assert len(resultat.stderr.strip().splitlines()) == 1 and "\x1b" not in resultat.stderr
    (tmp_path / "lien").symlink_to(mauvais)
    assert coach("journal", "importer", tmp_path / "lien").exit_code == 2
    assert coach("journal", "importer", mauvais, "--cle", "/dev/zero").exit_code == 2


def test_les_commandes_de_la_porte_se_disent_comme_ailleurs(flux: str, tmp_path: Path) -> None:
    fichier = tmp_path / "don.jsonl"
    entree = f"/suite\n\n4\n//suite\n\n/Suite\n{ACCORD}\n"
    dit = coach("partager", flux, "-o", fichier, "--texte", entree=entree).stdout
    assert "/suite vaut devant une réserve" in dit and "Vouliez-vous dire" not in dit
    assert "Ces mots ne se lisent pas" in dit, "une barre doublée est du texte"
    assert fichier.exists()
    autre = tmp_path / "autre.jsonl"
    reponse = coach("partager", flux, "-o", autre, "--texte", entree="/Pause\n")
    assert "Rien n’a été écrit" in reponse.stdout and not autre.exists()


@pytest.mark.parametrize("numeros", ["1 2", "1 ; 2", "1,2", "2."])
def test_les_etapes_se_choisissent_comme_les_autres_listes(
    flux: str, tmp_path: Path, numeros: str
) -> None:
    dit = coach("partager", flux, "-o", tmp_path / "a", "--texte", entree=f"{numeros}\n/fin\n")
    assert "pas compris" not in dit.stdout.casefold()
