"""La porte propose les noms qui se trahissent, et aucun mot ordinaire ; tout reste accordé."""

import unicodedata
from typing import Any

import pytest
from lieux import lignes

from coach.confidentialite.entites import Identifiant, identifier
from coach.confidentialite.mots import mots
from coach.partage.entites import proposer
from coach.partage.pseudonymes import regles
from coach.partage.raccords import raccorder
from coach.partage.remplacement import remplacer


@pytest.mark.parametrize("sorte", ["recits_reglage", "phrases_reglage", "recits_mesure"])
def test_les_mentions_des_textes_annotes_sont_proposees(sorte: str) -> None:
    attendues = dites = mots = proposees = 0
    for texte in lignes(f"partage/{sorte}.jsonl"):
        assert texte["texte"] == unicodedata.normalize("NFC", texte["texte"])
        trouves = identifier(texte["texte"])
        mots += len(texte["texte"].split())
        proposees += len(trouves)
        for mention in texte["mentions"]:
            assert texte["texte"][mention["debut"] : mention["fin"]] == mention["texte"]
            attendues += 1
            dites += any(t.debut < mention["fin"] and mention["debut"] < t.fin for t in trouves)
    assert dites >= 0.95 * attendues
    if sorte.startswith("recits"):
        assert proposees * 250 <= 15 * mots


@pytest.mark.parametrize(("sorte", "rappel"), [("reglage", 0.97), ("mesure", 0.92)])
def test_les_noms_piegeux_sont_proposes_en_entier(sorte: str, rappel: float) -> None:
    """Des mots communs, des surnoms, des notes sans majuscules : rien ne doit en rester."""
    attendues = dites = proposees = justes = 0
    for recit in lignes(f"partage/piegeux_{sorte}.jsonl"):
        trouves = identifier(recit["texte"])
        vus = [t for t in trouves if any(_touche(t, m) for m in recit["mentions"])]
        proposees, justes = proposees + len(trouves), justes + len(vus)
        for mention in recit["mentions"]:
            assert recit["texte"][mention["debut"] : mention["fin"]] == mention["texte"]
            noms = [m for m in mots(mention["texte"]) if m.capital] or mots(mention["texte"])
            places = [mention["debut"] + m.debut for m in noms] or [mention["debut"]]
            attendues += 1
            dites += all(any(t.debut <= place < t.fin for t in trouves) for place in places)
    assert dites >= rappel * attendues
    assert justes >= 0.95 * proposees


def _touche(trouve: Identifiant, mention: dict[str, Any]) -> bool:
    return bool(trouve.debut < mention["fin"] and mention["debut"] < trouve.fin)


@pytest.mark.parametrize(
    ("phrase", "nomme"),
    [
        ("Xiomara comprend tout.", "Xiomara"),
        ("Zoltán a demandé pourquoi.", "Zoltán"),
        ("Yenifer et Fatou sont parties.", "Yenifer"),
        ("Gégé, l’encadrant, passe derrière la vitre.", "Gégé"),
        ("Doudou, c’était pire.", "Doudou"),
        ("L’Ahmed, comme dit le concierge, n’est pas venu.", "L’Ahmed"),
        ("De Smedt dit le contraire.", "De Smedt"),
        ("Il attend ; Ben Youssef, lui, est parti.", "Ben Youssef"),
        ("il m’a dit que sa fille lola a un stage.", "lola"),
        ("un stage chez colruyt, enfin.", "colruyt"),
        ("Réunion au CPAS de Braine-l’Alleud.", "Braine-l’Alleud"),
        ("Il vient de La Chaux-de-Fonds en train.", "La Chaux-de-Fonds"),
        ("il habite rue de la station 17 à namur.", "rue de la station 17"),
        ("Sa femme est du 14.07.1991.", "14.07.1991"),
        ("Sa voiture, AB-123-CD, est en fourrière.", "AB-123-CD"),
        ("Il m’a écrit sur insta, @kevin_b59, hier.", "@kevin_b59"),
        ("Son profil : https://exemple.org/in/jean-d, à voir.", "https://exemple.org/in/jean-d"),
        ("Elle habite au 14 de la rue des Lilas.", "14 de la rue des Lilas"),
        ("Au 00 33 (0)6 12 34 56 78, ça ne répond pas.", "00 33 (0)6 12 34 56 78"),
        ("On dit que Mme de Vos exagère.", "Mme de Vos"),
        ("Le Goff attendait devant la porte.", "Le Goff"),
        ("J’en ai parlé à Le Bihan.", "Le Bihan"),
        ("Il signe T. Okonkwo.", "T. Okonkwo"),
        ("Karim B. a signé la convention.", "Karim B."),
        ("J’ai revu Karim B. Il allait mieux.", "Karim B"),
        ("Juste n’est pas venu ce matin.", "Juste"),
        ("Hier Juste a oublié son badge.", "Juste"),
        ("Grâce m’a appelée.", "Grâce"),
    ],
)
def test_un_nom_se_trahit_par_ce_qui_l_entoure(phrase: str, nomme: str) -> None:
    assert nomme in [i.texte for i in identifier(phrase)]


