"""« Pourquoi ? » : ce que la personne lit est juste, tient debout, et ne la contredit pas."""

import random
from itertools import pairwise

import pytest
from corpus_de_lecture import recits

from coach.analyse import expliquer, lire, lire_segment
from coach.analyse.memoire import Correction
from coach.modeles.lecture import Nature, Segment


def seul(texte: str) -> Segment:
    """Le seul segment d'un texte."""
    (segment,) = lire(texte).segments
    return segment


def montres(texte: str) -> dict[str, str]:
    """Les mots montrés d'un texte d'un seul segment, et leur raison."""
    segment = seul(texte)
    return {texte[i.debut : i.fin]: i.raison for i in segment.indices}


@pytest.mark.parametrize("texte", ["Il était en avance.", "Il est nul.", "J’ai eu peur."])
@pytest.mark.parametrize("nature", list(Nature))
def test_une_correction_n_a_pas_d_autre_raison_qu_elle(texte: str, nature: Nature) -> None:
    corrige = seul(texte).model_copy(update={"nature": nature, "corrige": True})
    dit = expliquer(corrige)
    assert dit.startswith("C’est votre correction")
    assert dit.count(".") == 1  # ni mots montrés, ni règle
    assert "votre" not in expliquer(corrige, a_qui_ecrit=False)


def test_une_phrase_semblable_a_une_correction_n_en_dit_pas_plus() -> None:
    apprise = Correction("Il est resté dans son coin.", Nature.OPINION, "jugement")
    (segment,) = lire("Elle est restée dans son coin.", corrections=[apprise]).segments
    dit = expliquer(segment)
    assert dit.startswith("Lu comme une opinion\u00a0: vous avez corrigé une phrase")
    assert "«" not in dit
    assert "Évaluer" not in dit


def test_l_emotion_nommee_n_est_pas_une_image() -> None:
    assert montres("J’ai eu peur qu’elle ne vienne pas du tout.") == {
        "peur": "une émotion nommée, la vôtre"
    }
    assert "une émotion nommée, la vôtre" in montres("Je suis fière de lui.").values()


def test_un_retard_se_dit_avec_sa_duree() -> None:
    dits = montres("Elle est arrivée avec vingt minutes de retard, sans s’excuser.")
    assert dits["vingt minutes de retard"] == "un temps précis"
    assert "Elle est arrivée" in dits


@pytest.mark.parametrize(
    ("texte", "mots"),
    [
        ("Son regard était méprisant.", "Son regard était méprisant"),
        ("J’ai été trop dure avec elle.", "J’ai été trop dure"),
        ("J’avais la gorge serrée.", "la gorge serrée"),
        ("C’est injuste.", "C’est injuste"),
        ("L’employeur m’a rappelée jeudi à 17 h.", "jeudi à 17 h"),
        ("Il m’a raconté que son fils avait été hospitalisé.", "Il m’a raconté que"),
        ("J’en ai marre de ces rendez-vous.", "J’en ai marre"),
    ],
)
def test_les_mots_montres_se_lisent_comme_une_expression(texte: str, mots: str) -> None:
    assert mots in montres(texte)


@pytest.mark.parametrize(
    "texte",
    [
        "Elle a refusé le poste de nuit.",
        "Le jeune touche une allocation depuis six mois.",
        "J’ai mis fin à l’entretien au bout de quinze minutes.",
        "Le vigile est arrivé au bout de deux minutes.",
    ],
)
def test_le_passe_n_est_jamais_dit_prevu(texte: str) -> None:
    assert not any("prévu" in raison for raison in montres(texte).values())


def test_ne_pas_faire_se_dit_ne_pas_faire() -> None:
    assert montres("Je n’ai pas répondu.") == {"Je n’ai pas répondu": "ce que vous n’avez pas fait"}
    assert "une absence constatée" in montres("Personne n’a bougé.").values()


def test_la_regle_d_un_fait_suit_les_mots_montres() -> None:
    segment = seul("Il m’a coupé la parole quatre fois.")
    assert [i.raison for i in segment.indices] == ["un nombre précis"]
    assert "parole rapportée" not in expliquer(segment)


def test_une_raison_partagee_ne_se_dit_qu_une_fois() -> None:
    dit = expliquer(seul("De toute façon, le lundi ils sont toujours comme ça."))
    assert dit.count("une généralisation") == 1
    assert "\u00a0» et «\u00a0" in dit


def test_les_mots_montres_sont_a_part_et_en_ordre() -> None:
    extraits = [s for r in recits("entrainement.jsonl") for s in r["segments"]]
    for extrait in random.Random(9).sample(extraits, 300):
        segment = lire_segment(extrait)
        for ici, suivant in pairwise(segment.indices):
            assert ici.fin <= suivant.debut, extrait
        for indice in segment.indices:
            mots = segment.texte[indice.debut - segment.debut : indice.fin - segment.debut]
            assert mots == mots.strip(" ,;:.!«»") != "", extrait
