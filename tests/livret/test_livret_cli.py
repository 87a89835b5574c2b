"""`coach livret` par un tube : ouvrir, écrire, lier, vérifier, figer, répéter, sans interface."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lieux import DEPOT
from livret_d_essai import EXTRAIT, remplir

from coach.carnet import Carnet
from coach.cli.principal import commande
from coach.livret import Livret, designer, livrets


def coach(*arguments: str, entree: str = "") -> Result:
    resultat = CliRunner().invoke(commande, ["livret", *arguments], input=entree)
    assert "Traceback" not in resultat.output
    return resultat


def dit(*arguments: str, entree: str = "") -> str:
    """Ce que dit la commande ; elle finit toujours bien."""
    resultat = coach(*arguments, entree=entree)
    assert resultat.exit_code == 0, resultat.output
    return resultat.stdout


def rediger(partie: str, entree: str) -> str:
    """L'atelier sur cette partie du dernier livret touché."""
    dernier = json.loads(dit("lister", "--json"))[0]["id"]
    return dit("rediger", dernier, partie, "--texte", entree=entree)


def relu(dossier: Path) -> Livret:
    with Carnet.ouvrir(dossier) as carnet:
        return designer(carnet)


@pytest.fixture
def plein(dossier: Path) -> Path:
    """Un carnet avec des séances, et un livret ouvert."""
    with Carnet.ouvrir(dossier) as carnet:
        remplir(carnet)
    dit("ouvrir", "capacites", "--titre", "Mon livret")
    return dossier


def test_sans_carnet_rien_ne_se_cree(dossier: Path) -> None:
    assert json.loads(dit("lister", "--json")) == []
    for verbe in (["montrer"], ["verifier"], ["figer", "v1"], ["versions"]):
        assert coach(*verbe).exit_code == 2
    assert coach("rediger", "--texte").exit_code == 2
    assert not dossier.exists()


def test_ouvrir_dit_les_parties_et_par_ou_commencer(dossier: Path) -> None:
    sortie = dit("ouvrir", "capacites")
    assert "4.2. 6.2 · Écouter" in sortie
    assert "coach livret rediger --texte" in sortie
    identifiant = json.loads(dit("ouvrir", "libre", "--referentiel", "casp", "--json"))["id"]
    with Carnet.ouvrir(dossier) as carnet:
        ouverts = {x.genre: x.id for x in livrets(carnet)}
    assert ouverts["libre:casp"] == identifiant


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["capacite"], "capacites"),
        (["roman"], "Les genres"),
        (["libre"], "--referentiel"),
        (["capacites", "--referentiel", "cip"], "libre"),
        (["libre", "--referentiel", "cipp"], "cip"),
        (["libre", "--referentiel", "cip", "--partie", "CP55"], "CP5"),
    ],
)
def test_un_genre_mal_dit_se_corrige(dossier: Path, arguments: list[str], phrase: str) -> None:
    resultat = coach("ouvrir", *arguments)
    assert resultat.exit_code == 2
    assert phrase in resultat.stderr
    assert not dossier.exists()


def test_ecrire_un_passage_avec_sa_preuve_par_un_tube(plein: Path) -> None:
    sortie = rediger("4.2", "2\n\nJe me suis tue.\nElle a relu.\n\n/pause\n")
    assert EXTRAIT in sortie
    assert "Gardé" in sortie
    livret = relu(plein)
    (passage,) = livret.de("ecoute")
    assert passage.texte == "Je me suis tue.\nElle a relu."
    assert [p.extrait for p in livret.preuves_de(passage)] == [EXTRAIT]


def test_la_fin_de_l_entree_garde_le_passage_commence(plein: Path) -> None:
    rediger("plan", "Une phrase en cours")
    assert relu(plein).de("plan") == ()
    reprise = dit("rediger", "--texte", entree="et sa fin.\n\n")
    assert "Une phrase en cours" in reprise
    assert [p.texte for p in relu(plein).de("plan")] == ["Une phrase en cours\net sa fin."]


