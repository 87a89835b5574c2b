"""`coach positionner` par un tube : ce qui se lit, ce qui se garde, ce qui se refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from ligne_de_commande import en_json, refus

from coach.carnet import Carnet
from coach.cli.principal import commande
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import PositionnementFait
from coach.modeles.progression import Cible, Regards


def tube(*arguments: str, entree: str = "") -> str:
    """Ce que dit la commande, menée par un tube ; elle finit toujours bien."""
    resultat: Result = CliRunner().invoke(
        commande, ["positionner", *arguments, "--texte"], input=entree
    )
    assert resultat.exit_code == 0, resultat.output
    assert "Traceback" not in resultat.output
    return resultat.stdout


def regards(dossier: Path) -> Regards:
    """Ce que le carnet garde."""
    with Carnet.ouvrir(dossier) as carnet:
        return Regards.plier(carnet.evenements(FLUX_DU_CARNET))


def gardes(dossier: Path) -> list[tuple[str, int | None, str, str]]:
    """Chaque positionnement du journal, même annulé : code, énoncé, niveau, mot."""
    with Carnet.ouvrir(dossier) as carnet:
        return [
            (e.code, e.item, e.niveau, e.justification)
            for e in carnet.evenements(FLUX_DU_CARNET)
            if isinstance(e, PositionnementFait)
        ]


def test_un_premier_regard_par_un_tube_et_sa_reprise(dossier: Path) -> None:
    dit = tube("cip", entree="3 depuis deux ans\n\n1\n\n5\n\n\n")
    assert "premier regard" in dit
    assert "0 sur 38" in dit
    for reponse in ("1. ○", "4. ●", "5. ?", "0. –"):
        assert reponse in dit
    assert dit.count("\n> \n") == 5
    assert "Il reste 35 questions" in dit
    assert "coach positionner cip --texte" in dit
    assert gardes(dossier) == [
        ("CP1", None, "maitrisee", "depuis deux ans"),
        ("CP2", None, "a_decouvrir", ""),
        ("CP3", None, "ne_sait_pas", ""),
    ]
    demain = tube("cip", entree="2\n\n")
    assert "3 sur 38" in demain
    assert gardes(dossier)[3] == ("CP4", None, "en_construction", "")


def test_la_fin_de_l_entree_est_une_pause(dossier: Path) -> None:
    dit = tube("cip", entree="")
    assert "Rien n’a été dit cette fois" in dit
    assert gardes(dossier) == []


def test_un_niveau_qui_change_demande_un_mot_et_le_mot_commence_se_garde(dossier: Path) -> None:
    tube("cip", entree="1\n\n")
    coupe = tube("cip", "CP1", entree="/choisir CP1\n\n3\nJ’ai animé\ntrois fois")
    assert "Qu’est-ce qui a changé" in coupe
    assert len(gardes(dossier)) == 1
    repris = tube("cip", "CP1", entree="3\nseule au guichet.\n\n")
    assert "J’ai animé\ntrois fois" in repris
    assert "vous y aviez commencé un mot" in repris
    dernier = regards(dossier).dernier(Cible("cip", "CP1"))
    assert dernier is not None
    assert dernier.justification == "J’ai animé\ntrois fois\nseule au guichet."
    with Carnet.ouvrir(dossier) as carnet:
        assert carnet.brouillon(FLUX_DU_CARNET) is None


def test_sans_mot_rien_ne_change(dossier: Path) -> None:
    tube("cip", entree="1\n\n")
    dit = tube("cip", "CP1", entree="/choisir CP1\n\n3\n\n\n/pause\n")
    assert "Sans un mot, rien ne change" in dit
    assert len(gardes(dossier)) == 1


def test_les_commandes_du_mode_texte(dossier: Path) -> None:
    dit = tube(
        "cip",
        entree="2\n\n/retour\n\n4\n\n/annuler\n\n/retablir\n\n/passer\n\n/retour\n\n/liste\n\n"
        "/preuves\n\n/historique\n\n/echelle\n\n/aide\n\n/pase\n\nbonjour\n\n9\n\n/fin\n",
    )
    assert "C’est annulé." in dit and "C’est rétabli." in dit
    assert "Vouliez-vous dire /passer" in dit or "Vouliez-vous dire /pause" in dit
    assert dit.count("Répondez par un chiffre de la liste") == 2
    assert "Aucun extrait ne la montre encore." in dit
    assert "CP16" not in dit and "CT1 · " in dit
    assert re.search(r"^/choisir CODE", dit, re.MULTILINE)
    dernier = regards(dossier).dernier(Cible("cip", "CP1"))
    assert dernier is not None and dernier.niveau == "transmise"
    assert [niveau for _, _, niveau, _ in gardes(dossier)] == ["en_construction", "transmise"]


def test_une_ligne_a_deux_barres_n_est_pas_une_commande(dossier: Path) -> None:
    dit = tube("cip", entree="//retour du jury\n\n3 //vu en réunion\n\n")
    assert "Je ne connais pas" not in dit
    assert "Répondez par un chiffre" in dit


def test_le_regard_d_une_tutrice_a_cote_du_sien(dossier: Path) -> None:
    tube("cip", entree="3\n\n")
    dit = tube("cip", "--par", "  Ma   tutrice ", entree="2\nElle lit encore ses fiches.\n\n")
    avant, _, apres = dit.partition("Gardé")
    assert "maîtrisée\n" not in avant.split("CP1 · ")[1]
    assert "Vous\u00a0: ◑\u00a0maîtrisée" in apres
    assert "Ma tutrice\u00a0: ◔\u00a0en construction" in apres
    (tutrice,) = regards(dossier).de(Cible("cip", "CP1"), "ma tutrice")
    assert tutrice.par == "Ma tutrice"


def test_sans_referentiel_une_liste_numerotee(
    dossier: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COACH_CONFIGURATION", str(tmp_path))
    (tmp_path / "reglages.toml").write_text('referentiels = ["cip", "casp"]\n', encoding="utf-8")
    dit = tube(entree="7\n\n2\n\n1\n\n")
    assert "1. " in dit and "2. " in dit
    assert "entre 1 et 2" in dit
    assert regards(dossier).cibles.keys() == {Cible("casp", "1.1")}
    assert "Rien n’a été choisi." in tube(entree="")


def test_un_groupe_une_competence_et_leurs_codes_inconnus() -> None:
    assert "AT1 · " in tube("cip", "--groupe", "at1", entree="")
    assert "CP11 · " in tube("cip", "cp11", entree="")
    assert "vouliez-vous dire «\u00a0cip\u00a0»" in refus("positionner", "cipp", "--texte")
    assert "CP7" in refus("positionner", "cip", "CP77", "--texte")
    assert "AT1" in refus("positionner", "cip", "--groupe", "AT9")
    assert "AT1, AT2" in refus("positionner", "cip", "--groupe", "zzzz")
    assert "pas les deux" in refus("positionner", "cip", "CP1", "--groupe", "AT1")
    assert "référentiel" in refus("positionner", "--groupe", "AT1")
    assert "--par" in refus("positionner", "cip", "--par", "  ")
    assert "--texte" in refus("positionner", "cip")


def test_le_document_json_et_un_carnet_qui_n_existe_pas(dossier: Path) -> None:
    vide = en_json("positionner", "cip", "CP1")
    assert vide == {
        "version": 1,
        "competences": [
            {
                "referentiel": "cip",
                "code": "CP1",
                "titre": vide["competences"][0]["titre"],
                "positionnements": [],
                "items": [],
            }
        ],
    }
    assert not dossier.exists()
    tube("cip", "CP1", entree="1\n\n")
    (fiche,) = en_json("positionner", "cip", "CP1")["competences"]
    assert [item["rang"] for item in fiche["items"]] == [0]
    assert fiche["items"][0]["positionnements"][0]["niveau"] == "a_decouvrir"
    assert len(en_json("positionner", "cip")["competences"]) == 16


def test_un_mot_qui_dit_un_danger_montre_vers_qui_se_tourner(dossier: Path) -> None:
    dit = tube("cip", entree="1 je n’en peux plus, j’ai envie de mourir\n\n")
    assert "3114" in dit
    assert len(gardes(dossier)) == 1


def test_ce_qu_un_terminal_executerait_ne_passe_pas(dossier: Path) -> None:
    tube("cip", entree="1\n\n")
    dit = tube("cip", "--par", "Tu\x1b[31mtrice", entree="2 un\x1b]52;c;eA==\x07mot\n\n")
    assert "\x1b" not in dit and "\x07" not in dit


def test_une_commande_n_est_jamais_le_mot_demande(dossier: Path) -> None:
    tube("cip", entree="1\n\n")
    dit = tube("cip", "CP1", entree="/choisir CP1\n\n3\n\n/aide\n\n/liste\n\nDeux fois.\n\n/fin\n")
    assert "Je ne connais pas /liste" in dit
    assert [mot for _, _, _, mot in gardes(dossier)] == ["", "Deux fois."]


def test_un_enonce_qui_n_existe_pas_ne_se_choisit_pas(dossier: Path) -> None:
    dit = tube("cip", "CP1", entree="/choisir CP1 0\n\n/choisir CP1 ²\n\n/fin\n")
    assert dit.count("Écrivez par exemple /choisir") == 2
