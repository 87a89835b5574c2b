"""Les relances : ce qui les appelle, ce qu'elles citent, comment elles varient."""

import re
from datetime import datetime

import pytest
from depot_en_memoire import DepotEnMemoire, contexte_fixe, ulid
from hypothesis import given
from hypothesis import strategies as st
from typographie import fautes_de_typographie

from coach.analyse import familles, lire
from coach.dialogues.citation import citer
from coach.dialogues.histoire import Histoire
from coach.dialogues.moteur import Moteur
from coach.dialogues.protocole import charger, identifiants
from coach.dialogues.relances import a_son_tour
from coach.dialogues.repertoire import catalogue
from coach.modeles.evenements import RelancePosee
from coach.modeles.seance import Reponse

FLUX = ulid(31_000_000)


def moteur_a(etape, *, protocole="analyse-de-pratique", flux=FLUX, **champs):
    moteur = Moteur(flux, charger(protocole), DepotEnMemoire(), contexte_fixe(lire=lire, **champs))
    moteur.demarrer()
    while moteur.etat.en_attente.demande.etape != etape:
        moteur.passer()
    return moteur


def relance_apres(etape, texte, **champs):
    moteur = moteur_a(etape, **champs)
    moteur.repondre(texte)
    demande = moteur.etat.en_attente.demande
    return demande if isinstance(demande, RelancePosee) else None


RECIT = (
    "J’ai reçu madame K. à 14 h dans le petit bureau. Elle a posé son dossier sur la table et elle"
    " a dit « je ne reviendrai plus ». J’ai refermé le classeur et je lui ai demandé ce qui s’était"
    " passé."
)


# --- Ce qui appelle quoi -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("etape", "texte", "attendue", "cite"),
    [
        ("faits", RECIT + " Je me suis sentie manipulée.", "faux_sentiment", "manipulée"),
        ("faits", RECIT + " Elle s’est sentie humiliée.", "emotion_pretee", "humiliée"),
        ("faits", RECIT + " Elle était de mauvaise foi.", "jugement", "mauvaise foi"),
        (
            "faits",
            RECIT + " De toute façon, ils arrivent toujours en retard.",
            "generalisation",
            "toujours",
        ),
        ("faits", "Il est parti en claquant la porte.", "trop_court", "Il est parti"),
        (
            "emotions",
            "Je me suis sentie manipulée.",
            "faux_sentiment",
            "manipulée",
        ),
        ("emotions", "J’étais agacée.", "emotion_sans_corps", "agacée"),
        ("emotions", "J’étais pas bien.", "emotion_floue", "pas bien"),
        ("opinions", "J’aurais dû poser le cadre dès le début.", "regret", "poser le cadre"),
        (
            "opinions",
            "J'aurais pas du parler du contrat devant tout le monde",
            "regret_d_un_geste",
            "parler du contrat",
        ),
        ("points_forts", "Rien", "points_forts_vides", None),
        ("points_forts", "oui", "points_forts_vides", None),
        ("points_forts", "Mon écoute", "point_fort_sans_preuve", "Mon écoute"),
        ("axes", "Ne plus me laisser déborder", "axe_negatif", "déborder"),
        ("ajustements", "Être plus à l’écoute", "ajustement_vague", "à l’écoute"),
    ],
)
def test_chaque_signe_appelle_sa_relance_et_en_redit_les_mots(etape, texte, attendue, cite):
    relance = relance_apres(etape, texte)
    assert relance is not None
    assert relance.relance == attendue
    if cite:
        assert relance.cite.texte in texte
        assert cite in texte
        assert relance.cite.texte in relance.texte


@pytest.mark.parametrize(
    ("etape", "texte"),
    [
        ("faits", RECIT),
        ("faits", RECIT + " Est-ce qu’elle se moquait de moi ?"),
        (
            "emotions",
            "J’avais la gorge serrée pendant l’entretien, puis la colère est montée.",
        ),
        ("points_forts", "J’ai attendu qu’elle ait fini avant de répondre, et elle s’est rassise."),
        ("axes", "Poser le cadre dès l’accueil"),
        ("axes", "Je ne veux plus couper la parole, je vais compter jusqu’à trois"),
        ("ajustements", "Lire la règle à voix haute au début de l’atelier de jeudi"),
        ("emotions", "Rien"),
    ],
)
def test_ce_qui_est_deja_dit_ne_se_relance_pas(etape, texte):
    assert relance_apres(etape, texte) is None


