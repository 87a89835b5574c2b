"""La lecture suit le guide : ses exemples, ses cas limites, ses mots et ses raisons."""

import pytest
from corpus_de_lecture import recits

from coach.analyse import expliquer, familles, lire, lire_segment, probabilites
from coach.analyse.regles import jeu
from coach.modeles.lecture import Decision, Nature

FAIT, OPINION, EMOTION = Nature.FAIT, Nature.OPINION, Nature.EMOTION

FAITS = [
    ("Il s’est levé.", "observation"),
    ("J’ai proposé un autre rendez-vous.", "acte"),
    ("Elle m’a dit qu’elle en avait marre.", "parole_rapportee"),
    ("Il a crié : « Vous êtes tous nuls ! »", "parole_rapportee"),
    ("Elle pleurait.", "observation"),
    ("Il parlait fort.", None),
    ("Il n’a pas répondu.", None),
    ("C’était mon troisième entretien avec ce stagiaire.", "contexte"),
    ("Il touche le RSA depuis deux ans.", "contexte"),
    ("Je le rappelle jeudi.", "acte"),
    ("Elle avait les larmes aux yeux.", "observation"),
    ("Elle m’a dit qu’elle était triste.", "parole_rapportee"),
    ("Il a tapé du poing.", "observation"),
    ("Il est arrivé en retard.", None),
    ("Il est encore arrivé en retard.", None),
    ("Je pense le revoir jeudi.", "acte"),
    ("Heureusement, sa mère est arrivée.", "observation"),
    ("Personne n’est venu.", "observation"),
    ("Rappelé Dylan à 17h, pas de réponse.", None),
    ("je l ai rappele mardi, il a pas repondu", None),
]
OPINIONS = [
    ("Il est de mauvaise foi.", "jugement"),
    ("C’était un bon entretien.", "jugement"),
    ("Il voulait me provoquer.", "interpretation"),
    ("Elle était furieuse.", "interpretation"),
    ("Elle était triste.", "interpretation"),
    ("Il ne se sentait pas concerné.", "interpretation"),
    ("Peut-être que le cadre n’était pas clair.", "hypothese"),
    ("C’est à cause du bruit.", "hypothese"),
    ("De toute façon, ils arrivent toujours en retard.", "generalisation"),
    ("Il est toujours en retard.", "generalisation"),
    ("J’aurais dû reformuler.", "norme"),
    ("On ne devrait pas faire ça.", "norme"),
    ("J’ai bien géré.", "auto_evaluation"),
    ("Je n’ai pas été assez claire.", "auto_evaluation"),
    ("Je me suis senti manipulé.", "faux_sentiment"),
    ("Je me suis sentie ignorée.", "faux_sentiment"),
    ("Je me suis sentie trahie.", "faux_sentiment"),
    ("Je ne me suis pas sentie respectée.", "faux_sentiment"),
    ("Je me suis senti·e jugé·e.", "faux_sentiment"),
    ("Je sens que ça va mal finir.", "interpretation"),
    ("J’ai l’impression qu’il se moque de moi.", "interpretation"),
    ("L’écoute active, c’est la base du métier.", None),
    ("Il faudrait que je pose le cadre dès le début.", None),
    ("Il était agressif.", "jugement"),
    ("Ça s’est bien passé.", "jugement"),
    ("L’entretien a été tendu.", "jugement"),
    ("Aucune intimité à ce comptoir, c’est une honte.", "jugement"),
    ("Et personne n’a rien vu !", None),
    ("Pourquoi je n’ai rien dit ?", "hypothese"),
    ("ce stagiaire est mal eleve", "jugement"),
]
EMOTIONS = [
    ("J’étais en colère.", "colere"),
    ("Ça m’a fait peur.", "peur"),
    ("J’ai eu honte.", "honte"),
    ("J’avais la boule au ventre.", "peur"),
    ("Mes mains tremblaient.", None),
    ("J’ai pleuré dans le parking.", "tristesse"),
    ("J’ai ri jaune.", "malaise"),
    ("La moutarde me montait au nez.", "colere"),
    ("J’ai pris une claque.", "surprise"),
    ("J’avais les jambes en coton.", "peur"),
    ("J’étais soulagée.", "apaisement"),
    ("Je suis sortie vidée.", "fatigue"),
    ("Ça m’a touché.", "tendresse"),
    ("J’étais mal à l’aise.", "malaise"),
    ("Je me suis sentie impuissante, seule, dépassée.", "impuissance"),
    ("Je me suis senti humilié.", "honte"),
    ("Je me suis senti dépassé, impuissant, inutile.", "impuissance"),
    ("Je ne savais pas quoi dire.", "impuissance"),
    ("En colère.", "colere"),
    ("jetais pas bien du tout", "malaise"),
]


