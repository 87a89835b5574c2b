"""Sous-types et familles d'émotion : des phrases sans discussion, et d'où cela s'apprend."""

import pytest
from lieux import lignes

from coach.analyse import familles, lire
from coach.analyse.donnees import donnees
from coach.analyse.enonce import preparer
from coach.analyse.familles_dites import familles_dites, mots_dits
from coach.analyse.nuances import choisir, nuances
from coach.modeles.lecture import Decision, Nature, Segment

FAITS = [
    ("Une participante me glisse que son fils ne dort plus.", "parole_rapportee"),
    ("Il m’a répondu qu’il verrait ça avec son avocat.", "parole_rapportee"),
    ("« Je ne signerai pas », a lancé le plus jeune.", "parole_rapportee"),
    ("J’ai rangé les chaises et j’ai fermé la salle.", "acte"),
    ("J’ai appelé le bailleur, puis j’ai envoyé la facture.", "acte"),
    ("Jeudi à 10 h, je rencontre la directrice de la crèche.", "acte"),
    ("Il a posé ses clés sur la table et il a regardé par la fenêtre.", "observation"),
    ("Elle a mis son manteau, sans un mot.", "observation"),
    ("Il s’est fermé et il a croisé les bras.", "observation"),
    ("C’était un mardi, dans la petite salle du fond, avec neuf inscrits.", "contexte"),
    ("Le dispositif dure six mois et s’adresse aux moins de trente ans.", "contexte"),
]
OPINIONS = [
    ("J’aurais dû la suivre.", "norme"),
    ("On ne devrait jamais recevoir quelqu’un dans un couloir.", "norme"),
    ("La prochaine fois, j’aimerais laisser plus de place au silence.", "souhait"),
    ("Je voudrais apprendre à dire non.", "souhait"),
    ("Peut-être que la salle était trop bruyante.", "hypothese"),
    ("Pourquoi est-ce que je n’ai rien répondu ?", "hypothese"),
    ("Il voulait me tester.", "interpretation"),
    ("Je pense qu’il avait peur de perdre sa place.", "interpretation"),
    ("C’était un très bel atelier.", "jugement"),
    ("Ce formulaire est absurde.", "jugement"),
    ("De toute façon, ils arrivent toujours en retard.", "generalisation"),
    ("Je n’ai pas été assez claire.", "auto_evaluation"),
    ("Je me suis senti ignoré par toute la tablée.", "faux_sentiment"),
    ("Accompagner, ce n’est pas faire à la place.", "principe"),
]
EMOTIONS = [
    ("Moi ça me reste en travers de la gorge.", "colere"),
    ("Sa remarque m’a hérissé.", "colere"),
    ("Mon cœur s’est emballé.", "peur"),
    ("J’avais les mains moites avant d’entrer.", "peur"),
    ("J’aurais voulu rentrer sous terre.", "honte"),
    ("Je m’en suis voulu toute la soirée.", "culpabilite"),
    ("Ça m’a fendu le cœur.", "tristesse"),
    ("J’ai sauté de joie.", "joie"),
    ("Un poids m’est tombé des épaules.", "apaisement"),
    ("Je suis sortie de là complètement vidée.", "fatigue"),
    ("J’en suis restée bouche bée.", "surprise"),
    ("J’étais fière de moi.", "fierte"),
    ("Son mot m’a touchée.", "tendresse"),
    ("J’étais mal à l’aise devant ce cadeau.", "malaise"),
    ("J’ai hâte d’être à lundi.", "envie"),
]


def lu(texte: str, nature: Nature) -> Segment:
    """Le segment entier, sa nature décidée."""
    return lire(texte, (Decision(debut=0, fin=len(texte), nature=nature),)).segments[0]


def dites(texte: str) -> list[str]:
    """Les familles que disent les mots d'un texte, sauf niées."""
    mots = mots_dits(preparer(texte).mots)
    return [dite.famille for dite in familles_dites(mots) if not dite.niee]


@pytest.mark.parametrize(
    ("texte", "nature", "sous_type"),
    [
        *((t, Nature.FAIT, s) for t, s in FAITS),
        *((t, Nature.OPINION, s) for t, s in OPINIONS),
        *((t, Nature.EMOTION, s) for t, s in EMOTIONS),
    ],
)
def test_une_phrase_sans_discussion_a_son_sous_type(
    texte: str, nature: Nature, sous_type: str
) -> None:
    assert lu(texte, nature).sous_type == sous_type


def test_une_locution_dit_sa_famille_et_couvre_ses_mots() -> None:
    # « emballé » seul dirait la joie ; « en travers » la colère, même pris dans une autre locution
    assert dites("Mon cœur s’est emballé.") == ["peur"]
    assert dites("Ça me reste en travers de la gorge.") == ["colere"]


def test_le_genre_ne_change_pas_la_famille() -> None:
    assert dites("Ça m’a glacé.") == dites("Ça m’a glacée.") == ["peur"]


def test_une_famille_niee_n_est_pas_dite() -> None:
    assert dites("Je n’étais pas triste.") == []


def test_ce_qui_remue_ne_couvre_pas_ce_qui_est_nomme() -> None:
    assert dites("Une tristesse m’a gagnée.") == ["tristesse"]


def test_sans_rien_qui_departage_la_famille_reste_le_trouble() -> None:
    assert lu("Zblorg.", Nature.EMOTION).sous_type == "trouble"


def test_une_vraisemblance_est_une_probabilite() -> None:
    for nature in Nature:
        sous_type, vraisemblance = choisir(nature.value, {"biais", "inconnu"})
        assert sous_type
        assert 0 < vraisemblance <= 1


def test_les_familles_des_locutions_sont_celles_de_la_roue() -> None:
    assert set(donnees("familles")) <= {famille.id for famille in familles()}


def test_l_echantillon_de_mesure_n_apprend_rien() -> None:
    gardes = lignes("lecture/sous-types.jsonl")
    mesures = {(ligne["recit"], ligne["texte"]) for ligne in gardes}
    a_part = {ligne["recit"]: ligne["sous_types"] for ligne in lignes("corpus/sous-types.jsonl")}
    vus = 0
    for nom in ("entrainement", "complement"):
        for recit in lignes(f"corpus/{nom}.jsonl"):
            sous_types = a_part.pop(recit["id"])
            etiquettes = zip(recit["segments"], recit["labels"], sous_types, strict=True)
            for segment, nature, sous_type in etiquettes:
                assert sous_type is None or sous_type in nuances()[nature].sous_types
                assert (sous_type is None) == ((recit["id"], segment) in mesures)
                vus += sous_type is None
    assert a_part == {}
    assert vus == len(gardes)
