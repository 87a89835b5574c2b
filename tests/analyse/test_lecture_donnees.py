"""Les phrases de lecture sont bien formées, sans doublon, et ne recopient pas le corpus."""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from importlib.resources import files

import pytest
from lieux import lignes

from coach.modeles.lecture import Nature
from coach.modeles.texte import nfc

FAMILLES = set(
    tomllib.loads(files("coach.analyse").joinpath("lexiques/roue.toml").read_text("utf-8"))
)
SOUS_TYPES = {
    "fait": {"observation", "parole_rapportee", "acte", "contexte"},
    "opinion": {
        "jugement",
        "interpretation",
        "generalisation",
        "norme",
        "souhait",
        "hypothese",
        "auto_evaluation",
        "faux_sentiment",
        "principe",
    },
    "emotion": FAMILLES,
}
CHAMPS = {
    "paires": {"id", "groupe", "theme", "texte", "nature", "sous_type", "regle"},
    "reponses-d-etape": {
        "id",
        "etape",
        "question",
        "attendue",
        "texte",
        "nature",
        "sous_type",
        "partie",
    },
    "cas-difficiles": {"id", "texte", "nature", "sous_type", "regle"},
}


PAIRES = lignes("lecture/paires.jsonl")
REPONSES = lignes("lecture/reponses-d-etape.jsonl")
CAS = lignes("lecture/cas-difficiles.jsonl")
TOUTES = {"paires": PAIRES, "reponses-d-etape": REPONSES, "cas-difficiles": CAS}


def mots(texte: str) -> list[str]:
    """Les mots en minuscules et sans accents, ponctuation ôtée."""
    plat = unicodedata.normalize("NFD", texte.lower())
    return re.findall(r"[a-z0-9]+", "".join(c for c in plat if not unicodedata.combining(c)))


def cle(texte: str) -> str:
    return " ".join(mots(texte))


def parente(une: str, autre: str) -> float:
    """Part des mots communs aux deux textes, de 0 à 1."""
    a, b = set(mots(une)), set(mots(autre))
    return len(a & b) / len(a | b)


@pytest.mark.parametrize("nom", TOUTES)
def test_les_champs_sont_ceux_annonces(nom):
    for ligne in TOUTES[nom]:
        assert set(ligne) - {"relance"} == CHAMPS[nom], ligne["id"]
        assert ligne["texte"] == nfc(ligne["texte"]).strip() != ""


@pytest.mark.parametrize("nom", TOUTES)
def test_natures_et_sous_types_existent(nom):
    for ligne in TOUTES[nom]:
        nature, sous_type = ligne["nature"], ligne["sous_type"]
        if nature is None:
            assert nom == "reponses-d-etape"
            assert sous_type is None
        else:
            assert nature in set(Nature)
            assert sous_type is None or sous_type in SOUS_TYPES[nature], ligne["id"]


@pytest.mark.parametrize("nom", TOUTES)
def test_ni_identifiant_ni_texte_en_double(nom):
    for champ in ("id", "texte"):
        vus = Counter(cle(ligne[champ]) for ligne in TOUTES[nom])
        assert [valeur for valeur, combien in vus.items() if combien > 1] == []


def test_les_phrases_ne_recopient_ni_les_recits_ni_les_paires_du_corpus():
    recits = [
        f" {cle(recit['texte'])} "
        for nom in ("entrainement", "mise-au-point")
        for recit in lignes(f"corpus/{nom}.jsonl")
    ]
    paires = {cle(paire["texte"]) for paire in lignes("corpus/paires.jsonl")}
    for ligne in PAIRES + REPONSES + CAS:
        texte = cle(ligne["texte"])
        assert texte not in paires, ligne["id"]
        if len(texte.split()) >= 4:
            assert not any(f" {texte} " in recit for recit in recits), ligne["id"]


# -- paires ---------------------------------------------------------------------------------------


def groupes() -> dict[str, list[dict]]:
    par_groupe = defaultdict(list)
    for paire in PAIRES:
        par_groupe[paire["groupe"]].append(paire)
    return par_groupe


def test_les_paires_sont_assez_nombreuses_et_chaque_nature_y_pese():
    natures = Counter(paire["nature"] for paire in PAIRES)
    assert len(groupes()) >= 220
    assert len(PAIRES) >= 450
    assert min(natures[nature] for nature in Nature) >= 150


def test_un_groupe_compte_deux_a_quatre_phrases_et_au_moins_deux_natures():
    for nom, phrases in groupes().items():
        assert 2 <= len(phrases) <= 4, nom
        assert len({phrase["nature"] for phrase in phrases}) >= 2, nom


def test_les_phrases_d_un_groupe_se_suivent_et_partagent_un_theme():
    for nom, phrases in groupes().items():
        assert [phrase["id"] for phrase in phrases] == [
            f"{nom}-{i + 1}" for i in range(len(phrases))
        ]
        assert len({phrase["theme"] for phrase in phrases}) == 1


