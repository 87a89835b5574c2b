"""Qui parle, et de qui : la personne, un tiers, une façon de parler ; quelle que soit la forme."""

import unicodedata

import pytest
from detresse_d_essai import CAS_DETRESSE, genre
from hypothesis import given
from hypothesis import strategies as st

from coach.confidentialite import Alerte, detecter
from coach.confidentialite.detresse.apprise import Modele, unites
from coach.confidentialite.detresse.motifs import motifs
from coach.confidentialite.detresse.texte import lire
from coach.confidentialite.detresse.traits import jetons
from coach.modeles.texte import nfc

# -- le lot de mesure, jamais appris ---------------------------------------------------------------


SEUILS = {
    "explicite": 9.0,
    "soi": 0.0,
    "autrui": 9.0,
    "pente": 1.0,
    "court": 0.0,
    "net": 9.0,
}


def test_un_demi_mot_pese_moins_dans_un_long_texte():
    demi_mot = Modele((0, 0, 0, 200, 0, 0), {}, SEUILS)
    assert [s.soi for s in demi_mot.soupcons(lire("Un mot.", motifs()))] == [True]
    assert demi_mot.soupcons(lire("Un mot. " * 10, motifs())) == []


def test_l_explicite_pese_autant_quelle_que_soit_la_longueur():
    explicite = Modele((0, 0, 300, 0, 0, 0), {}, SEUILS | {"explicite": 1.0})
    for fois in (1, 10, 100):
        assert explicite.soupcons(lire("Un mot. " * fois, motifs())), fois


def test_le_sujet_et_la_citation_changent_qui_parle():
    texte = lire("Elle dit « je veux mourir » mais jveux pas", motifs())
    porteurs = {j.mot: j.porteur for j in jetons(texte, 0, len(texte.lu))}
    assert porteurs["dit"] == "il"
    assert porteurs["mourir"] == "cite"
    assert porteurs["pas"] == "je"


def test_deux_phrases_courtes_se_lisent_aussi_ensemble():
    texte = lire("J'ai tout compté. Ça suffirait.", motifs())
    assert [u.mots for u in unites(texte)] == [
        ("j", "ai", "tout", "compte"),
        ("ca", "suffirait"),
        ("j", "ai", "tout", "compte", "ca", "suffirait"),
    ]


# -- les souhaits dits par « je » ------------------------------------------------------------------


SOUHAITS = [
    "Je veux",
    "j'ai envie de",
    "Je voudrais",
    "J'aimerais",
    "je pense à",
    "je vais finir par",
    "Je songe à",
    "je n'arrête pas de penser à",
    "J'ai déjà essayé de",
    "je rêve de",
    "Je ferais mieux de",
    "je suis prête à",
    "Je ne pense qu'à",
    "autant",
    "je mérite de",
    "je devrais",
    "hier soir j'ai voulu",
    "en rentrant du travail j'ai eu envie de",
    "ma cheffe m'a donné envie de",
    "il ne me reste qu'à",
    "jveux",
    "tout ça me donne envie de",
    "depuis le décès de Samira j'ai envie de",
]
ACTES = [
    "mourir",
    "crever",
    "en finir",
    "en finir avec la vie",
    "me tuer",
    "me suicider",
    "me pendre",
    "me foutre en l'air",
    "mettre fin à mes jours",
    "me jeter sous un train",
    "me jeter par la fenêtre",
    "sauter du pont",
    "m'ouvrir les veines",
    "me tirer une balle",
    "me supprimer",
    "disparaître pour toujours",
    "ne plus exister",
    "ne plus me réveiller",
    "me faire du mal",
    "me scarifier",
    "avaler tous mes médicaments",
    "m'endormir pour toujours",
    "me laisser mourir",
]


def sans_accents_ni_apostrophes(texte: str) -> str:
    decompose = unicodedata.normalize("NFD", texte)
    return "".join(c for c in decompose if not unicodedata.combining(c)).replace("'", "")


@pytest.mark.parametrize("souhait", SOUHAITS)
def test_aucun_souhait_de_mourir_dit_par_je_n_est_manque(souhait):
    manques = []
    for acte in ACTES:
        elide = souhait.endswith(" de") and acte[0] in "aeé"
        phrase = f"{souhait[:-1]}'{acte}" if elide else f"{souhait} {acte}"
        formes = (phrase, f"{phrase}.", phrase.upper(), sans_accents_ni_apostrophes(phrase))
        manques += [forme for forme in formes if genre(forme) != "detresse"]
    assert manques == []


