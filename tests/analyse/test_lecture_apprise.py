"""Une correction incline la lecture de ce qui lui ressemble, et ne gâte pas le reste."""

import random

import pytest
from corpus_de_lecture import macro_f1, recits

from coach.analyse import Correction, Lecteur, expliquer, lire
from coach.modeles.lecture import Lecture, Nature

OPINION, FAIT = Nature.OPINION, Nature.FAIT


def test_la_meme_phrase_est_lue_comme_corrigee() -> None:
    phrase = "Il a rendu la feuille sans un mot."
    assert lire(phrase).segments[0].nature is FAIT
    apprise = [Correction(phrase, OPINION, "interpretation")]
    lu = lire(phrase, corrections=apprise).segments[0]
    assert (lu.nature, lu.sous_type) == (OPINION, "interpretation")
    assert not lu.corrige
    assert "vous avez corrigé" in expliquer(lu)


def test_la_derniere_correction_l_emporte() -> None:
    phrase = "Il a rendu la feuille sans un mot."
    apprises = [Correction(phrase, OPINION), Correction(phrase, FAIT)]
    assert lire(phrase, corrections=apprises).segments[0].nature is FAIT


def test_une_phrase_sans_rapport_ne_change_pas() -> None:
    texte = "Elle pleurait dans le couloir. J’étais en colère."
    apprises = [Correction("Il a rendu la feuille sans un mot.", OPINION)]
    assert lire(texte, corrections=apprises) == lire(texte)


def test_le_lecteur_incremental_apprend_aussi() -> None:
    phrase = "Il a rendu la feuille sans un mot."
    apprises = [Correction(phrase, OPINION)]
    assert Lecteur(apprises).lire(phrase) == lire(phrase, corrections=apprises)


AUTEURS = sorted({r["id"].split("-")[0] for r in recits("entrainement.jsonl")})


@pytest.mark.parametrize("auteur", AUTEURS)
def test_dix_corrections_ne_gatent_pas_le_reste(auteur: str) -> None:
    """Dix passages de l'auteur tirés au sort et corrigés ; le score du reste ne baisse pas."""
    siens = [r for r in recits("entrainement.jsonl") if r["id"].split("-")[0] == auteur]
    couples = [c for r in siens for c in zip(r["segments"], r["labels"], strict=True)]
    for graine in range(3):
        tires = random.Random(graine).sample(range(len(couples)), 10)
        apprises = [Correction(couples[i][0], Nature(couples[i][1])) for i in tires]
        reste = [c for i, c in enumerate(couples) if i not in tires]
        vrais = [label for _, label in reste]
        avant = [_nature(lire(texte)) for texte, _ in reste]
        apres = [_nature(lire(texte, corrections=apprises)) for texte, _ in reste]
        assert macro_f1(vrais, apres) >= macro_f1(vrais, avant)


def _nature(lecture: Lecture) -> str:
    return max(lecture.segments, key=lambda s: s.fin - s.debut).nature.value