def test_recrire_ordonner_delier_retirer_annuler_par_un_tube(plein: Path) -> None:
    rediger("ecoute", "Un.\n\nDeux.\n\n/deplacer 2 1\n\n/lier 1 2\n\n/fin\n")
    livret = relu(plein)
    assert [p.texte for p in livret.de("ecoute")] == ["Deux.", "Un."]
    assert len(livret.preuves_de(livret.de("ecoute")[0])) == 1
    rediger("ecoute", "/delier 1 1\n\n/recrire 2\n\nUn, mieux.\n\n/retirer 1\n\n/annuler\n\n/fin\n")
    livret = relu(plein)
    assert [p.texte for p in livret.de("ecoute")] == ["Deux.", "Un, mieux."]
    assert livret.preuves_de(livret.de("ecoute")[0]) == ()


def test_une_ligne_double_barre_et_les_commandes_inconnues(plein: Path) -> None:
    sortie = rediger("plan", "//pause du matin\n\n/reccrire 1\n\n/zzzz\n\n/choisir 99\n\n/fin\n")
    assert "/recrire" in sortie
    assert [p.texte for p in relu(plein).de("plan")] == ["/pause du matin"]


def test_une_reponse_vide_va_de_partie_en_partie_jusqu_au_bout(plein: Path) -> None:
    sortie = rediger("relations", "\n\n\n\n\n")
    assert "6.4" in sortie and "Mon plan d’action" in sortie
    assert "Tout est gardé" in sortie
    assert relu(plein).passages == ()


def test_l_aide_dit_chaque_commande(plein: Path) -> None:
    sortie = rediger("plan", "/aide\n\n?\n\n/parties\n\n/offres\n\n/verifier\n\n/fin\n")
    for commande_dite in ("/recrire", "/deplacer", "/figer", "/verifier", "/partie X"):
        assert sortie.count(commande_dite) >= 2


def test_montrer_verifier_figer_versions_en_json_et_en_texte(plein: Path) -> None:
    rediger("ecoute", "2\n\nMadame Benali a relu, je sais écouter.\n\n/fin\n")
    document = json.loads(dit("montrer", "--json"))
    partie = next(p for p in document["parties"] if p["numero"] == "4.2")
    (preuve,) = partie["passages"][0]["preuves"]
    assert preuve["extrait"] == EXTRAIT and preuve["etat"] == "tient"
    assert preuve["date"] == "2026-03-03"
    trouve = json.loads(dit("verifier", "--json"))
    assert {c["sorte"] for c in trouve["constats"]} >= {"critere", "vide", "court", "nom"}
    assert "Benali" in dit("verifier")
    assert "ne changera plus" in dit("figer", "remise au jury")
    assert coach("figer", "remise au jury").exit_code == 2
    rediger("ecoute", "/recrire 1\n\nElle a relu.\n\n/fin\n")
    assert "Benali" in dit("montrer", "--version", "remise au jury")
    assert "Benali" not in dit("montrer")
    assert "récrit" in dit("versions", "--comparer", "remise au jury")
    (change,) = json.loads(dit("versions", "--comparer", "remise au jury", "--json"))
    assert change["sens"] == "recrit" and change["avant"] != change["apres"]
    assert [v["nom"] for v in json.loads(dit("versions", "--json"))] == ["remise au jury"]


def test_repeter_l_oral_par_un_tube_puis_le_relire(plein: Path) -> None:
    rediger("ecoute", "2\n\nJe me suis tue.\n\n/fin\n")
    premiere = dit("oral", "--minutes", "10", "--texte", entree="Bonjour à vous.\n\n/pourquoi\n\n")
    assert "10 minutes" in premiere and "Pourquoi cette question" in premiere
    suite = dit("oral", "--texte", entree="/temps\n\nDouze mots.\n\n/annuler\n\n/fin\n")
    assert "reprend où il s’était arrêté" in suite
    assert EXTRAIT in suite, "la preuve n’a pas servi"
    assert "coach journal montrer" in suite
    with Carnet.ouvrir(plein) as carnet:
        flux = next(r.id for r in carnet.lister() if r.protocole == "oral")
    montre = CliRunner().invoke(commande, ["journal", "montrer", flux])
    assert montre.exit_code == 0 and "Bonjour à vous." in montre.stdout


def test_sans_texte_l_atelier_le_demande(plein: Path) -> None:
    assert coach("oral").exit_code == 2
    assert coach("rediger").exit_code == 2


def test_une_entree_hors_utf8_se_refuse(plein: Path) -> None:
    resultat = subprocess.run(
        [sys.executable, "-m", "coach", "livret", "rediger", "--texte"],
        cwd=DEPOT,
        input=b"Une ligne.\n\xff\xfe\n\n",
        capture_output=True,
        timeout=120,
    )
    assert resultat.returncode == 2
    assert "UTF-8" in resultat.stderr.decode()
    assert relu(plein).passages == ()


