"""Le journal : ordre total, annulations, repli, quel que soit le chemin."""

from datetime import date

import pytest
from fabriques import AUTEUR, Seance, seance, ulid
from hypothesis import assume, given
from hypothesis import strategies as st
from journaux_au_hasard import etat, journaux
from pydantic import ValidationError

from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    ADAPTATEUR,
    AjustementDecide,
    EmotionChoisie,
    EtapeReprise,
    EtiquettePosee,
    EvenementAnnule,
    QuestionPassee,
    QuestionPosee,
    ReponseDonnee,
    ReponseModifiee,
    SeanceTerminee,
    TitreDonne,
)
from coach.modeles.journal import AUTEUR_DU_COACH, en_ordre, ligne_canonique, vivants
from coach.modeles.repli import plier
from coach.modeles.texte import nfc

# --- L'ordre -----------------------------------------------------------------------------------


@given(journaux(), st.randoms())
def test_l_ordre_d_arrivee_ne_change_rien(s: Seance, hasard: object) -> None:
    melange = list(s.evenements)
    hasard.shuffle(melange)  # type: ignore[attr-defined]
    assert en_ordre(melange) == s.evenements
    assert vivants(melange) == vivants(s.evenements)
    assert etat(s, melange) == etat(s)


def test_a_rang_egal_l_auteur_puis_l_identifiant_departagent() -> None:
    s = seance(1)
    base = s.dire(TitreDonne, titre="Un")
    autres = [
        base.model_copy(update={"auteur": auteur, "id": identifiant})
        for auteur, identifiant in (("b", ulid(1)), ("a", ulid(9)), ("a", ulid(2)))
    ]
    assert [(e.auteur, e.id) for e in en_ordre(autres)] == [
        ("a", ulid(2)),
        ("a", ulid(9)),
        ("b", ulid(1)),
    ]


@given(journaux())
def test_une_autre_seance_ne_deteint_pas(s: Seance) -> None:
    autre = seance(2)
    autre.repondre("Rien à voir.")
    autre.dire(EvenementAnnule, cible=s.evenements[-1].id)
    assert plier(s.flux, [*autre.evenements, *s.evenements]) == etat(s)


@given(journaux())
def test_une_ligne_canonique_se_relit_a_l_identique(s: Seance) -> None:
    for evenement in s.evenements:
        ligne = ligne_canonique(evenement)
        assert "\n" not in ligne and ligne == nfc(ligne)
        relu = ADAPTATEUR.validate_json(ligne, strict=True)
        assert relu == evenement and ligne_canonique(relu) == ligne


# --- Annuler, rétablir -------------------------------------------------------------------------


@given(journaux(), st.data())
def test_annuler_puis_annuler_l_annulation_rend_le_meme_etat(
    s: Seance, donnees: st.DataObject
) -> None:
    avant = etat(s)
    cible = donnees.draw(st.sampled_from(s.evenements))
    annulation = s.dire(EvenementAnnule, cible=cible.id)
    s.dire(EvenementAnnule, cible=annulation.id)
    assert etat(s) == avant


@given(journaux(), st.data())
def test_annuler_un_geste_le_retire_avec_sa_suite(s: Seance, donnees: st.DataObject) -> None:
    debout = vivants(s.evenements)
    assume(debout)
    cible = donnees.draw(st.sampled_from(debout))
    s.dire(EvenementAnnule, cible=cible.id)
    tombes = {cible.id}
    for e in debout:
        if getattr(e, "apres", None) in tombes:
            tombes.add(e.id)
    assert vivants(s.evenements) == [e for e in debout if e.id not in tombes]


@given(journaux(), st.data())
def test_une_annulation_ne_vaut_que_pour_ce_qui_la_precede(
    s: Seance, donnees: st.DataObject
) -> None:
    avant = vivants(s.evenements)
    trop_tot = EvenementAnnule(
        id=ulid(1),
        flux=s.flux,
        rang=1,
        auteur="!",  # avant tout autre auteur du rang 1
        quand=s.depart,
        cible=donnees.draw(st.sampled_from(s.evenements)).id,
    )
    assert vivants([trop_tot, *s.evenements]) == avant


def test_une_annulation_d_elle_meme_ou_de_l_inconnu_ne_casse_rien() -> None:
    s = seance(1)
    avant = etat(s)
    s.dire(EvenementAnnule, cible=ulid(404))
    soi = s.plume.ecrire(EvenementAnnule, cible=ulid(405)).model_copy(update={"id": ulid(405)})
    s.evenements.append(soi)
    assert etat(s) == avant


