"""Les phrases d'un texte se lisent ensemble et se retiennent : rien n'en change ce qui est lu."""

from collections.abc import Callable

import pytest
from corpus_de_lecture import recits

from coach.analyse import Lecteur, lire, morceaux
from coach.analyse.memoire import Correction
from coach.analyse.phrases import phrases
from coach.modeles.lecture import Decision, Nature

RECITS = [recit["texte"] for recit in recits("entrainement.jsonl")[:8]]
LUE = "Elle a claqué la porte, et j’ai eu peur ; je la trouve injuste."


@pytest.fixture(autouse=True)
def oublier() -> Callable[[], None]:
    """Rien n'est retenu d'un autre essai ; à refaire au milieu du sien."""
    oublier = morceaux._retenues().clear
    oublier()
    return oublier


@pytest.mark.parametrize("texte", RECITS)
def test_relu_un_texte_dit_la_meme_chose_sous_types_et_indices_compris(texte: str) -> None:
    premiere = lire(texte).model_dump()
    assert lire(texte).model_dump() == premiere
    assert Lecteur().colorer(texte) == [
        (s["debut"], s["fin"], s["nature"]) for s in premiere["segments"]
    ]


@pytest.mark.parametrize("texte", RECITS)
def test_une_phrase_lue_avec_les_autres_se_lit_comme_seule(
    texte: str, oublier: Callable[[], None]
) -> None:
    ensemble = lire(texte).segments
    oublier()
    seules = []
    for debut, fin in phrases(texte):
        for s in lire(texte[debut:fin]).segments:
            assert texte[debut + s.debut : debut + s.fin] == s.texte
            seules.append((debut + s.debut, s.nature, s.confiance, s.sous_type))
    assert [(s.debut, s.nature, s.confiance, s.sous_type) for s in ensemble] == seules


def test_la_nature_attendue_ne_se_confond_pas_avec_une_lecture_sans_attente() -> None:
    sans = lire("Bof.").segments[0].confiance
    attendue = lire("Bof.", attendue=Nature.EMOTION).segments[0].confiance
    assert attendue != sans
    assert lire("Bof.").segments[0].confiance == sans


def test_ce_que_la_personne_corrige_incline_aussi_une_phrase_retenue() -> None:
    avant = lire(LUE)
    correction = Correction("Elle a claqué la porte, et j’ai eu peur.", Nature.OPINION)
    assert lire(LUE, corrections=[correction]) != avant
    assert lire(LUE) == avant
    decision = Decision(debut=0, fin=len(LUE), nature=Nature.FAIT)
    assert {s.nature for s in lire(LUE, [decision]).segments} == {Nature.FAIT}
    assert lire(LUE) == avant


def test_la_memoire_des_phrases_est_bornee(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(morceaux, "_AU_PLUS", 3)
    textes = [f"Il est venu à {heure} h." for heure in range(8, 18)]
    lues = [lire(texte) for texte in textes]
    assert [lire(texte) for texte in textes] == lues