@pytest.mark.parametrize(
    ("etape", "texte", "attendue"),
    [
        ("opinions", "J’aurais pas dû le mettre dehors.", "regret_d_un_geste"),
        ("opinions", "Je n’aurais pas dû lui dire cela.", "regret_d_un_geste"),
        ("opinions", "J’aurais dû m’arrêter en juin.", "regret"),
        ("opinions", "j aurais du m arreter en juin", "regret"),
        ("emotions", "nulle", "jugement_de_soi_senti"),
        ("emotions", "Je me sens pas respectée.", "faux_sentiment"),
    ],
)
def test_un_regret_un_jugement_sur_soi_ne_se_lisent_pas_de_travers(etape, texte, attendue):
    assert relance_apres(etape, texte).relance == attendue


@pytest.mark.parametrize(
    ("etape", "texte", "jamais"),
    [
        ("opinions", "J’aurais aimé qu’on me soutienne.", "regret"),
        ("emotions", "Je me sens pas respectée. Agacée surtout.", "faux_sentiment"),
        ("faits", RECIT + " C’est comme cela tous les mois.", "generalisation"),
        ("opinions", "Il faut que quelqu’un le dise.", "norme"),
        ("axes", "Ne pas partir en claquant la porte, dire ce que je ressens", "axe_negatif"),
    ],
)
def test_ce_qui_ne_se_demande_pas_ne_se_demande_pas(etape, texte, jamais):
    relance = relance_apres(etape, texte)
    assert relance is None or relance.relance != jamais


def test_une_relance_ne_reprend_pas_la_seule_suite_d_une_phrase():
    recit = "Elle est arrivée sans le dossier, ce qui montre bien son respect pour notre travail."
    relance = relance_apres("faits", f"{RECIT} {recit}")
    assert relance is None or "ce qui montre" not in relance.texte


def test_ce_qui_vient_d_etre_lu_comme_une_opinion_revient_comme_telle():
    moteur = moteur_a("passage", protocole="ecrit-professionnel")
    moteur.repondre("Mme K. est venue 14 fois sur 16. Elle manque de motivation.")
    assert "Elle manque de motivation" in moteur.etat.en_attente.demande.texte


def test_une_emotion_peu_sure_ne_se_rend_pas_comme_la_sienne():
    moteur = moteur_a("distance", protocole="relation")
    moteur.repondre("Trop proche au début, puis d’un coup très loin")
    while moteur.etat.en_attente.demande.etape != "emotions":
        moteur.passer()
    assert "très loin" not in moteur.etat.en_attente.demande.texte


def test_une_demande_negative_se_retourne_et_c_est_la_nouvelle_qui_se_reprend():
    moteur = moteur_a("demande", protocole="osbd")
    moteur.repondre("Que tu arrêtes d’entrer comme ça")
    assert moteur.etat.en_attente.demande.relance == "demande_negative"
    moteur.repondre("Que tu frappes et que tu attendes")
    parole = moteur.etat.en_attente.demande
    assert parole.etape == "parole"
    assert "Que tu frappes" in parole.texte and "entrer comme" not in parole.texte


@pytest.mark.parametrize(
    "texte",
    [
        "J’ai voulu lui expliquer le cadre et il m’a coupé la parole trois fois.",
        "J’ai reçu M. D. pour son bilan.",
        "J’ai fini par lui dire de sortir.",
    ],
)
def test_un_acte_manque_ou_banal_ne_se_rend_pas_comme_un_point_fort(texte):
    moteur = moteur_a("faits")
    moteur.repondre(texte)
    assert moteur.matiere.actes() == []


def test_le_geste_d_un_autre_ne_suit_pas_le_sien():
    moteur = moteur_a("faits")
    moteur.repondre("J’ai attendu dans le couloir et elle est revenue toute seule.")
    assert [c.ancre.texte for c in moteur.matiere.actes()] == ["J’ai attendu dans le couloir"]


