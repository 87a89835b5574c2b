"""Un segment lu dit tout de suite sa nature, et le reste à la demande, sans rien y changer."""

import copy
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from corpus_de_lecture import recits

from coach.analyse import Lecteur, expliquer, lecture_de_phrase, lire, lire_segment
from coach.analyse.nuances import nuances
from coach.modeles.lecture import Decision, Lecture, Nature, Segment

RECIT = "Il a claqué la porte à 14 h. Je le trouve injuste. J’étais triste et en colère."
PRECISIONS = ("sous_type", "intensite", "corporel", "mode", "indices")


@pytest.fixture
def precises(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Les textes dont la lecture a cherché le sous-type, un par recherche."""
    cherches: list[str] = []
    chercher = lecture_de_phrase.preciser

    def noter(classe: Any, rang: int, texte: str) -> Any:
        cherches.append(texte)
        return chercher(classe, rang, texte)

    monkeypatch.setattr(lecture_de_phrase, "preciser", noter)
    return cherches


def complet(segment: Segment) -> Segment:
    """Le même segment, refait de toutes ses valeurs."""
    return Segment(**{champ: getattr(segment, champ) for champ in Segment.model_fields})


def test_lire_ne_charge_pas_ce_qui_departage_les_sous_types() -> None:
    nuances.cache_clear()
    segment = lire(RECIT).segments[0]
    assert (segment.nature, segment.texte) == (Nature.FAIT, "Il a claqué la porte à 14 h.")
    assert segment.confiance > 0.6
    assert not segment.incertain
    assert not segment.corrige
    assert nuances.cache_info().currsize == 0
    assert segment.sous_type == "observation"
    assert nuances.cache_info().currsize == 1


def test_chaque_chose_demandee_se_calcule_seule_et_une_fois(precises: list[str]) -> None:
    segment = lire(RECIT).segments[2]
    assert segment.indices == lire(RECIT).segments[2].indices
    assert segment.texte == "J’étais triste et en colère."
    assert precises == []
    for _ in range(2):
        assert (segment.sous_type, segment.intensite) == ("colere", "moyenne")
        assert (segment.corporel, segment.mode) == (False, "nommee")
    assert precises == [segment.texte]


def test_regarde_entier_il_ne_retient_rien_de_plus_qu_un_segment(precises: list[str]) -> None:
    segment = lire(RECIT).segments[1]
    segment.model_dump()
    assert list(vars(segment)) == list(Segment.model_fields)
    assert precises == ["Je le trouve injuste."]


def test_ce_qui_n_est_pas_un_champ_n_existe_pas_et_ne_calcule_rien(precises: list[str]) -> None:
    segment = lire_segment(RECIT)
    with pytest.raises(AttributeError, match="humeur"):
        segment.humeur  # type: ignore[attr-defined]  # noqa: B018
    assert precises == []


def test_la_frappe_decale_sans_rien_calculer_ni_recalculer(precises: list[str]) -> None:
    lecteur = Lecteur()
    avant = lecteur.lire(RECIT).segments
    loin = lecteur.lire("Bon. " + RECIT).segments[-len(avant) :]
    assert [(s.debut, s.fin) for s in loin] == [(s.debut + 5, s.fin + 5) for s in avant]
    assert precises == []
    dits = [s.sous_type for s in avant]
    assert [s.sous_type for s in loin] == dits
    assert len(precises) == len(avant)
    for la, ici in zip(loin, avant, strict=True):
        assert [(i.debut - 5, i.fin - 5, i.raison) for i in la.indices] == [
            (i.debut, i.fin, i.raison) for i in ici.indices
        ]


@pytest.mark.parametrize(
    "regarder",
    [
        copy.copy,
        copy.deepcopy,
        lambda s: s.model_copy(),
        lambda s: pickle.loads(pickle.dumps(s)),
        lambda s: Segment.model_validate(s.model_dump()),
        lambda s: Segment.model_validate_json(s.model_dump_json()),
        lambda s: Lecture(segments=(s,)).segments[0],
        lambda s: Segment(**dict(s)),
    ],
)
def test_regarde_entier_il_ne_differe_pas_d_un_segment_complet(
    regarder: Callable[[Segment], Segment],
) -> None:
    for k, attendu in enumerate(map(complet, lire(RECIT).segments)):
        assert regarder(lire(RECIT).segments[k]) == attendu
        assert attendu == regarder(lire(RECIT).segments[k])
        assert hash(lire(RECIT).segments[k]) == hash(attendu)
        assert {lire(RECIT).segments[k]} == {attendu}
        assert lire(RECIT).segments[k] != attendu.model_copy(update={"mode": "inconnu"})
        assert attendu.model_copy(update={"sous_type": "autre"}) != lire(RECIT).segments[k]
        assert lire(RECIT).segments[k] != attendu.texte


def test_ecrite_entiere_une_lecture_dit_tout_dans_l_ordre() -> None:
    for recit in recits("complement.jsonl"):
        entrevue = lire(recit["texte"])
        entiere = Lecture(
            segments=tuple(map(complet, lire(recit["texte"]).segments)),
            repartition=entrevue.repartition,
        )
        assert entrevue.model_dump_json() == entiere.model_dump_json()
        assert lire(recit["texte"]) == entiere == lire(recit["texte"])
        assert lire(recit["texte"]).model_dump() == entiere.model_dump()


def test_une_decision_et_une_explication_valent_sur_un_segment_entrevu() -> None:
    decision = Decision(debut=0, fin=10, nature=Nature.OPINION, sous_type="norme")
    decide = lire(RECIT, [decision]).segments[0]
    assert (decide.sous_type, decide.corrige, decide.confiance) == ("norme", True, 1.0)
    for entrevu, entier in zip(lire(RECIT).segments, lire(RECIT).segments, strict=True):
        assert expliquer(entrevu) == expliquer(complet(entier))


def test_deux_fils_qui_demandent_a_la_fois_trouvent_la_meme_chose() -> None:
    attendus = [complet(s) for s in lire(RECIT).segments]
    depart = Barrier(4)

    def demander(segments: tuple[Segment, ...], champ: str) -> list[Any]:
        depart.wait()
        return [getattr(s, champ) for s in segments]

    with ThreadPoolExecutor(4) as fils:
        for _ in range(20):
            segments = lire(RECIT).segments
            rendus = fils.map(lambda champ, s=segments: demander(s, champ), PRECISIONS[:4])
            for champ, rendu in zip(PRECISIONS, rendus, strict=False):
                assert rendu == [getattr(s, champ) for s in attendus]
            assert list(segments) == attendus