def test_chaque_paire_cite_sa_regle():
    for paire in PAIRES:
        assert re.match(r"« .+ »( \(analyse\))? : .+", paire["regle"]), paire["id"]


# -- réponses d'étape -----------------------------------------------------------------------------


def test_les_deux_parties_sont_assez_nombreuses_et_de_meme_composition():
    assert len(REPONSES) >= 360
    parties = {
        partie: Counter(r["nature"] for r in REPONSES if r["partie"] == partie)
        for partie in ("apprendre", "mesurer")
    }
    assert sum(map(Counter.total, parties.values())) == len(REPONSES)
    for nature in (*Nature, None):
        assert abs(parties["apprendre"][nature] - parties["mesurer"][nature]) <= 5
    for nature in Nature:
        assert parties["mesurer"][nature] >= 40


def test_chaque_etape_est_dans_les_deux_parties():
    effectifs = Counter((r["etape"], r["partie"]) for r in REPONSES)
    etapes = {r["etape"] for r in REPONSES}
    attendues = "titre moment lieu faits ressenti avis limites facteurs points_forts axes action"
    assert etapes == {*attendues.split(), "quand", "indicateur", "retenir", "relance"}
    assert min(effectifs[e, p] for e in etapes for p in ("apprendre", "mesurer")) >= 8


def test_rien_de_ce_qui_mesure_ne_ressemble_a_ce_qui_apprend():
    apprises = [r["texte"] for r in REPONSES if r["partie"] == "apprendre"]
    tenues = [r["texte"] for r in REPONSES if r["partie"] == "mesurer"]
    proches = [(a, t) for a in apprises for t in tenues if parente(a, t) > 0.5]
    assert proches == []
    tenues = [ligne["texte"] for ligne in PAIRES + CAS]
    assert [(a, t) for a in apprises for t in tenues if parente(a, t) > 0.6] == []


def test_les_reponses_sont_courtes():
    longueurs = sorted(len(mots(r["texte"])) for r in REPONSES)
    assert longueurs[-1] <= 20
    assert longueurs[len(longueurs) // 2] <= 6


def test_la_relance_n_est_nommee_qu_apres_une_relance():
    for reponse in REPONSES:
        assert ("relance" in reponse) == (reponse["etape"] == "relance")


def test_toutes_les_natures_se_lisent_aussi_ou_l_etape_ne_les_attend_pas():
    # sinon il suffirait de répondre la nature attendue
    ailleurs = [r for r in REPONSES if r["nature"] and r["attendue"] not in (None, r["nature"])]
    assert len(ailleurs) >= 40


# -- cas difficiles -------------------------------------------------------------------------------


def test_les_cas_difficiles_portent_toutes_les_natures():
    assert len(CAS) >= 40
    assert {cas["nature"] for cas in CAS} == set(Nature)


# -- récits annotés -------------------------------------------------------------------------------


@pytest.mark.parametrize("nom", ["complement", "nuances", "terrains"])
def test_les_segments_se_suivent_et_couvrent_le_recit(nom):
    for recit in lignes(f"corpus/{nom}.jsonl"):
        texte, position = recit["texte"], 0
        assert texte == nfc(texte), recit["id"]
        for segment, label in zip(recit["segments"], recit["labels"], strict=True):
            debut = texte.index(segment, position)
            assert mots(texte[position:debut]) == [], (recit["id"], segment)
            assert label in set(Nature)
            position = debut + len(segment)
        assert mots(texte[position:]) == [], recit["id"]


@pytest.mark.parametrize("nom", ["nuances", "terrains"])
def test_chaque_segment_a_un_sous_type_de_sa_nature(nom):
    for recit in lignes(f"corpus/{nom}.jsonl"):
        for nature, sous_type in zip(recit["labels"], recit["sous_types"], strict=True):
            assert sous_type in SOUS_TYPES[nature], recit["id"]


def test_ce_qui_s_apprend_ne_reprend_rien_de_ce_qui_mesure():
    gardes = {
        cle(segment)
        for recit in lignes("corpus/mise-au-point.jsonl")
        for segment in recit["segments"]
        if len(mots(segment)) >= 6
    }
    for nom in ("complement", "nuances", "terrains"):
        for recit in lignes(f"corpus/{nom}.jsonl"):
            communs = gardes & set(map(cle, recit["segments"]))
            assert communs == set(), recit["id"]
    tenues = [r["texte"] for r in REPONSES if r["partie"] == "mesurer"]
    for reponse in lignes("corpus/reponses-terrains.jsonl"):
        assert reponse["partie"] == "apprendre"
        assert max(parente(reponse["texte"], t) for t in tenues) <= 0.5, reponse["id"]
