"""La détresse sur les lots écrits : chaque voix entendue, au moins au plancher atteint."""

import importlib
import json
import re
from importlib.resources import files

import pytest
from detresse_d_essai import CAS_DETRESSE, LOTS, genre
from lieux import DEPOT, lignes

from coach.confidentialite.detresse import entendre_les_motifs
from coach.confidentialite.detresse.apprise import VOIX
from coach.modeles.texte import cle

MESURE = lignes("detresse_mesure.jsonl")
"""Un lot écrit avant la couche apprise, qui n'en a rien appris."""
CONTRE_LOT = lignes("detresse_contre_lot.jsonl")
"""Un lot d'une autre main, écrit sans connaître ni les motifs ni ce qui s'apprend."""
OBLIQUES = lignes("detresse_obliques.jsonl")
"""Deux lots dits de côté, écrits avant d'être mesurés ; leurs erreurs ont ensuite été lues."""
PHRASES = lignes("detresse_phrases.jsonl")
"""Ce dont la couche apprise apprend."""
RECITS = lignes("corpus/entrainement.jsonl")
RECITS_COURTS = lignes("corpus/complement.jsonl")
RECITS_NON_APPRIS = lignes("corpus/mise-au-point.jsonl")


# -- les cas écrits --------------------------------------------------------------------------------


def test_les_cas_de_detresse_sont_nombreux_et_partages():
    comptes = {g: sum(c["attendu"] == g for c in CAS_DETRESSE) for g in ("detresse", "rien")}
    assert len(CAS_DETRESSE) >= 120
    assert min(comptes.values()) >= 40


@pytest.mark.parametrize("cas", CAS_DETRESSE, ids=lambda cas: cas["texte"][:50])
def test_chaque_voix_est_entendue_pour_ce_qu_elle_est(cas):
    assert genre(cas["texte"]) == cas["attendu"], cas["note"]


def reconnus(sorte: str) -> tuple[list[str], int]:
    """Les textes mal entendus d'une sorte, et combien il y en a en tout."""
    cas = [lot for lot in LOTS if lot["sorte"] == sorte]
    return [c["texte"] for c in cas if genre(c["texte"]) != c["attendu"]], len(cas)


@pytest.mark.parametrize(
    ("sorte", "part", "nombre"),
    [("explicite", 0, 190), ("détourné", 0.08, 190), ("tiers", 0.03, 140), ("piège", 0.01, 250)],
)
def test_les_lots_sont_entendus_a_la_part_annoncee(sorte, part, nombre):
    manques, en_tout = reconnus(sorte)
    assert en_tout >= nombre
    assert len(manques) <= part * en_tout, manques


# -- le lot de mesure, jamais appris ---------------------------------------------------------------


PLANCHERS = {
    "mesure": {"explicite": 60, "detourne": 17, "rapportee": 17, "tiers": 20, "piege": 55},
    "contre-lot": {
        "explicite": 90,
        "recit_explicite": 20,
        "recit_sans": 20,
        "detourne": 23,
        "rapportee": 26,
        "tiers": 25,
        "piege": 75,
    },
}
"""Ce qui est entendu juste aujourd'hui, après correction : aucun explicite manqué."""
MESURES = {"mesure": MESURE, "contre-lot": CONTRE_LOT}


@pytest.mark.parametrize(("lot", "sorte"), [(lot, s) for lot in PLANCHERS for s in PLANCHERS[lot]])
def test_chaque_lot_de_mesure_est_entendu_au_moins_au_plancher_atteint(lot, sorte):
    cas = [c for c in MESURES[lot] if c["sorte"] == sorte]
    manques = [c["texte"] for c in cas if genre(c["texte"]) != c["attendu"]]
    assert len(cas) - len(manques) >= PLANCHERS[lot][sorte], manques


@pytest.mark.parametrize(("lot", "entendues", "fausses"), [(1, 58, 4), (2, 19, 2)])
def test_ce_qui_se_dit_de_cote_alerte_et_la_fatigue_du_metier_rarement(lot, entendues, fausses):
    cas = [c for c in OBLIQUES if c["lot"] == lot]
    dangers = [c["texte"] for c in cas if c["attendu"] != "rien"]
    ordinaires = [c["texte"] for c in cas if c["attendu"] == "rien"]
    tus = [texte for texte in dangers if genre(texte) == "rien"]
    a_tort = [texte for texte in ordinaires if genre(texte) != "rien"]
    assert len(dangers) - len(tus) >= entendues, tus
    assert len(a_tort) <= fausses, a_tort


