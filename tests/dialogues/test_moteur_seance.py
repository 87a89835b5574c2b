"""Le moteur mène une séance : rien avant le premier geste, chaque réponse durable, les relances."""

import pytest
from depot_en_memoire import DEBUT
from meneur import FLUX, Mener

from coach.dialogues.moteur import GesteImpossible, Moteur
from coach.dialogues.protocole import charger
from coach.modeles.evenements import (
    EvenementAnnule,
    QuestionPosee,
    RelancePosee,
    SeanceTerminee,
)
from coach.modeles.lecture import Nature
from coach.modeles.repli import plier


def relances(moteur):
    return [e.demande for e in moteur.etat.echanges if isinstance(e.demande, RelancePosee)]


def test_une_seance_ouverte_par_megarde_ne_laisse_pas_de_trace(seance):
    assert seance.demande.question == "titre"
    assert seance.depot.journal == []
    assert seance.moteur.en_reserve


def test_chaque_reponse_est_durable_avant_la_question_suivante(seance):
    ecrits = []
    ajouter = seance.depot.ajouter
    seance.depot.ajouter = lambda e: (ecrits.append(e.type), ajouter(e))[1]
    seance.moteur.repondre("Le retard de K.")
    assert ecrits[-2:] == ["reponse_donnee", "question_posee"]


def test_toutes_les_etapes_du_protocole_se_passent_dans_l_ordre_jusqu_a_la_fin(seance):
    vues = []
    while not seance.moteur.etat.terminee:
        if not vues or vues[-1] != seance.demande.etape:
            vues.append(seance.demande.etape)
        seance.moteur.passer()
    attendues = [e.id for e in charger("analyse-de-pratique").etapes if e.id != "competences"]
    assert vues == attendues
    assert seance.moteur.etat.fin == "non_dit"


def test_reprendre_rend_exactement_l_etat_quitte(seance):
    seance.moteur.repondre("Le retard")
    seance.moteur.repondre("mardi")
    avant = seance.moteur.etat
    tour = seance.reprendre()
    assert tour.evenements == ()
    assert seance.moteur.etat == avant


def test_reprendre_apres_une_coupure_entre_la_reponse_et_la_question(seance):
    seance.moteur.repondre("Le retard")
    assert isinstance(seance.depot.journal.pop(), QuestionPosee)
    seance.reprendre()
    assert seance.demande.question == "moment"


def test_une_opinion_parmi_les_faits_est_relancee_puis_rendue_a_son_etape(seance):
    seance.jusqu_a("faits")
    seance.moteur.repondre("F: Il s'est levé.\nO/jugement: Elle était de mauvaise foi.")
    relance = seance.demande
    assert isinstance(relance, RelancePosee)
    assert relance.cite.texte in "O/jugement: Elle était de mauvaise foi."
    assert "Elle était de mauvaise foi" in relance.texte
    seance.moteur.repondre("F: Elle a dit non trois fois.")
    demande = seance.jusqu_a("opinions")
    assert "Elle était de mauvaise foi" in demande.texte
    assert demande.rappels[0].texte.endswith("Elle était de mauvaise foi")


def test_ce_que_la_personne_a_corrige_change_ce_qui_lui_est_rendu(seance):
    seance.jusqu_a("faits")
    seance.moteur.repondre("F: La salle était glaciale.")
    reponse = seance.moteur.etat.reponses[-1]
    seance.moteur.corriger(reponse.id, 0, len(reponse.texte), Nature.OPINION)
    assert "La salle était glaciale" in seance.jusqu_a("opinions").texte


def test_jamais_plus_de_deux_relances_par_etape_ni_deux_fois_la_meme_phrase(seance):
    seance.jusqu_a("faits")
    for n in range(8):
        if seance.demande.etape != "faits":
            break
        seance.moteur.repondre(f"O/jugement: Elle a tort, n° {n}.\nO/generalisation: Toujours {n}.")
    posees = relances(seance.moteur)
    assert len([r for r in posees if r.etape == "faits"]) == 2
    assert len({r.texte for r in posees}) == len(posees)


def test_un_passage_deja_entre_guillemets_n_est_jamais_recite(seance):
    seance.jusqu_a("faits")
    seance.moteur.repondre("O/jugement: C'était « la honte », comme il dit.")
    assert seance.demande.cite is None
    assert "la honte" not in seance.demande.texte


def test_annuler_defait_la_reponse_et_la_question_qui_en_venait(seance):
    seance.moteur.repondre("Le retard")
    seance.moteur.repondre("mardi")
    seance.moteur.annuler()
    assert seance.demande.question == "moment"
    seance.moteur.annuler()
    assert seance.demande.question == "titre"
    assert seance.moteur.etat.titre == ""


def test_retablir_revient_pas_a_pas_et_s_arrete_des_qu_on_a_refait_autre_chose(seance):
    seance.moteur.repondre("Le retard")
    seance.moteur.repondre("mardi")
    complet = seance.moteur.etat.reponses
    seance.moteur.annuler()
    seance.moteur.annuler()
    seance.moteur.retablir()
    assert seance.demande.question == "moment"
    seance.moteur.retablir()
    assert seance.moteur.etat.reponses == complet
    with pytest.raises(GesteImpossible):
        seance.moteur.retablir()
    seance.moteur.annuler()
    seance.moteur.repondre("mercredi")
    with pytest.raises(GesteImpossible):
        seance.moteur.retablir()