@pytest.mark.parametrize(
    ("texte", "nature", "sous_type"),
    [
        *((t, FAIT, s) for t, s in FAITS),
        *((t, OPINION, s) for t, s in OPINIONS),
        *((t, EMOTION, s) for t, s in EMOTIONS),
    ],
)
def test_guide(texte: str, nature: Nature, sous_type: str | None) -> None:
    lu = lire_segment(texte)
    assert lu.nature is nature, expliquer(lu)
    if sous_type:
        assert lu.sous_type == sous_type


def test_phrase_mixte_coupee_ou_la_nature_change() -> None:
    segments = lire("Il a claqué la porte et je me suis sentie humiliée.").segments
    assert [(s.texte, s.nature) for s in segments] == [
        ("Il a claqué la porte", FAIT),
        ("et je me suis sentie humiliée.", EMOTION),
    ]


@pytest.mark.parametrize(
    ("attendue", "texte"),
    [
        (FAIT, "14 h, bureau 3"),
        (EMOTION, "En colère."),
        (OPINION, "Qu’il se moque de moi"),
        (EMOTION, "Bof"),
    ],
)
def test_reponses_courtes(attendue: Nature, texte: str) -> None:
    segments = lire(texte, attendue=attendue).segments
    assert len(segments) == 1
    assert segments[0].nature is attendue


def test_la_nature_attendue_n_oblige_pas() -> None:
    for autre in (FAIT, OPINION):
        assert lire("J’étais en colère contre lui.", attendue=autre).segments[0].nature is EMOTION
    sans, avec = probabilites("Rien"), probabilites("Rien", attendue=EMOTION)
    assert avec[EMOTION] > sans[EMOTION]


def test_emotion_precisee() -> None:
    forte = lire_segment("J’étais folle de rage.")
    assert (forte.sous_type, forte.intensite, forte.mode) == ("colere", "forte", "nommee")
    faible = lire_segment("J’étais un peu triste.")
    assert (faible.sous_type, faible.intensite) == ("tristesse", "faible")
    corps = lire_segment("J’avais la gorge nouée.")
    assert corps.corporel is True
    assert corps.mode == "comportementale"
    assert lire_segment("Quel bonheur !").nature is EMOTION
    fait = lire_segment("Il a signé le contrat mardi.")
    assert (fait.intensite, fait.corporel, fait.mode) == (None, None, None)


def test_expliquer_nomme_la_nature_les_mots_et_la_regle() -> None:
    lu = lire_segment("Je me suis senti manipulé.")
    dit = expliquer(lu)
    assert "une opinion" in dit
    assert "manipulé" in dit
    assert "ce que l’autre aurait fait" in dit
    decide = lire("Il dort.", [Decision(debut=0, fin=8, nature=OPINION)]).segments[0]
    assert expliquer(decide) == "C’est votre correction\u00a0: une opinion."


def test_sous_types_du_contrat() -> None:
    permis = {
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
        "emotion": {f.id for f in familles()},
    }
    for regle in jeu().regles.values():
        assert not regle.sous_type or regle.sous_type in permis[regle.nature], regle
    for recit in recits("entrainement.jsonl")[::8]:
        for s in lire(recit["texte"]).segments:
            assert s.sous_type in permis[s.nature]
            assert (s.mode is not None) == (s.nature is EMOTION)


def test_roue_des_emotions() -> None:
    ids = {f.id for f in familles()}
    assert {"colere", "peur", "tristesse", "joie", "honte", "culpabilite", "surprise"} <= ids
    assert {"degout", "fatigue", "impuissance", "fierte", "tendresse", "malaise"} <= ids
    for famille in familles():
        assert all(famille.mots[d] for d in ("faible", "moyenne", "forte")), famille.id


@pytest.mark.parametrize(
    ("texte", "nature"),
    [
        ("Je sors la grille.", FAIT),
        ("M. baisse la tête.", FAIT),
        ("Le directeur hausse les épaules.", FAIT),
        ("j ai propose un autre rdv", FAIT),
        ("c est pas juste", OPINION),
        ("abdul dit je veux pas venir", FAIT),
    ],
)
def test_gestes_et_notes_rapides(texte: str, nature: Nature) -> None:
    lu = lire_segment(texte)
    assert lu.nature is nature, expliquer(lu)


def test_un_indice_n_emporte_pas_de_guillemet_seul() -> None:
    for recit in recits("entrainement.jsonl")[:40]:
        texte = recit["texte"]
        for segment in lire(texte).segments:
            for indice in segment.indices:
                mots = texte[indice.debut : indice.fin]
                assert mots.count("«") == mots.count("»"), mots
