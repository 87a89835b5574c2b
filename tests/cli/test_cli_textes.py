"""Analyser, relier, noter : la forme du contrat, et ce qu'un texte ne doit jamais faire."""

import json
import unicodedata
from pathlib import Path

import pytest
from fabriques import ulid
from lieux import lignes
from ligne_de_commande import coach, en_json, refus
from seance_entiere import verifier_les_segments

RECITS = [recit["texte"] for recit in lignes("corpus/mise-au-point.jsonl")[:6]]


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