def test_revenir_a_une_etape_cite_ce_qui_fut_ecrit_puis_reprend_le_fil(seance):
    seance.jusqu_a("limites")
    seance.moteur.repondre("Je ne connaissais pas ce dispositif.")
    seance.jusqu_a("points_forts")
    seance.moteur.aller("limites")
    assert "Je ne connaissais pas ce dispositif" in seance.demande.texte
    seance.moteur.repondre("Et j'étais fatiguée.")
    assert seance.demande.etape == "points_forts"
    textes = [e.reponse.texte for e in seance.moteur.etat.de_l_etape("limites") if e.reponse]
    assert textes == ["Je ne connaissais pas ce dispositif.", "Et j'étais fatiguée."]


def test_la_detresse_arrete_les_questions_et_la_personne_choisit_la_suite(seance):
    seance.jusqu_a("faits")
    seance.moteur.repondre("J'ai envie de mourir.")
    assert seance.moteur.etat.aide.genre == "detresse"
    assert seance.moteur.etat.en_attente is None
    seance.reprendre()
    assert seance.moteur.etat.aide is not None, "la reprise ne contourne pas l'aide"
    seance.moteur.acquitter("continuer")
    assert seance.moteur.etat.aide is None
    assert seance.moteur.etat.en_attente is not None


def test_s_arreter_apres_l_aide_garde_tout_et_la_reprise_continue(seance):
    seance.jusqu_a("faits")
    seance.moteur.repondre("J'ai envie de mourir.")
    seance.moteur.acquitter("arreter")
    seance.reprendre()
    assert seance.moteur.etat.reponses[-1].texte == "J'ai envie de mourir."
    assert seance.moteur.etat.en_attente is not None


def test_la_cloture_dit_refermee_ou_vive(seance):
    seance.jusqu_a("cloture")
    seance.moteur.repondre("Je repars avec une question.")
    tour = seance.moteur.repondre("", ["vive"])
    assert isinstance(tour.evenements[-1], SeanceTerminee)
    assert seance.moteur.etat.fin == "vive"


def test_terminer_tout_de_suite_s_annule(seance):
    seance.moteur.repondre("Le retard")
    seance.moteur.terminer()
    assert seance.moteur.etat.terminee
    seance.moteur.annuler()
    assert not seance.moteur.etat.terminee
    assert seance.demande.question == "moment"


def test_un_carnet_qui_refuse_ne_change_rien_et_laisse_recommencer(seance):
    seance.moteur.repondre("Le retard")
    avant = seance.moteur.etat
    seance.depot.en_panne = OSError("plein")
    with pytest.raises(OSError, match="plein"):
        seance.moteur.repondre("mardi")
    assert seance.moteur.etat == avant
    seance.depot.en_panne = None
    seance.moteur.repondre("mardi")
    rangs = [e.rang for e in seance.depot.evenements(FLUX)]
    assert rangs == list(range(1, len(rangs) + 1))


def test_le_texte_nfd_arrive_en_nfc(seance):
    seance.moteur.repondre("Le retard e\u0301nervant")
    assert seance.moteur.etat.reponses[0].texte == "Le retard énervant"


def test_modifier_deplace_les_corrections_ou_les_detache(seance):
    seance.jusqu_a("limites")
    seance.moteur.repondre("Il dormait.")
    reponse = seance.moteur.etat.reponses[-1]
    seance.moteur.corriger(reponse.id, 3, 10, Nature.OPINION)
    seance.moteur.modifier(reponse.id, "Je crois qu'il dormait.")
    (decision,) = seance.moteur.etat.decisions[reponse.id]
    assert (decision.debut, decision.fin) == (15, 22)
    seance.moteur.modifier(reponse.id, "Il rêvait.")
    assert seance.moteur.etat.decisions == {}
    assert [d.ancre.texte for d in seance.moteur.etat.detachees] == ["dormait"]


def test_une_note_du_jour_est_rappelee_a_la_premiere_question():
    seance = Mener()
    seance.moteur = Moteur(FLUX, charger("analyse-de-pratique"), seance.depot, seance.contexte)
    seance.moteur.demarrer(note="Karim parti au milieu")
    assert "Karim parti au milieu" in seance.demande.texte
    assert seance.moteur.etat.titre == "Karim parti au milieu"


def test_le_repli_ne_depend_pas_de_l_ordre_d_arrivee(seance):
    seance.jusqu_a("faits")
    seance.moteur.repondre("O/jugement: Il exagère.")
    seance.moteur.annuler()
    seance.moteur.repondre("Autre chose.")
    journal = seance.depot.evenements(FLUX)
    assert plier(FLUX, journal) == plier(FLUX, reversed(journal))
    assert plier(FLUX, journal).cree_le == DEBUT


def test_une_reponse_dont_la_question_est_annulee_ne_laisse_rien_derriere_elle(seance):
    seance.jusqu_a("limites")
    seance.moteur.repondre("Il dormait.")
    reponse = seance.moteur.etat.reponses[-1]
    seance.moteur.corriger(reponse.id, 3, 10, Nature.OPINION)
    seance.moteur.repondre("Autre limite.")
    plume = seance.moteur._plume
    question = next(e for e in seance.depot.journal if e.id == reponse.question)
    seance.depot.ajouter(plume.ecrire(EvenementAnnule, cible=question.apres))
    etat = plier(FLUX, seance.depot.evenements(FLUX))
    assert reponse.id not in [r.id for r in etat.reponses]
    assert reponse.id not in etat.decisions
