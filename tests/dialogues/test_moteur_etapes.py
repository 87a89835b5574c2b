"""Le moteur, étape par étape : les émotions, l'ajustement, les compétences à relier."""

from types import SimpleNamespace

import pytest
from meneur import Mener

from coach.dialogues.moteur import GesteImpossible
from coach.modeles.evenements import RelancePosee
from coach.referentiels import charger as charger_referentiel


def test_une_etape_d_emotion_laissee_vide_offre_la_roue_et_retient_les_mots(seance):
    seance.jusqu_a("emotions")
    seance.moteur.passer()
    assert seance.demande.question == "roue"
    famille = seance.demande.options[0].valeur
    seance.moteur.repondre("", [famille])
    mot = seance.demande.options[1]
    seance.moteur.repondre("", [mot.valeur])
    seance.moteur.repondre("", ["forte"])
    gorge, _, ventre, *_ = [o.valeur for o in seance.demande.options]
    seance.moteur.repondre("", [gorge, ventre])
    (emotion,) = seance.moteur.etat.emotions
    assert (emotion.famille, emotion.mot, emotion.intensite) == (famille, mot.libelle, "forte")
    assert emotion.corps == "la gorge, le ventre"
    assert seance.demande.etape == "opinions"


def test_la_roue_ne_s_impose_pas_quand_une_emotion_est_dite(seance):
    seance.jusqu_a("emotions")
    seance.moteur.repondre("E/colere: J'étais furieuse.")
    assert isinstance(seance.demande, RelancePosee)
    seance.moteur.passer()
    assert seance.demande.etape == "opinions"


def test_rien_n_est_pas_une_emotion(seance):
    seance.jusqu_a("emotions")
    seance.moteur.repondre("Rien")
    assert seance.demande.question == "roue"


def test_l_ajustement_lit_la_date_et_garde_les_mots(seance):
    seance.jusqu_a("ajustements")
    seance.moteur.repondre("Poser le cadre au début")
    seance.moteur.repondre("jeudi, au prochain atelier")
    seance.moteur.repondre("Chacun peut redire la consigne")
    (ajustement,) = seance.moteur.etat.ajustements
    assert ajustement.texte == "Poser le cadre au début"
    assert ajustement.echeance.isoformat() == "2026-03-05"
    assert ajustement.moment == "jeudi, au prochain atelier"
    assert ajustement.indicateur == "Chacun peut redire la consigne"


def test_sans_action_on_ne_demande_ni_quand_ni_comment(seance):
    seance.jusqu_a("ajustements")
    seance.moteur.passer()
    assert seance.demande.etape == "cloture"
    assert seance.moteur.etat.ajustements == ()


@pytest.fixture
def avec_cip():
    cip = charger_referentiel("cip")

    def relier(texte, referentiel, n):
        debut = texte.find("retard")
        if debut < 0:
            return ()
        raison = SimpleNamespace(debut=debut, fin=debut + 6, theme="ecoute")
        return tuple(
            SimpleNamespace(
                referentiel="cip",
                code=code,
                titre=cip.competence(code).titre,
                score=0.5,
                raisons=(raison,),
            )
            for code in ("CP2", "CP11")
        )

    return Mener(referentiels=(cip,), relier=relier)


def test_une_competence_se_relie_avec_son_extrait_et_sa_justification(avec_cip):
    avec_cip.jusqu_a("faits")
    avec_cip.moteur.repondre("F: J'ai noté le retard dans le dossier.")
    demande = avec_cip.jusqu_a("competences")
    assert [o.valeur for o in demande.options] == ["cip:CP2", "cip:CP11", "parcourir:cip"]
    assert "«\u00a0retard\u00a0»" in demande.options[0].libelle
    avec_cip.moteur.repondre("", ["cip:CP11"])
    avec_cip.moteur.repondre("", ["1"])
    avec_cip.moteur.repondre("Je distingue ce que j'ai vu.")
    (lien,) = avec_cip.moteur.etat.liens
    assert (lien.referentiel, lien.code) == ("cip", "CP11")
    assert lien.extrait == "F: J'ai noté le retard dans le dossier"
    assert lien.debut == 0
    assert lien.justification == "Je distingue ce que j'ai vu."