@pytest.mark.parametrize(
    "phrase",
    [
        "Rendez-vous est pris le 14 à 16 h.",
        "Nul n’a pris la parole. Chacune avait ses raisons.",
        "Quelqu’un a crié. Celui-ci a un profil plus marqué.",
        "Parler m’a aidée. Écouter aussi.",
        "Rideau baissé, lumière éteinte.",
        "Séance à l’agence. Papa a dit non.",
        "on mange chez nous, ou chez quelqu’un d’autre.",
        "Le contrat est du 3 mars 2024.",
        "Vos idées comptent ; les 3 de la rue étaient là.",
        "Les 2 du chemin creux.",
        "Juste après la pause, tout a changé. Juste un mot. Juste est le mot juste.",
        "Plan B. Revoir le cadre. Vitamine C. Puis dormir.",
        "Constance et patience, disait mon père.",
        "La Direction a tranché. Les Stagiaires sont là.",
        "M. B. est venu, A. aussi. Mme K. pleure.",
    ],
)
def test_un_mot_qui_ouvre_une_phrase_n_est_pas_un_nom(phrase: str) -> None:
    assert identifier(phrase) == ()


def test_une_entite_reunit_tout_ce_qui_la_nomme() -> None:
    entites = proposer(["Mme Benali est là. Benali sourit, Fatima Benali aussi. M. Benali attend."])
    formes = [set(e.formes) for e in entites]
    assert {"Mme Benali", "Benali", "Fatima Benali"} in formes
    assert {"M. Benali"} in formes, "un homme et une femme du même nom sont deux personnes"


def test_les_mots_ordinaires_ne_sont_pas_des_noms() -> None:
    for phrase in (
        "Elle portait un pull rose.",
        "La pierre s’est fendue.",
        "Il a perdu sa place.",
        "Avec prudence, j’ai reposé la question.",
        "Grâce à elle, le dossier est parti.",
        "Le repas de Noël est prévu.",
    ):
        assert identifier(phrase) == (), phrase
    for phrase in ("Rose a signé.", "Pierre est venu.", "J’ai vu Marc.", "Noël m’a rappelé."):
        assert identifier(phrase), phrase


def ecrit(texte: str) -> str:
    entites = [e.__class__(**{**e.__dict__, "decision": "acceptee"}) for e in proposer([texte])]
    return remplacer(texte, regles(entites)).apres


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("Elle vient d’Ottignies.", "Elle vient de la ville A."),
        ("À Namur, il pleut.", "Dans la ville A, il pleut."),
        ("Il vient du Locle à vélo.", "Il vient de la ville A à vélo."),
        ("Il travaille chez Colruyt.", "Il travaille chez l’organisme A."),
        ("J’ai parlé de Fatima.", "J’ai parlé d’A."),
        ("J’ai vu Mme Benali.", "J’ai vu Mme A."),
        ("Je suis passé à l’asbl Les Trois Ponts.", "Je suis passé à l’asbl A."),
        ("Une collègue namuroise est venue.", "Une collègue de la ville A est venue."),
        ("Rappelle le 0470 12 34 56 ce soir.", "Rappelle le [téléphone] ce soir."),
    ],
)
def test_l_article_et_l_elision_restent_justes(avant: str, apres: str) -> None:
    assert ecrit(avant) == apres


def test_les_raccords_suivent_ce_que_la_personne_prefere_ecrire() -> None:
    assert raccorder("Je parle de ", "le stagiaire") == (3, "du stagiaire")
    assert raccorder("Je vais à ", "les ateliers") == (2, "aux ateliers")
    assert raccorder("Je crois qu’", "B.") == (3, "que B.")
    assert raccorder("Hier ", "A.") == (0, "A.")


def test_une_lettre_n_est_ni_l_initiale_ni_deja_dans_le_texte() -> None:
    (entite,) = proposer(["Amina a parlé à Mme B. et à C. hier."])
    assert entite.lettre not in {"A", "B", "C"}