def test_points_forts_vides_renvoie_a_ses_propres_faits():
    moteur = moteur_a("faits")
    moteur.repondre(RECIT)
    while moteur.etat.en_attente.demande.etape != "points_forts":
        moteur.passer()
    moteur.repondre("je ne sais pas")
    relance = moteur.etat.en_attente.demande
    assert relance.relance == "points_forts_vides"
    assert relance.cite.texte in RECIT
    assert relance.cite.texte.startswith(("J’ai", "je"))


def test_ce_qu_elle_regrette_ne_lui_revient_pas_comme_un_point_fort():
    moteur = moteur_a("faits")
    moteur.repondre("Je lui ai rappelé le contrat. Ensuite j’ai ouvert la fenêtre du bureau.")
    while moteur.etat.en_attente.demande.etape != "opinions":
        moteur.passer()
    moteur.repondre("J’aurais dû me taire sur le contrat.")
    while moteur.etat.en_attente.demande.etape != "points_forts":
        moteur.passer()
    moteur.repondre("Rien")
    relance = moteur.etat.en_attente.demande
    assert relance.relance == "points_forts_vides"
    assert "contrat" not in relance.texte


def test_une_reponse_a_sa_place_ne_revient_pas_comme_une_opinion_egaree():
    moteur = moteur_a("distance", protocole="relation")
    moteur.repondre("Trop courte, évidemment.")
    while moteur.etat.en_attente.demande.etape != "prejuges":
        moteur.passer()
    assert "Trop courte" not in moteur.etat.en_attente.demande.texte


def test_un_passage_deja_repris_ne_l_est_pas_une_seconde_fois():
    phrase = "Elle était de mauvaise foi."
    moteur = moteur_a("faits")
    moteur.repondre(f"{RECIT} {phrase}")
    assert moteur.etat.en_attente.demande.cite.texte in phrase
    moteur.passer()
    while moteur.etat.en_attente.demande.etape != "opinions":
        moteur.passer()
    moteur.repondre(phrase)
    demande = moteur.etat.en_attente.demande
    assert getattr(demande, "cite", None) is None


def test_l_ajustement_garde_ce_que_la_relance_a_precise():
    moteur = moteur_a("ajustements")
    moteur.repondre("Être plus à l’écoute.")
    assert isinstance(moteur.etat.en_attente.demande, RelancePosee)
    moteur.repondre("Attendre trois secondes avant de répondre à Mme K.")
    moteur.repondre("bientôt")
    assert moteur.etat.en_attente.demande.relance == "moment_vague"
    moteur.repondre("jeudi")
    moteur.passer()
    (ajustement,) = moteur.etat.ajustements
    assert ajustement.texte.startswith("Être plus à l’écoute\u00a0: Attendre trois secondes")
    assert ajustement.echeance.isoformat() == "2026-03-05"


# --- La façon de le dire -----------------------------------------------------------------------


@pytest.mark.parametrize("relance", catalogue().values(), ids=lambda r: r.id)
def test_chaque_relance_a_de_quoi_varier(relance):
    assert len(relance.formulations) >= 8
    assert len(relance.sans_citation) >= 4
    assert len(set(relance.toutes)) == len(relance.toutes)
    assert not any("{" in f for f in relance.sans_citation)


@pytest.mark.parametrize(
    "formulation", [f for r in catalogue().values() for f in r.toutes], ids=lambda f: f[:40]
)
def test_une_question_bien_ecrite_sans_eloge_ni_verdict(formulation):
    assert formulation.endswith("\u202f?")
    assert fautes_de_typographie(formulation) == []
    assert not re.search("[«»“”]", formulation), "des guillemets ne portent que ses mots à elle"
    interdits = r"je comprends|bravo|félicit|super|excellent|pourquoi|vous devriez|il faudrait que"
    assert not re.search(interdits, formulation, re.IGNORECASE)
    assert set(re.findall(r"{(\w+)}", formulation)) <= {"cite", "mot"}


def test_chaque_protocole_ne_nomme_que_des_relances_connues():
    for identifiant in identifiants():
        for etape in charger(identifiant).etapes:
            assert set(etape.relances) <= set(catalogue()), (identifiant, etape.id)


