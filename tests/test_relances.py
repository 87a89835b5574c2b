"""Les relances : ce qui les appelle, ce qu'elles citent, comment elles varient."""

import re

import pytest
from depot_en_memoire import DepotEnMemoire, contexte_fixe, ulid
from typographie import fautes_de_typographie

from coach.analyse import familles, lire
from coach.dialogues.citation import citer
from coach.dialogues.histoire import Histoire
from coach.dialogues.moteur import Moteur
from coach.dialogues.protocole import charger, identifiants
from coach.dialogues.relances import a_son_tour, catalogue
from coach.modeles.evenements import RelancePosee

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
            "regret",
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
