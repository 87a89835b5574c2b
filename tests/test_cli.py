"""La ligne de commande : formes JSON, codes de sortie, phrases, et ce qui n'arrive jamais."""

import importlib
import json
import os
import subprocess
import sys
import unicodedata
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fabriques import Seance, seance, ulid

from coach.carnet import Carnet
from coach.cli.ecran import exiger_un_ecran
from coach.cli.filet import CONNUES
from coach.cli.principal import commande
from coach.cli.refus import Refus
from coach.erreurs import ErreurEnClair
from coach.modeles.base import Ancre
from coach.modeles.evenements import AjustementDecide, AjustementSuivi, SegmentCorrige
from coach.modeles.lecture import Nature

DEPOT = Path(__file__).parents[1]
CORPUS = DEPOT / "tests" / "donnees" / "corpus" / "mise-au-point.jsonl"
RECITS = [json.loads(ligne)["texte"] for ligne in CORPUS.read_text("utf-8").splitlines()[:6]]


def coach(*arguments: str | Path, entree: str | bytes = "") -> Result:
    """Lance une commande dans ce processus ; aucune ne doit laisser échapper d'erreur."""
    resultat = CliRunner().invoke(commande, [str(a) for a in arguments], input=entree)
    assert resultat.exception is None or isinstance(resultat.exception, SystemExit)
    assert "Traceback" not in resultat.stderr
    return resultat


def en_json(*arguments: str | Path, entree: str | bytes = "") -> Any:
    """Le document d'une commande qui a réussi : la sortie entière, et elle seule."""
    resultat = coach(*arguments, "--json", entree=entree)
    assert resultat.exit_code == 0, resultat.stderr
    return json.loads(resultat.stdout)


def refus(*arguments: str | Path, entree: str | bytes = "", code: int = 2) -> str:
    """La phrase d'une commande refusée ; rien n'est sorti."""
    resultat = coach(*arguments, entree=entree)
    assert (resultat.exit_code, resultat.stdout) == (code, "")
    assert resultat.stderr.strip()
    return resultat.stderr


def verifier_les_segments(texte: str, segments: list[dict[str, Any]]) -> None:
    """La forme du contrat : en ordre, sans recouvrement, couvrant tout ce qui n'est pas blanc."""
    requises = {"debut", "fin", "texte", "nature", "sous_type", "confiance", "indices"}
    permises = {"incertain", "corrige", "intensite", "corporel", "mode"}
    place = 0
    for segment in segments:
        assert requises <= segment.keys() <= requises | permises
        assert segment["nature"] in {"fait", "opinion", "emotion"}
        assert 0 <= segment["confiance"] <= 1
        assert segment.get("incertain", True) is True and segment.get("corrige", True) is True
        assert not texte[place : segment["debut"]].strip()
        assert texte[segment["debut"] : segment["fin"]] == segment["texte"]
        place = segment["fin"]
        for indice in segment["indices"]:
            assert indice.keys() == {"debut", "fin", "raison"}
            assert segment["debut"] <= indice["debut"] < indice["fin"] <= segment["fin"]
    assert not texte[place:].strip()


# --- Lire un texte ---------------------------------------------------------------------------


@pytest.mark.parametrize("recit", RECITS, ids=range(len(RECITS)))
def test_analyser_rend_la_forme_du_contrat_sur_de_vrais_recits(recit: str) -> None:
    document = en_json("analyser", "-", entree=recit)
    assert document.keys() == {"version", "segments", "repartition"}
    assert document["version"] == 1
    verifier_les_segments(recit, document["segments"])
    assert document["repartition"].keys() == {"fait", "opinion", "emotion"}
    assert sum(document["repartition"].values()) == pytest.approx(1)


@pytest.mark.parametrize("vide", ["", "  \n\t\n", "\ufeff"])
def test_un_texte_vide_n_a_ni_segment_ni_part(vide: str) -> None:
    assert en_json("analyser", "-", entree=vide) == {
        "version": 1,
        "segments": [],
        "repartition": {"fait": 0, "opinion": 0, "emotion": 0},
    }


