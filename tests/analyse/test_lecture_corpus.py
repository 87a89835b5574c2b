"""Les planchers de la lecture, sur des récits et des phrases étiquetés."""

import ast
import random

import pytest
from corpus_de_lecture import CORPUS, f1, lignes, macro_f1, nature_majoritaire, recits

from coach.analyse import lire, lire_segment, probabilites
from coach.analyse.lecture_de_phrase import SEUIL_INCERTAIN
from coach.modeles.lecture import Nature

PLANCHER_OR, PLANCHER_NATURE, PLANCHER_BRUT = 0.92, 0.88, 0.89
PLANCHER_SUR, PLANCHER_PAIRES, PLANCHER_ETAPES = 0.98, 0.85, 0.92


def test_plancher_sur_des_auteurs_jamais_appris() -> None:
    mesures = recits("mise-au-point.jsonl")
    vrais = [x for r in mesures for x in r["labels"]]
    lus = [lire_segment(s).nature.value for r in mesures for s in r["segments"]]
    assert macro_f1(vrais, lus) >= PLANCHER_OR
    assert min(f1(vrais, lus).values()) >= PLANCHER_NATURE


def test_plancher_depuis_le_texte_brut() -> None:
    vrais, lus = [], []
    for recit in recits("mise-au-point.jsonl"):
        texte, position = recit["texte"], 0
        segments = lire(texte).segments
        for extrait, label in zip(recit["segments"], recit["labels"], strict=True):
            debut = texte.index(extrait, position)
            position = debut + len(extrait)
            vrais.append(label)
            lus.append(nature_majoritaire(segments, debut, position))
    assert macro_f1(vrais, lus) >= PLANCHER_BRUT


def test_confiance_haute_et_juste() -> None:
    surs = justes = total = 0
    for recit in recits("mise-au-point.jsonl"):
        for extrait, label in zip(recit["segments"], recit["labels"], strict=True):
            lu = lire_segment(extrait)
            total += 1
            surs += lu.confiance > 0.9
            justes += lu.confiance > 0.9 and lu.nature == label
    assert surs >= 0.6 * total
    assert justes >= PLANCHER_SUR * surs


@pytest.mark.parametrize("nom", ["paires", "cas-difficiles"])
def test_plancher_sur_les_phrases_gardees(nom: str) -> None:
    """Des phrases qui ne diffèrent que d'une chose, et les cas limites : jamais apprises."""
    gardees = lignes(f"lecture/{nom}.jsonl")
    justes = sum(lire_segment(p["texte"]).nature == p["nature"] for p in gardees)
    assert justes >= PLANCHER_PAIRES * len(gardees)


def test_plancher_sur_les_reponses_d_etape() -> None:
    vrais, lus = [], []
    for reponse in lignes("lecture/reponses-d-etape.jsonl"):
        if reponse["partie"] == "mesurer" and reponse["nature"]:
            attendue = Nature(reponse["attendue"]) if reponse["attendue"] else None
            segments = lire(reponse["texte"], attendue=attendue).segments
            vrais.append(reponse["nature"])
            lus.append(nature_majoritaire(segments, 0, len(reponse["texte"])))
    assert macro_f1(vrais, lus) >= PLANCHER_ETAPES


def chaines_utiles(source: str) -> set[str]:
    """Les chaînes d'un module Python, sans les docstrings."""
    arbre = ast.parse(source)
    docs = {n.value for n in ast.walk(arbre) if isinstance(n, ast.Expr)}
    return {
        n.value
        for n in ast.walk(arbre)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and n not in docs
    }


def test_les_mesures_ne_servent_jamais_a_apprendre() -> None:
    mesures = CORPUS.parents[2] / "benchmarks"
    sources = [mesures / "apprendre_poids.py", *(mesures / "apprentissage").glob("*.py")]
    assert len(sources) > 4
    for source in sources:
        for chaine in chaines_utiles(source.read_text(encoding="utf-8")):
            for interdite in ("mise-au-point", "lecture/paires", "cas-difficiles", "lecture/sous"):
                assert interdite not in chaine, (source.name, chaine)


def test_poids_lisibles_et_legers() -> None:
    chemin = CORPUS.parents[2] / "coach" / "analyse" / "poids.json"
    contenu = chemin.read_text(encoding="utf-8")
    assert len(contenu) < 340_000
    assert max(map(len, contenu.splitlines())) < 200


def test_indices_vrais() -> None:
    """Effacer les mots montrés baisse la probabilité de la nature."""
    segments = [s for r in recits("entrainement.jsonl") for s in r["segments"]]
    verifies = justes = montres = 0
    for extrait in random.Random(4).sample(segments, 250):
        lu = lire_segment(extrait)
        montres += bool(lu.indices)
        entiere = probabilites(lu.texte)[lu.nature]
        for indice in lu.indices:
            a, b = indice.debut - lu.debut, indice.fin - lu.debut
            verifies += 1
            justes += probabilites(lu.texte[:a] + lu.texte[b:])[lu.nature] < entiere
    assert montres >= 0.95 * 250
    assert justes >= 0.95 * verifies


def test_incertain_sous_le_seuil() -> None:
    for recit in recits("entrainement.jsonl")[:20]:
        for s in lire(recit["texte"]).segments:
            assert s.incertain == (s.confiance < SEUIL_INCERTAIN)