@pytest.mark.parametrize("cas", CAS_DETRESSE, ids=lambda cas: cas["texte"][:50])
def test_l_apostrophe_les_espaces_et_la_forme_ne_changent_rien(cas):
    courbe = cas["texte"].replace("'", "’").replace(" ", "\u00a0")
    assert genre(courbe) == cas["attendu"]
    assert genre(unicodedata.normalize("NFD", cas["texte"])) == cas["attendu"]


def test_l_alerte_montre_les_mots_qui_l_ont_levee():
    texte = unicodedata.normalize("NFD", "Séance passée. L’été est là, mais je veux mourir, voilà.")
    alerte = detecter(texte)
    assert alerte is not None
    assert nfc(texte)[alerte.debut : alerte.fin] == "je veux mourir"


def test_sa_propre_detresse_passe_avant_celle_d_un_tiers():
    alerte = detecter("Il m'a dit qu'il voulait mourir. Et moi, je veux en finir.")
    assert alerte is not None
    assert alerte.genre == "detresse"


FRAGMENTS = st.sampled_from([*(c["texte"] for c in CAS_DETRESSE), "«", "»", "\n", "e\u0301", "K."])
TEXTES = st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=6).map(" ".join))


@given(TEXTES)
def test_une_alerte_tient_dans_le_texte_et_sa_forme_n_y_change_rien(texte):
    alerte = detecter(texte)
    assert alerte is None or 0 <= alerte.debut < alerte.fin <= len(nfc(texte))
    assert detecter(unicodedata.normalize("NFD", texte)) == alerte


SANS_PAROLE_SEULE = [c["texte"] for c in CAS_DETRESSE if not c["texte"].startswith("«")]
"""Une parole entre guillemets, seule, est la sienne ; parmi d'autres phrases, on ne sait plus."""


@given(st.lists(st.sampled_from(SANS_PAROLE_SEULE), max_size=4).map("\n".join))
def test_une_detresse_reste_entendue_parmi_d_autres_phrases(texte):
    seules = {genre(ligne) for ligne in texte.split("\n")}
    if "detresse" in seules:
        assert genre(f"La journée a commencé à huit heures.\n{texte}") == "detresse"


@pytest.mark.parametrize(
    "texte", ["envie de crever là\nmon chef est passé", "je veux plus vivre\nUne dame est venue"]
)
def test_la_ligne_d_apres_n_excuse_rien(texte):
    assert genre(texte) == "detresse"


def test_une_abreviation_lue_en_entier_garde_sa_place():
    alerte = detecter("Bon. J'veux pu vivre.")
    assert alerte == Alerte(genre="detresse", debut=5, fin=20)


def test_l_initiale_d_un_nom_ne_coupe_pas_la_phrase():
    assert (
        genre("La fille de 14 ans de Madame D. n'est pas rentrée depuis samedi.") == "danger_tiers"
    )
    assert genre("J'ai vu Madame D. Je veux mourir.") == "detresse"


@pytest.mark.parametrize(
    "phrase",
    [
        "Rien. J’ai tout raté.",
        "Je pensais que ça suffirait.",
        "Je pensais qu’en donnant les faits…",
        "J’espérais mieux.",
        "Je me disais que le plus dur était passé.",
        "Ne pas rester seule ce soir.",
        "Ne pas rester seul avec ça.",
        "Il a dit adieu.",
        "Elle nous a dit adieu avec un gâteau.",
        "« Adieu ! », a-t-il lancé en prenant sa veste.",
        "J’ai dit adieu à ma pause.",
        "Ils s’en sont mieux sortis sans moi, finalement.",
        "Je me suis sentie transparente, comme si je n’existais pas.",
        "Mon mari.",
        "Mon mari. La direction pas encore, répondeur.",
        "Ma femme et mes enfants.",
        "Mon compagnon, il est là ce soir.",
    ],
)
def test_une_reponse_courte_de_fatigue_ou_d_echec_n_alerte_pas(phrase: str) -> None:
    assert detecter(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "attendu"),
    [
        ("J’ai tout raté, même ma vie, autant s’arrêter là.", "detresse"),
        ("Un flacon suffirait, je pense.", "detresse"),
        ("Je pensais que ça passerait, mais je veux toujours mourir.", "detresse"),
        ("Ne me laissez pas seule ce soir, je n’y arriverai pas.", "detresse"),
        ("Il m’a dit adieu, en larmes, et il a raccroché.", "danger_tiers"),
        ("Il a dit adieu. Depuis, plus de nouvelles.", "danger_tiers"),
        ("Mes enfants s’en sortiront mieux sans moi.", "detresse"),
        ("Il me frappe. Mon mari.", "detresse"),
        ("Mes enfants. Je veux en finir.", "detresse"),
    ],
)
def test_les_memes_mots_alertent_quand_ils_disent_un_danger(phrase: str, attendu: str) -> None:
    assert genre(phrase) == attendu