def test_les_positions_comptent_le_texte_nfc_aux_fins_de_ligne_unix(tmp_path: Path) -> None:
    fichier = tmp_path / "récit de l’été.txt"
    fichier.write_bytes(
        b"\xef\xbb\xbf"
        + unicodedata.normalize("NFD", "Il a été reçu.\r\nJ’étais déçue.\r\n").encode()
    )
    document = en_json("analyser", fichier)
    verifier_les_segments("Il a été reçu.\nJ’étais déçue.\n", document["segments"])


def test_les_lignes_se_lisent_une_a_une() -> None:
    resultat = coach("analyser", "-", "--lignes", entree="J’étais en colère.\n\n \nIl est parti.\n")
    lues = [json.loads(ligne) for ligne in resultat.stdout.splitlines()]
    assert [lue and len(lue["segments"]) for lue in lues] == [1, None, None, 1]
    assert lues[0].keys() == {"version", "segments", "repartition", "nature", "confiance"}
    assert [lue and lue["nature"] for lue in lues] == ["emotion", None, None, "fait"]
    assert (lues[0]["segments"][0]["debut"], lues[0]["segments"][0]["fin"]) == (0, 18)
    assert lues[0]["repartition"] == {"fait": 0, "opinion": 0, "emotion": 1}
    assert coach("analyser", "-", "--lignes", entree="").stdout == ""


def test_une_sequence_de_commande_n_atteint_jamais_le_terminal() -> None:
    texte = "Il est parti.\x1b[2J \u202eelle pleurait\x9b31m."
    lu = coach("analyser", "-", entree=texte)
    brut = coach("analyser", "-", "--json", entree=texte)
    for sortie in (lu.stdout, brut.stdout):
        assert not {"\x1b", "\x9b", "\u202e"} & set(sortie)
    verifier_les_segments(texte, json.loads(brut.stdout)["segments"])


def test_la_lecture_pour_une_personne_porte_les_marques() -> None:
    lignes = coach("analyser", "-", entree="Il est parti à 10 h. J’étais vexée.").stdout
    assert lignes.startswith("F · Il est parti à 10 h.")
    assert "\nÉ · J’étais vexée. (émotion, colère" in lignes
    assert "Parts du texte" in lignes


def test_un_texte_illisible_se_refuse_d_une_phrase(tmp_path: Path) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("déçue".encode("latin-1"))
    assert "introuvable" in refus("analyser", tmp_path / "absent.txt")
    assert "introuvable" in refus("analyser", latin / "dessous.txt")
    assert "est un dossier" in refus("analyser", tmp_path)
    assert "UTF-8" in refus("analyser", latin)
    assert "UTF-8" in refus("analyser", "-", "--json", entree="déçue".encode("latin-1"))
    assert "introuvable" in refus("analyser", "")


def test_relier_range_dans_chaque_referentiel() -> None:
    document = en_json("relier", "-", "-n", "3", entree=RECITS[0])
    assert document.keys() == {"version", "suggestions"} and document["version"] == 1
    assert document["suggestions"]
    par_referentiel: dict[str, list[float]] = {}
    for suggestion in document["suggestions"]:
        assert suggestion.keys() == {"referentiel", "code", "titre", "score", "raisons"}
        par_referentiel.setdefault(suggestion["referentiel"], []).append(suggestion["score"])
        for raison in suggestion["raisons"]:
            assert raison.keys() == {"debut", "fin", "theme"}
            assert 0 <= raison["debut"] < raison["fin"] <= len(RECITS[0])
    for scores in par_referentiel.values():
        assert len(scores) <= 3 and scores == sorted(scores, reverse=True)


def test_relier_se_borne_aux_referentiels_nommes() -> None:
    document = en_json("relier", "--referentiel", "cip", entree=RECITS[1])
    assert {s["referentiel"] for s in document["suggestions"]} == {"cip"}
    assert en_json("relier", entree="")["suggestions"] == []
    assert "cip" in refus("relier", "--referentiel", "cpi", entree=RECITS[1])
    refus("relier", "-n", "0", entree=RECITS[1])
    refus("relier", "-n", "trois", entree=RECITS[1])


# --- Noter, retrouver ------------------------------------------------------------------------


