"""Une phrase à l'accueil appelle un protocole, avec les mots de la personne, ou rien de forcé."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typographie import fautes_de_typographie

from coach.dialogues.livres import identifiants_livres
from coach.dialogues.protocole import charger
from coach.dialogues.recommandation import HABITUELS, Recommandation, recommander
from coach.modeles.texte import nfc

PROTOCOLES = [charger(i) for i in identifiants_livres()]
PHRASES = [
    json.loads(ligne)
    for ligne in (Path(__file__).parent / "donnees" / "recommandation.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def ids(recommandation: Recommandation) -> list[str]:
    return [p.protocole.id for p in recommandation.propositions]


def juste(phrase: dict) -> bool:
    recommandation = recommander(phrase["phrase"], PROTOCOLES)
    if not phrase["attendu"]:
        return not recommandation.claire
    return ids(recommandation)[0] in phrase["attendu"]


@pytest.mark.parametrize("phrase", [p for p in PHRASES if p["jeu"] == "reglage"], ids=str)
def test_les_phrases_du_reglage_menent_ou_il_faut(phrase: dict) -> None:
    assert juste(phrase)


def test_les_phrases_jamais_vues_ne_reculent_pas() -> None:
    """Mesuré une fois, sans y régler le vocabulaire : 27 sur 49 (le reste retombe, le plus
    souvent, sur les deux protocoles d'habitude)."""
    mesure = [p for p in PHRASES if p["jeu"] == "mesure"]
    assert len(mesure) == 49
    assert sum(map(juste, mesure)) >= 27


@pytest.mark.parametrize(
    ("phrase", "premier"),
    [
        ("je sors d'un entretien où il a crié", "incident"),
        ("Je suis vidée", "ressources"),
        ("j’ai 5 minutes", "express"),
        ("mon rapport pour le juge", "ecrit-professionnel"),
        ("entre l'employeur et le jeune je ne sais plus", "tensions"),
        ("rien que du banal, mais je veux comprendre comment je fais", "sosie"),
    ],
)
def test_les_exemples_de_l_accueil(phrase: str, premier: str) -> None:
    proposition = recommander(phrase, PROTOCOLES).propositions[0]
    assert proposition.protocole.id == premier
    assert fautes_de_typographie(proposition.raison.replace("'", "’")) == []
    for debut, fin in proposition.passages:
        assert nfc(phrase)[debut:fin] in proposition.raison


def test_rien_de_clair_propose_l_habitude_sans_raison_forcee() -> None:
    for phrase in ("", "   ", "bonjour", "Karim", "?"):
        recommandation = recommander(phrase, PROTOCOLES)
        assert ids(recommandation) == list(HABITUELS) and not recommandation.claire
        assert all(not p.raison and not p.passages for p in recommandation.propositions)


def test_la_detresse_se_voit_de_l_appelant() -> None:
    recommandation = recommander("je suis vidé, j'ai envie de mourir", PROTOCOLES)
    assert recommandation.alerte is not None and recommandation.alerte.genre == "detresse"
    assert recommander("j'ai 5 minutes", PROTOCOLES).alerte is None


def test_un_protocole_de_la_personne_se_recommande_comme_les_autres() -> None:
    mien = charger("express").model_copy(update={"id": "mien"})
    mien = mien.model_copy(update={"appels": mien.appels.model_copy(update={"nets": ("tapioca",)})})
    assert ids(recommander("la tapioca du lundi", [*PROTOCOLES, mien])) == ["mien"]


def test_une_citation_ne_casse_pas_la_raison() -> None:
    proposition = recommander("« je suis vidé » a-t-elle dit", PROTOCOLES).propositions[0]
    assert proposition.raison.count("«") == len(proposition.passages)


@given(st.text(max_size=300))
def test_n_importe_quelle_phrase_recoit_une_proposition(phrase: str) -> None:
    recommandation = recommander(phrase, PROTOCOLES)
    assert 1 <= len(recommandation.propositions) <= 3
    assert len(set(ids(recommandation))) == len(recommandation.propositions)
    for proposition in recommandation.propositions:
        for debut, fin in proposition.passages:
            assert 0 <= debut < fin <= len(nfc(phrase))