def test_annuler_l_acte_fait_tomber_toute_la_chaine_de_ses_suites() -> None:
    s = seance(1)
    reponse = s.repondre("Il crie.")
    relance = s.dire(
        QuestionPosee, apres=reponse.id, etape="faits", question="q2", texte="Et alors ?"
    )
    s.dire(AjustementDecide, apres=relance.id, texte="Respirer")
    annulation = s.dire(EvenementAnnule, cible=reponse.id)
    assert etat(s).ajustements == ()
    assert [e.demande.id for e in etat(s).echanges] == [s.evenements[1].id]
    assert etat(s).echanges[0].ouvert
    s.dire(EvenementAnnule, cible=annulation.id)
    assert [a.texte for a in etat(s).ajustements] == ["Respirer"]


def test_apres_annulation_on_peut_repondre_autrement() -> None:
    s = seance(1)
    premiere = s.repondre("Un.")
    s.dire(EvenementAnnule, cible=premiere.id)
    s.dire(ReponseDonnee, etape="faits", question=premiere.question, texte="Deux.")
    assert [r.texte for r in etat(s).reponses] == ["Deux."]


# --- Le repli ----------------------------------------------------------------------------------


def test_une_seance_entiere_se_plie_comme_on_l_a_vecue() -> None:
    s = seance(1)
    s.titrer("L’accueil du lundi")
    reponse = s.repondre("Elle pleure. J’ai eu peur.")
    s.dire(ReponseModifiee, cible=reponse.id, texte="Elle a pleuré. J’ai eu peur.")
    lien = s.relier(reponse, "J’ai eu peur.")
    s.dire(EmotionChoisie, famille="peur", mot="inquiétude", intensite="forte")
    s.dire(AjustementDecide, texte="Souffler", echeance=date(2026, 4, 1))
    s.dire(EtiquettePosee, etiquette="accueil")
    s.dire(EtiquettePosee, etiquette="accueil")
    passee = s.dire(QuestionPosee, etape="limites", question="q", texte="?")
    passe = s.dire(QuestionPassee, etape="limites", question=passee.id)
    s.dire(EtapeReprise, etape="faits")
    e = etat(s)
    assert (e.titre, e.protocole, e.referentiels) == (
        "L’accueil du lundi",
        "analyse-de-pratique",
        ("cip",),
    )
    assert [r.texte for r in e.reponses][-1] == "Elle a pleuré. J’ai eu peur."
    assert [(x.id, x.extrait) for x in e.liens] == [(lien.id, "J’ai eu peur.")]
    assert e.etiquettes == ("accueil",)
    assert e.etape_reprise == "faits" and not e.terminee
    assert [x.passee for x in e.echanges] == [None, None, passe.id]
    assert not any(x.ouvert for x in e.echanges)
    s.dire(SeanceTerminee, etat="vive")
    assert etat(s).fin == "vive" and etat(s).en_attente is None


def test_une_seule_reponse_par_question() -> None:
    s = seance(1)
    premiere = s.repondre("La première.")
    s.dire(ReponseDonnee, etape="faits", question=premiere.question, texte="Une autre.")
    s.dire(ReponseModifiee, cible=ulid(404), texte="Dans le vide.")
    assert [r.texte for r in etat(s).reponses] == ["La première."]


def test_un_titre_coupe_ne_separe_pas_quelqu_un_de_son_nom() -> None:
    s = seance(1)
    s.titrer("Un second rendez-vous pris sans prévenir personne avec M. Benali et sa sœur")
    assert etat(s).titre == "Un second rendez-vous pris sans prévenir personne avec…"


def test_le_titre_vient_de_la_personne_puis_de_sa_reponse_puis_de_sa_note() -> None:
    s = seance(1)
    s.noter("Une note   prise\nau vol " + "et longue " * 20)
    assert etat(s).titre.startswith("Une note prise au vol et longue") and len(etat(s).titre) <= 61
    assert etat(s).titre.endswith("…")
    s.titrer("  ")
    assert etat(s).titre.startswith("Une note")
    s.titrer("Le retard")
    assert etat(s).titre == "Le retard"
    donne = s.dire(TitreDonne, titre="Le retard de trop")
    assert etat(s).titre == "Le retard de trop"
    s.dire(EvenementAnnule, cible=donne.id)
    assert etat(s).titre == "Le retard"


def test_ce_que_le_coach_demande_est_signe_du_coach() -> None:
    s = seance(1)
    s.repondre("Oui.")
    assert [e.auteur for e in s.evenements] == [AUTEUR, AUTEUR_DU_COACH, AUTEUR]


@pytest.mark.parametrize(
    "champs",
    [
        {"debut": 0, "fin": 3, "texte": "deux"},
        {"debut": 2, "fin": 2, "texte": ""},
        {"debut": -1, "fin": 3, "texte": "deux"},
        {"debut": 0, "fin": 1, "texte": "\ud800"},
    ],
)
def test_une_ancre_impossible_ne_se_fabrique_pas(champs: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Ancre.model_validate({"evenement": ulid(1)} | champs)