def test_une_note_se_retrouve_partout() -> None:
    note = en_json("noter", "Rappeler Mme D., déçue de l’accueil.")
    assert note.keys() == {"id"}
    [resume] = en_json("journal", "lister")
    assert resume.keys() == {"id", "titre", "protocole", "cree_le", "termine"}
    assert (resume["id"], resume["termine"]) == (note["id"], False)
    [trouvaille] = en_json("journal", "chercher", "decue")
    assert trouvaille.keys() == {"id", "titre", "cree_le", "etape", "extrait", "debut", "fin"}
    assert trouvaille["extrait"][trouvaille["debut"] : trouvaille["fin"]] == "déçue"
    fiche = en_json("journal", "montrer", note["id"][:20].lower())
    assert fiche["etapes"][0]["reponses"][0]["texte"] == "Rappeler Mme D., déçue de l’accueil."


def test_une_note_vient_des_mots_de_l_entree_ou_d_un_tube() -> None:
    coach("noter", "Un", "entretien", "interrompu")
    coach("noter", entree="Un atelier bruyant\n")
    coach("noter", "-", entree="Une visite à Liège\n")
    titres = {r["titre"] for r in en_json("journal", "lister")}
    assert titres == {"Un entretien interrompu", "Un atelier bruyant", "Une visite à Liège"}


def test_une_note_vide_ou_illisible_n_ouvre_rien(dossier: Path) -> None:
    refus("noter", entree="  \n")
    refus("noter", "")
    refus("noter", entree=b"\xe9t\xe9")
    refus("noter", "d\udce9\u00e7ue")
    assert not dossier.exists()


@pytest.mark.parametrize(("pays", "numero"), [("FR", "3114"), ("BE", "0800"), ("CH", "143")])
def test_la_detresse_montre_une_aide_humaine_a_cote(
    foyer: Path, monkeypatch: pytest.MonkeyPatch, pays: str, numero: str
) -> None:
    monkeypatch.setenv("COACH_CONFIGURATION", str(foyer))
    (foyer / "reglages.toml").write_text(f'pays = "{pays}"\n', "utf-8")
    resultat = coach("noter", "Ce soir je veux mourir.", "--json")
    assert resultat.exit_code == 0
    assert json.loads(resultat.stdout).keys() == {"id"}
    assert numero in resultat.stderr


def test_un_nom_complet_se_remarque_sans_rien_changer() -> None:
    resultat = coach("noter", "Vu Madame Claire Fontanel à 9 h.", "--json")
    assert "Fontanel" in resultat.stderr
    assert json.loads(resultat.stdout).keys() == {"id"}


def test_lire_un_carnet_absent_ne_le_cree_pas(dossier: Path) -> None:
    assert en_json("journal", "lister") == []
    assert en_json("journal", "chercher", "rien") == []
    assert "Il n’y a pas encore de carnet" in coach("journal", "lister").stderr
    refus("journal", "montrer", ulid(1))
    refus("carnet", "verifier")
    assert not dossier.exists()


