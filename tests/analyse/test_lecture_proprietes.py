"""Ce qui vaut pour tout texte : couverture, positions, décisions, relecture pareille."""

import subprocess
import sys
import unicodedata

import pytest
from corpus_de_lecture import CORPUS
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.analyse import Lecteur, elements, generalites, lire, lire_segment
from coach.modeles.lecture import Decision, Lecture, Nature, Segment
from coach.modeles.texte import nfc

FAIT, OPINION = Nature.FAIT, Nature.OPINION

DECLENCHEURS = """je j’ il elle m’a dit que peur colère était a signé 14h et mais honte nul ventre
noué œuvre cœur toujours l’ parce puis sentie trahie 🙂 é senti·e"""
PIEGES = """« » . ? ! … , ; : — Mme A. M. (voir) etc. 2,5 1. p. ex. \""""
MOTS = st.sampled_from(["\n", *DECLENCHEURS.split(), *PIEGES.split()])
PHRASES = st.lists(MOTS, max_size=25).map(" ".join)
TEXTES = st.one_of(PHRASES, st.text(max_size=60), st.just(" \n\t "))


def _couvre(texte: str, segments: tuple[Segment, ...]) -> None:
    dernier = 0
    for s in segments:
        assert dernier <= s.debut < s.fin <= len(texte)
        assert not texte[dernier : s.debut].strip()
        assert s.texte == texte[s.debut : s.fin]
        for indice in s.indices:
            assert s.debut <= indice.debut < indice.fin <= s.fin
            assert indice.raison
        dernier = s.fin
    assert not texte[dernier:].strip()


def _repartition_juste(lecture: Lecture) -> None:
    r = lecture.repartition
    total = r.fait + r.opinion + r.emotion
    assert abs(total - (1.0 if lecture.segments else 0.0)) < 1e-9


@given(TEXTES, st.sampled_from([None, *Nature]))
@settings(max_examples=150, deadline=None)
def test_couverture_et_positions(texte: str, attendue: Nature | None) -> None:
    lecture = lire(texte, attendue=attendue)
    _couvre(nfc(texte), lecture.segments)
    _repartition_juste(lecture)


@given(TEXTES)
@settings(max_examples=80, deadline=None)
def test_elements_et_generalites_dans_le_texte(texte: str) -> None:
    texte = nfc(texte)
    lecture = lire(texte)
    for trouve in (*elements(texte, lecture), *generalites(texte)):
        assert 0 <= trouve.debut < trouve.fin <= len(texte)
        assert texte[trouve.debut : trouve.fin].strip()


@given(TEXTES)
@settings(max_examples=80, deadline=None)
def test_nfd_lu_comme_nfc(texte: str) -> None:
    assert lire(unicodedata.normalize("NFD", texte)) == lire(unicodedata.normalize("NFC", texte))


@given(st.lists(st.tuples(st.integers(0, 200), MOTS), max_size=6), PHRASES)
@settings(max_examples=80, deadline=None)
def test_lecteur_rend_ce_que_rend_lire(frappes: list[tuple[int, str]], texte: str) -> None:
    lecteur = Lecteur()
    for position, mot in frappes:
        texte = texte[: position % (len(texte) + 1)] + mot + texte[position % (len(texte) + 1) :]
        lecture = lecteur.lire(texte)
        assert lecture == lire(texte)
        assert Lecture.model_validate(lecture.model_dump()) == lecture
        couleurs = lecteur.colorer(texte)
        assert couleurs == [(s.debut, s.fin, s.nature) for s in lecture.segments]


DECISIONS = st.lists(
    st.builds(
        lambda a, n, nature: Decision(debut=a, fin=a + n, nature=nature),
        st.integers(0, 120),
        st.integers(0, 60),
        st.sampled_from(Nature),
    ),
    max_size=4,
)


@given(PHRASES, DECISIONS)
@settings(max_examples=150, deadline=None)
def test_decisions_respectees(texte: str, decisions: list[Decision]) -> None:
    texte = nfc(texte)
    lecture = lire(texte, decisions)
    _couvre(texte, lecture.segments)
    _repartition_juste(lecture)
    voulues: dict[int, Nature] = {}
    for d in decisions:
        voulues |= {
            i: d.nature for i in range(d.debut, min(d.fin, len(texte))) if not texte[i].isspace()
        }
    for s in lecture.segments:
        for i in range(s.debut, s.fin):
            if i in voulues:
                assert s.nature is voulues[i]
                assert s.corrige
                assert not s.incertain
    assert Lecteur().lire(texte, decisions) == lecture


def test_une_decision_recoupe_son_segment() -> None:
    texte = "Elle a fermé la porte sans un regard."
    debut = texte.index("sans")
    decision = Decision(debut=debut, fin=len(texte) - 1, nature=OPINION, sous_type="interpretation")
    avant, apres = lire(texte, [decision]).segments
    assert (avant.texte, avant.nature) == ("Elle a fermé la porte", FAIT)
    assert (apres.nature, apres.sous_type, apres.confiance) == (OPINION, "interpretation", 1.0)
    assert apres.texte == "sans un regard."


def test_texte_vide() -> None:
    assert lire("").segments == ()
    assert lire(" \n ").repartition.fait == 0
    with pytest.raises(ValueError, match="vide"):
        lire_segment("  ")


def test_meme_lecture_d_un_processus_a_l_autre() -> None:
    """L'ordre des ensembles change à chaque démarrage de Python : la lecture, non."""
    code = (
        "import hashlib, json, pathlib; from coach.analyse import lire;"
        f"r = pathlib.Path({str(CORPUS / 'entrainement.jsonl')!r}).read_text('utf-8').splitlines();"
        "t = ''.join(lire(json.loads(x)['texte']).model_dump_json() for x in r[:6]);"
        "print(hashlib.sha256(t.encode()).hexdigest())"
    )
    rendus = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": graine, "PYTHONPATH": str(CORPUS.parents[2])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for graine in ("1", "2", "3")
    }
    assert len(rendus) == 1