def test_une_formulation_ne_revient_qu_apres_toutes_les_autres():
    dites: list[int] = []
    for tour in range(25):
        dites.insert(0, a_son_tour(range(8), list(dict.fromkeys(dites)), graine=5))
        assert len(set(dites[:8])) == min(8, tour + 1)


def test_l_histoire_fait_dire_autrement_d_une_seance_a_l_autre():
    vues = []
    histoire = Histoire()
    for _ in range(8):
        relance = relance_apres("axes", "Ne plus crier", histoire=histoire)
        vues.append(relance.formulation)
        histoire = Histoire(formulations={"axe_negatif": list(reversed(vues))})
    assert len(set(vues)) == 8


# --- La roue des émotions ----------------------------------------------------------------------


def test_la_roue_offre_des_mots_de_chaque_intensite():
    for famille in familles():
        assert all(famille.mots[degre] for degre in ("faible", "moyenne", "forte")), famille.id
        tous = [mot for degre in famille.mots.values() for mot in degre]
        assert len(set(tous)) == len(tous), famille.id


def test_la_roue_se_parcourt_avec_ses_mots_a_soi():
    moteur = moteur_a("emotions")
    moteur.repondre("je ne sais pas")
    moteur.repondre("", ["colere", "peur"])
    moteur.repondre("une colère rentrée")
    moteur.repondre("", ["moyenne"])
    moteur.repondre("derrière les yeux")
    assert [(e.famille, e.mot, e.corps) for e in moteur.etat.emotions] == [
        ("colere", "une colère rentrée", "derrière les yeux"),
        ("peur", "une colère rentrée", "derrière les yeux"),
    ]
    assert moteur.etat.en_attente.demande.etape == "opinions"
    moteur.annuler()
    assert moteur.etat.emotions == ()


@pytest.mark.parametrize(
    ("texte", "dite"),
    [
        (
            "tu fais entrer deux par deux. tu regardes qui tremble. tu donnes les tickets. ensuite"
            " tu appelles par le prénom, jamais par le nom de famille",
            "tu fais entrer deux par deux. tu regardes qui tremble. tu donnes les tickets…",
        ),
        (
            "On visait que les stagiaires envoient trois candidatures seuls pour des personnes"
            " envoyées par le CPAS et par un service de quartier",
            "On visait que les stagiaires envoient trois candidatures seuls pour des personnes"
            " envoyées par le CPAS…",
        ),
    ],
)
def test_une_citation_coupee_s_arrete_ou_une_phrase_peut_s_arreter(texte, dite):
    moteur = moteur_a("faits")
    moteur.repondre(texte)
    (reponse,) = moteur.etat.reponses
    citation = citer(reponse, 0, len(texte))
    assert citation.texte == f"«\u00a0{dite}\u00a0»"
    assert texte.startswith(citation.ancre.texte)


MOTS = ["et", "la", "porte", "que", "de", "CPAS", "parle,", "fini.", "l’", "mais", "nous"]


@given(st.lists(st.sampled_from(MOTS), min_size=25, max_size=60).map(" ".join))
def test_une_citation_coupee_ne_finit_jamais_sur_un_mot_en_l_air(texte):
    quand = datetime(2026, 3, 3)
    citation = citer(Reponse("0" * 26, "faits", "q", texte, quand, "0" * 26), 0, len(texte))
    if citation and citation.coupee:
        assert not re.search(r"(?:^|[\s,])(?:et|la|que|de|mais)$", citation.ancre.texte)


@pytest.mark.parametrize(
    ("texte", "cite"),
    [
        ("Elle était de mauvaise foi avec Mme A.", "Elle était de mauvaise foi avec Mme A."),
        ("Il se moque de M. B. !", "Il se moque de M. B."),
        ("Elle était de mauvaise foi.", "Elle était de mauvaise foi"),
    ],
)
def test_une_initiale_citee_garde_son_point(texte, cite):
    moteur = moteur_a("faits")
    moteur.repondre(texte)
    (reponse,) = moteur.etat.reponses
    citation = citer(reponse, 0, len(texte))
    assert citation.texte == f"«\u00a0{cite}\u00a0»" and citation.ancre.texte == cite