def test_le_carnet_se_choisit_avant_ou_apres_le_verbe(
    tmp_path: Path, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    autre = tmp_path / "carnet de l’été"
    coach("--carnet", autre, "noter", "Avant le verbe")
    coach("noter", "--carnet", autre, "Après le verbe")
    assert len(en_json("journal", "lister", "--carnet", autre)) == 2
    assert len(en_json("journal", "--carnet", autre, "lister")) == 2
    assert not dossier.exists()
    monkeypatch.setenv("COACH_CARNET", str(autre))
    assert len(en_json("journal", "lister")) == 2


def test_les_chemins_se_disent_sans_rien_creer(
    tmp_path: Path, foyer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_CONFIGURATION", str(foyer / "reglages"))
    chemins = en_json("chemins", "--carnet", tmp_path / "ici")
    assert chemins.keys() == {"carnet", "configuration", "journaux_systeme"}
    assert chemins["carnet"] == str(tmp_path / "ici")
    assert chemins["configuration"] == str(foyer / "reglages")
    assert all(not Path(chemin).exists() for chemin in chemins.values())


# --- Relire une séance -----------------------------------------------------------------------


def entiere(carnet: Carnet, nombre: int = 1) -> Seance:
    """Une séance gardée, avec une correction, une compétence et un ajustement suivi."""
    faite = seance(nombre)
    faite.titrer("L’entretien interrompu")
    recit = faite.repondre("Il est parti à 10 h. Il était de mauvaise foi.", question="recit")
    passage = "Il est parti à 10 h."
    ancre = Ancre(evenement=recit.id, debut=0, fin=len(passage), texte=passage)
    faite.dire(SegmentCorrige, ancre=ancre, nature=Nature.OPINION)
    faite.repondre("colère", etape="emotions", question="ressenti")
    faite.relier(recit, passage, code="CP11")
    ajustement = faite.dire(
        AjustementDecide,
        texte="Poser le cadre dès l’accueil",
        moment="jeudi",
        echeance="2026-03-05",
        indicateur="Il reste jusqu’au bout.",
    )
    faite.finir()
    carnet.ajouter(*faite.evenements)
    carnet.consigner(AjustementSuivi, ajustement=ajustement.id, etat="en_cours")
    return faite


def test_montrer_rend_la_seance_telle_qu_elle_est_aujourd_hui(carnet: Carnet) -> None:
    faite = entiere(carnet)
    fiche = en_json("journal", "montrer", faite.flux)
    assert fiche.keys() == {
        *("id", "titre", "protocole", "cree_le", "termine"),
        *("etapes", "competences", "ajustements", "contributions"),
    }
    assert (fiche["titre"], fiche["termine"]) == ("L’entretien interrompu", True)
    assert [(e["id"], e["titre"]) for e in fiche["etapes"]] == [
        ("situation", "La situation"),
        ("faits", "Les faits"),
        ("emotions", "Les émotions"),
    ]
    for etape in fiche["etapes"]:
        for reponse in etape["reponses"]:
            assert reponse.keys() == {"id", "texte", "segments"}
            verifier_les_segments(reponse["texte"], reponse["segments"])
    premier = fiche["etapes"][1]["reponses"][0]["segments"][0]
    assert (premier["texte"], premier["nature"], premier["corrige"]) == (
        "Il est parti à 10 h.",
        "opinion",
        True,
    )
    assert fiche["etapes"][2]["reponses"][0]["segments"][0]["nature"] == "emotion"
    assert fiche["competences"] == [
        {
            "referentiel": "cip",
            "code": "CP11",
            "extrait": "Il est parti à 10 h.",
            "justification": "C’est là que j’ai tenu le cadre.",
        }
    ]
    [ajustement] = fiche["ajustements"]
    assert {**ajustement, "id": ""} == {
        "id": "",
        "texte": "Poser le cadre dès l’accueil",
        "echeance": "2026-03-05",
        "indicateur": "Il reste jusqu’au bout.",
        "etat": "en_cours",
    }


def test_montrer_se_lit_sans_bordure_ni_couleur(carnet: Carnet) -> None:
    texte = coach("journal", "montrer", entiere(carnet).flux).stdout
    assert "L’entretien interrompu" in texte and "Les faits" in texte
    assert "votre choix" in texte and "en cours" in texte and "05/03/2026" in texte
    assert not {"\x1b", "│", "─", "┃", "━"} & set(texte)


def test_une_seance_d_un_protocole_inconnu_se_relit_quand_meme(carnet: Carnet) -> None:
    faite = seance(2)
    faite.evenements[0] = faite.evenements[0].model_copy(update={"protocole": "venu-d-ailleurs"})
    faite.repondre("Il est parti.", etape="recit")
    carnet.ajouter(*faite.evenements)
    fiche = en_json("journal", "montrer", faite.flux)
    assert fiche["protocole"] == "venu-d-ailleurs"
    assert fiche["etapes"][0]["reponses"][0]["texte"] == "Il est parti."


def test_un_sous_type_venu_d_ailleurs_se_montre_tel_quel(carnet: Carnet) -> None:
    faite = seance(3)
    recit = faite.repondre("Il est parti.", question="recit")
    ancre = Ancre(evenement=recit.id, debut=0, fin=13, texte="Il est parti.")
    faite.dire(SegmentCorrige, ancre=ancre, nature=Nature.OPINION, sous_type="un.autre")
    carnet.ajouter(*faite.evenements)
    assert "(opinion, un.autre, votre choix)" in coach("journal", "montrer", faite.flux).stdout


def test_un_debut_d_identifiant_suffit_s_il_ne_designe_qu_une_seance(carnet: Carnet) -> None:
    premiere, seconde = entiere(carnet, 1), entiere(carnet, 2)
    assert "six caractères" in refus("journal", "montrer", premiere.flux[:5])
    ambigu = refus("journal", "montrer", premiere.flux[:10])
    assert premiere.flux in ambigu and seconde.flux in ambigu
    refus("journal", "montrer", "01ZZZZZZZZ")
    refus("journal", "montrer", "' OR 1=1 --")
    refus("journal", "montrer", "01J\udce9000000")
    lignes = coach("journal", "lister").stdout.splitlines()
    for ligne, flux in zip(lignes, (seconde.flux, premiere.flux), strict=True):
        court = ligne.split(" · ")[0]
        assert en_json("journal", "montrer", court)["id"] == flux


# --- Échanger, supprimer ---------------------------------------------------------------------


def test_exporter_importer_exporter_rend_les_memes_octets(carnet: Carnet, tmp_path: Path) -> None:
    faite = entiere(carnet)
    fichier, autre = tmp_path / "séance.jsonl", tmp_path / "autre carnet"
    resultat = coach("journal", "exporter", faite.flux, "-o", fichier)
    assert (resultat.exit_code, resultat.stdout) == (0, "")
    assert "pseudonymisé" in resultat.stderr
    entree = en_json("journal", "importer", fichier, "--carnet", autre)
    assert entree == {"id": faite.flux, "nouveau": True}
    assert en_json("journal", "importer", fichier, "--carnet", autre)["nouveau"] is False
    seconde = coach("journal", "exporter", faite.flux, "--carnet", autre)
    assert seconde.stdout_bytes == fichier.read_bytes()


def test_un_mauvais_fichier_ne_fait_rien_entrer(carnet: Carnet, tmp_path: Path) -> None:
    faite = entiere(carnet)
    fichier = tmp_path / "seance.jsonl"
    coach("journal", "exporter", faite.flux, "-o", fichier)
    avant = fichier.read_bytes()
    assert "déjà à jour" in coach("journal", "exporter", faite.flux, "-o", fichier).stderr
    fichier.write_bytes(b"autre chose\n")
    assert "déjà" in refus("journal", "exporter", faite.flux, "-o", fichier, code=2)
    assert fichier.read_bytes() == b"autre chose\n"
    coach("journal", "exporter", faite.flux, "-o", fichier, "--remplacer")
    assert fichier.read_bytes() == avant
    refus("journal", "exporter", faite.flux, "-o", tmp_path)
    refus("journal", "exporter", faite.flux, "-o", tmp_path / "absent" / "s.jsonl", code=1)
    fichier.write_bytes(avant.replace(b"mauvaise foi", b"bonne humeur"))
    assert "autre contenu" in refus("journal", "importer", fichier)
    fichier.write_bytes(avant[:-40])
    refus("journal", "importer", fichier)
    refus("journal", "importer", tmp_path)
    refus("journal", "importer", tmp_path / "absent.jsonl")
    assert carnet.evenements(faite.flux) == faite.evenements


def test_supprimer_demande_l_accord_et_montre_ce_qui_cite(carnet: Carnet, tmp_path: Path) -> None:
    faite = entiere(carnet)
    fichier = tmp_path / "seance.jsonl"
    coach("journal", "exporter", faite.flux, "-o", fichier)
    phrase = refus("journal", "supprimer", faite.flux)
    assert "--oui" in phrase and "suivi d’un ajustement" in phrase
    assert len(en_json("journal", "lister")) == 1
    resultat = coach("journal", "supprimer", faite.flux, "--oui")
    assert resultat.exit_code == 0
    assert en_json("journal", "lister") == []
    refus("journal", "importer", fichier, code=1)
    assert coach("journal", "importer", fichier, "--malgre-suppression").exit_code == 0
    assert len(en_json("journal", "lister")) == 1


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