def test_sans_passage_la_justification_ne_parle_pas_d_un_passage(avec_cip):
    avec_cip.jusqu_a("competences")
    avec_cip.moteur.repondre("cp5")
    avec_cip.moteur.repondre("", ["cip:CP5"])
    avec_cip.moteur.passer()
    assert "ce moment" in avec_cip.demande.texte
    assert "passage" not in avec_cip.demande.texte


def test_une_competence_se_cherche_par_un_mot_ou_un_code(avec_cip):
    avec_cip.jusqu_a("competences")
    avec_cip.moteur.repondre("analyser sa pratique")
    assert "cip:CP11" in [o.valeur for o in avec_cip.demande.options]
    avec_cip.moteur.repondre("cp5")
    assert [o.valeur for o in avec_cip.demande.options] == ["cip:CP5"]
    avec_cip.moteur.repondre("", ["cip:CP5"])
    avec_cip.moteur.repondre("Un extrait dans mes mots")
    avec_cip.moteur.passer()
    (lien,) = avec_cip.moteur.etat.liens
    assert (lien.extrait, lien.ancre, lien.justification) == ("Un extrait dans mes mots", None, "")


def test_une_competence_se_choisit_en_parcourant_le_referentiel(avec_cip):
    avec_cip.jusqu_a("competences")
    avec_cip.moteur.repondre("", ["parcourir:cip"])
    assert avec_cip.demande.options[0].valeur == "groupe:cip:AT1"
    avec_cip.moteur.repondre("", ["groupe:cip:AT2"])
    valeurs = [o.valeur for o in avec_cip.demande.options]
    assert valeurs == [f"cip:CP{n}" for n in range(6, 12)]
    avec_cip.moteur.repondre("", ["cip:CP9"])
    assert avec_cip.demande.question == "extrait:cip:CP9"


def test_quatre_competences_sont_refusees_sans_rien_changer(avec_cip):
    avec_cip.jusqu_a("competences")
    avec_cip.moteur.repondre("insertion")
    valeurs = [o.valeur for o in avec_cip.demande.options][:4]
    avant = len(avec_cip.depot.journal)
    with pytest.raises(GesteImpossible):
        avec_cip.moteur.repondre("", valeurs)
    assert len(avec_cip.depot.journal) == avant


def test_une_preuve_compte_aussi_dans_les_referentiels_parents(avec_cip):
    avec_cip.jusqu_a("faits")
    avec_cip.moteur.repondre("F: J'ai noté le retard dans le dossier.")
    avec_cip.jusqu_a("competences")
    avec_cip.moteur.repondre("", ["cip:CP11"])
    avec_cip.moteur.repondre("", ["1"])
    avec_cip.moteur.repondre("Je distingue ce que j'ai vu.")
    demande = avec_cip.demande
    assert demande.question == "parentes"
    valeurs = [o.valeur for o in demande.options]
    assert {"casp:6.7", "coordinateur:6.4", "suisse:E1"} <= set(valeurs)
    assert len(valeurs) <= 8
    dite = next(o.libelle for o in demande.options if o.valeur == "casp:6.7")
    assert dite.startswith("Évaluation de sa pratique (CASP\u00a06.7")
    avec_cip.moteur.repondre("", [v for v in valeurs if v in ("casp:6.7", "suisse:E1")])
    liens = {(lien.referentiel, lien.code): lien for lien in avec_cip.moteur.etat.liens}
    assert ("cip", "CP11") in liens
    assert liens["casp", "6.7"].extrait == liens["cip", "CP11"].extrait
    assert avec_cip.demande.etape == "cloture"
    avec_cip.moteur.annuler()
    assert [lien.referentiel for lien in avec_cip.moteur.etat.liens] == ["cip"]


@pytest.mark.parametrize("reponse", ["rien", "Je ne sais pas.", "…"])
def test_ne_rien_decider_n_est_pas_un_ajustement(seance, reponse):
    seance.jusqu_a("ajustements")
    while seance.demande.etape == "ajustements":
        seance.moteur.repondre(reponse)
    assert not seance.moteur.etat.ajustements