@pytest.mark.parametrize("verbe", ["rediger", "oral"])
def test_sans_terminal_l_interface_se_refuse_en_une_phrase(plein: Path, verbe: str) -> None:
    resultat = coach(verbe)
    assert resultat.exit_code == 2
    assert "--texte" in resultat.stderr
    assert resultat.stderr.count("\n") == 1


def test_une_partie_inconnue_se_dit_avant_que_rien_ne_s_ouvre(
    plein: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ouverts: list[object] = []
    monkeypatch.setattr("coach.cli.livret.designation.exiger_un_ecran", lambda _refus: None)
    monkeypatch.setattr("coach.tui.ouverture.rediger", ouverts.append)
    monkeypatch.setattr("coach.tui.ouverture.ouvrir", lambda *_: None)
    identifiant = relu(plein).id
    assert coach("rediger", identifiant, "neuf").exit_code != 0
    assert ouverts == []
    assert coach("rediger", identifiant, "4.2").exit_code == 0
    assert coach("oral", "--minutes", "10").exit_code == 0
    assert [tuple(o) for o in ouverts] == [  # type: ignore[arg-type]
        (identifiant, "ecoute", False, 0),
        (identifiant, "", True, 10),
    ]


def test_recrire_n_efface_pas_le_passage_commence(plein: Path) -> None:
    rediger("ecoute", "Un.\n\n/fin\n")
    sortie = rediger("ecoute", "Deux, en cours\n/recrire 1\n\n\n/fin\n")
    assert "Un passage est commencé" in sortie
    assert [p.texte for p in relu(plein).de("ecoute")] == ["Un.", "Deux, en cours"]


def test_un_numero_demesure_ne_derange_rien(plein: Path) -> None:
    demesure = "9" * 5000
    sortie = rediger("ecoute", f"{demesure}\n\n/recrire {demesure}\n\n/lier ²\n\n/fin\n")
    assert sortie.count("entre 1 et") == 1 and sortie.count("Donnez le numéro d’un passage") == 2


@pytest.mark.parametrize("sortie", ["/fin", "/passer", "/annuler"])
def test_a_l_oral_ce_qui_est_tape_ne_se_perd_pas(plein: Path, sortie: str) -> None:
    rediger("ecoute", "Un passage, pour que le jury ait lu.\n\n/fin\n")
    entree = f"Bonjour.\n\nUne phrase, d'un trait\n{sortie}\n\n"
    assert "Une réponse est commencée" in dit("oral", "--minutes", "10", "--texte", entree=entree)
    assert "Une phrase, d'un trait" in dit("oral", "--texte")


def test_a_l_oral_rien_a_effacer_se_dit(plein: Path) -> None:
    rediger("ecoute", "Un passage, pour que le jury ait lu.\n\n/fin\n")
    assert "Aucune réponse" in dit("oral", "--minutes", "10", "--texte", entree="/effacer\n")


def test_un_passage_commence_ailleurs_se_dit_et_se_reprend(plein: Path) -> None:
    rediger("plan", "Un début, pour le plan")
    sortie = rediger("ecoute", "/parties\n\n/fin\n")
    [numero] = re.findall(r"attend dans la partie (\S+)\u00a0:", sortie)
    rediger("ecoute", f"/partie {numero}\n\net sa suite.\n\n/fin\n")
    assert [p.texte for p in relu(plein).de("plan")] == ["Un début, pour le plan\net sa suite."]


def test_le_document_remis_dit_les_parties_qui_lui_manquent(plein: Path, tmp_path: Path) -> None:
    rediger("presentation", "Je travaille à l’accueil.\n\n/fin\n")
    remis = coach("exporter", "-o", str(tmp_path / "livret.md"))
    assert "7 parties où rien n’est encore écrit manquent" in remis.stderr
    assert "2, 3, 4.1, 4.2, 4.3, 4.4, 5." in remis.stderr, (
        "l’introduction de la partie 4 peut manquer"
    )


def test_une_partie_sans_minimum_ne_se_dit_pas_a_zero_mot(plein: Path) -> None:
    assert "aucun mot, pour 150 au plus" in dit("montrer")
    assert "aucun mot encore (150 au plus)" in rediger("presentation", "/parties\n/fin\n")