def test_les_poids_livres_se_refont_de_ce_qui_est_ecrit_aujourd_hui(monkeypatch):
    """Sinon : `make entrainer`, puis vérifier qu'aucune alerte juste ne s'est perdue."""
    monkeypatch.syspath_prepend(str(DEPOT / "benchmarks"))
    apprentissage = importlib.import_module("apprendre_detresse_phrases")
    source = files("coach.confidentialite.detresse").joinpath("donnees", "poids.json")
    assert json.loads(source.read_text("utf-8"))["appris_de"] == apprentissage.empreinte()


@pytest.mark.parametrize("lot", MESURES)
def test_une_phrase_explicite_s_entend_aussi_au_milieu_d_un_recit(lot):
    recits = [recit["texte"].split(". ") for recit in RECITS_NON_APPRIS]
    explicites = [c["texte"] for c in MESURES[lot] if c["sorte"] == "explicite"]
    manques = []
    for rang, texte in enumerate(explicites):
        phrases = recits[rang % len(recits)]
        milieu = len(phrases) // 2
        avant, apres = ". ".join(phrases[:milieu]), ". ".join(phrases[milieu:])
        if genre(f"{avant}. {texte} {apres}") != "detresse":
            manques.append(texte)
    assert len(manques) <= 1, manques


@pytest.mark.parametrize(
    "texte",
    ["L'automutilation, c'est mon secret.", "La scarification, je la cache sous mes manches."],
)
def test_soi_l_emporte_quand_la_premiere_personne_porte_l_acte(texte):
    assert genre(texte) == "detresse"
    assert genre(f"Elle m'a dit : « {texte} »") == "danger_tiers"


def test_une_parole_rapportee_ou_un_tiers_en_danger_passe_rarement_sous_silence():
    d_autrui = [c["texte"] for c in MESURE if c["attendu"] == "danger_tiers"]
    tus = [texte for texte in d_autrui if genre(texte) == "rien"]
    assert len(d_autrui) == 40
    assert len(tus) <= 2, tus


def debuts_de_mots(texte: str) -> set[str]:
    return {mot[:5] for mot in re.findall(r"\w+", cle(texte))}


def test_rien_de_ce_qui_s_apprend_ne_ressemble_au_lot_de_mesure():
    mesures = [debuts_de_mots(c["texte"]) for c in MESURE]
    for phrase in PHRASES:
        lus = debuts_de_mots(phrase["texte"])
        assert max(len(lus & m) / len(lus | m) for m in mesures) < 0.6, phrase["texte"]


def test_les_phrases_apprises_sont_nombreuses_dans_chaque_voix():
    comptes = {voix: sum(p["classe"] == voix for p in PHRASES) for voix in VOIX}
    assert sum(comptes.values()) == len(PHRASES) >= 1200
    assert comptes["soi"] >= 400
    assert comptes["detourne"] >= 250
    assert comptes["rapportee"] + comptes["tiers"] >= 230
    assert comptes["figee"] + comptes["rien"] >= 300


def test_la_couche_apprise_ne_retire_ni_ne_deplace_aucune_alerte_de_soi():
    for cas in (*CAS_DETRESSE, *LOTS):
        if entendre_les_motifs(cas["texte"]) == "detresse":
            assert genre(cas["texte"]) == "detresse", cas["texte"]


def test_le_modele_livre_juge_toutes_les_voix_dans_l_ordre_appris():
    source = files("coach.confidentialite.detresse").joinpath("donnees", "poids.json")
    livre = json.loads(source.read_text("utf-8"))
    assert tuple(livre["voix"]) == VOIX
    assert {len(poids) for poids in livre["traits"].values()} == {len(VOIX)}
    assert livre["seuils"]["pente"] > 0


# -- les souhaits dits par « je » ------------------------------------------------------------------


JUSTES = {"c1-21", "c5-12"}
"""Un adieu reçu par SMS, des cachets comptés au téléphone : y alerter est juste."""


def test_au_plus_deux_recits_sur_cent_alertent_a_tort():
    recits = [*RECITS, *RECITS_COURTS, *RECITS_NON_APPRIS]
    leves = {recit["id"]: genre(recit["texte"]) for recit in recits}
    alertes = {identifiant for identifiant, lu in leves.items() if lu != "rien"}
    assert "rien" not in {leves[identifiant] for identifiant in JUSTES}
    assert len(alertes - JUSTES) <= 0.02 * len(recits)
    assert not alertes & {recit["id"] for recit in RECITS_NON_APPRIS}
