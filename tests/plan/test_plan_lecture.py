"""Le plan d'action : ce qu'il range, ce qui s'en dit, ce qui se clôt et se reporte."""

from datetime import date, timedelta
from typing import Any

import pytest
from banc_tui import SAMEDI_SOIR
from fabriques import seance
from plan_d_essai import SAMEDI, appeler, le, plan

from coach.carnet import Carnet
from coach.carnet.apercu import LIGNES
from coach.modeles.evenements import AjustementSuivi, EvenementAnnule
from coach.modeles.periodes import comprendre
from coach.plan import gestes
from coach.plan.demande import comprendre_la_demande
from coach.plan.erreurs import ErreurDePlan
from coach.plan.lecture import Filtre
from coach.plan.vues import Plan


def textes(vu: Plan) -> list[str]:
    return [e.texte for e in vu.engagements]


# --- Lire ------------------------------------------------------------------------------------


def test_les_ajustements_de_toutes_les_seances_se_rangent_par_groupe(carnet: Carnet) -> None:
    gestes.clore(carnet, le(carnet, "Le dire à l’équipe"), "abandonne")
    groupes = {nom: [e.texte for e in siens] for nom, siens in plan(carnet).groupes().items()}
    assert groupes == {
        "echus": ["Appeler la mission locale"],
        "sans_date": ["Préparer deux questions"],
        "abandonnes": ["Le dire à l’équipe"],
    }


def test_le_jour_de_l_echeance_n_est_pas_encore_echu(carnet: Carnet) -> None:
    echeance = date(2026, 11, 20)
    assert not appeler(carnet).echu(echeance)
    assert appeler(carnet).echu(echeance + timedelta(days=1))


def test_un_ajustement_dit_d_ou_il_vient_et_a_quoi_on_le_saura(carnet: Carnet) -> None:
    vu = appeler(carnet)
    assert (vu.titre, vu.jour, vu.indicateur) == (
        "Le stage écourté",
        date(2026, 11, 16),
        "Elle aura une date.",
    )
    assert carnet.resume(vu.journal) is not None
    assert vu.prevue == vu.echeance == date(2026, 11, 20)


def test_l_histoire_garde_chaque_pas_et_ce_qui_en_fut_appris(carnet: Carnet) -> None:
    gestes.commencer(carnet, appeler(carnet))
    gestes.reporter(carnet, appeler(carnet), date(2026, 12, 4), SAMEDI)
    gestes.clore(carnet, appeler(carnet), "fait", " Le matin, ils répondent. ")
    vu = appeler(carnet)
    assert [(p.etat, p.echeance, p.appris) for p in vu.histoire] == [
        ("en_cours", None, ""),
        ("en_cours", date(2026, 12, 4), ""),
        ("fait", None, "Le matin, ils répondent."),
    ]
    assert (vu.etat, vu.echeance, vu.prevue) == ("fait", date(2026, 12, 4), date(2026, 11, 20))
    assert vu.appris == "Le matin, ils répondent."


def test_l_accueil_et_le_plan_disent_la_meme_chose(carnet: Carnet) -> None:
    gestes.reporter(carnet, appeler(carnet), date(2026, 11, 22), SAMEDI)
    gestes.commencer(carnet, le(carnet, "Préparer deux questions"))
    dus = carnet.apercu(SAMEDI).dus
    assert 0 < len(dus) <= LIGNES
    connus = {e.id: e for e in plan(carnet).engagements}
    for du in dus:
        vu = connus[du.id]
        assert (vu.etat, vu.echeance, vu.appris) == (du.etat, du.echeance, du.appris)
        assert vu.ouvert
    echus = {e.id for e in plan(carnet).groupes().get("echus", ())}
    assert echus <= {du.id for du in dus}


def test_une_seance_annulee_ou_supprimee_emporte_ses_ajustements(carnet: Carnet) -> None:
    flux = appeler(carnet).journal
    gestes.clore(carnet, appeler(carnet), "fait", "Rien.")
    carnet.supprimer(flux)
    assert "Appeler la mission locale" not in textes(plan(carnet))


def test_ce_qu_une_seance_dit_en_deux_temps_n_est_qu_un_pas(carnet: Carnet) -> None:
    autre = seance(50, depart=SAMEDI_SOIR - timedelta(hours=2))
    etat, appris = autre.repondre("c’est fait"), autre.repondre("Ils répondent tôt.")
    carnet.ajouter(*autre.evenements)
    voulu = appeler(carnet).id
    carnet.consigner(AjustementSuivi, ajustement=voulu, etat="fait", source=etat.id)
    carnet.consigner(
        AjustementSuivi,
        ajustement=voulu,
        etat="fait",
        appris="Ils répondent tôt.",
        source=appris.id,
    )
    [pas] = appeler(carnet).histoire
    assert (pas.etat, pas.appris, pas.seance) == ("fait", "Ils répondent tôt.", autre.flux)


# --- Filtrer ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("demande", "attendus"),
    [
        ("", {"Appeler", "Le", "Préparer"}),
        ("échus", {"Appeler"}),
        ("à faire", {"Appeler", "Le", "Préparer"}),
        ("faits", set()),
        ("échus faits", {"Appeler"}),
        ("en octobre", {"Préparer"}),
        ("à faire en octobre", {"Préparer"}),
        ("mission", {"Appeler"}),
        ("stage ecourte", {"Appeler"}),
        ("abandonnés mission", set()),
    ],
)
def test_le_filtre_comprend_un_etat_une_periode_des_mots(
    carnet: Carnet, demande: str, attendus: set[str]
) -> None:
    vu = plan(carnet, comprendre_la_demande(demande, SAMEDI))
    assert {texte.split()[0] for texte in textes(vu)} == attendus


def test_la_periode_est_celle_de_la_seance(carnet: Carnet) -> None:
    periode = comprendre("en octobre", SAMEDI)
    assert textes(plan(carnet, Filtre(periode=periode))) == ["Préparer deux questions"]


# --- Dire où il en est ------------------------------------------------------------------------


def test_clore_s_ajoute_et_se_defait(carnet: Carnet) -> None:
    avant = len(carnet.evenements("carnet"))
    gestes.clore(carnet, appeler(carnet), "fait", "Utile.")
    gestes.defaire(carnet, appeler(carnet))
    ajoutes = carnet.evenements("carnet")[avant:]
    assert [type(e) for e in ajoutes] == [AjustementSuivi, EvenementAnnule]
    assert (appeler(carnet).etat, appeler(carnet).appris) == ("a_faire", "")


def test_defaire_deux_fois_remonte_l_histoire_puis_dit_qu_il_n_y_a_plus_rien(
    carnet: Carnet,
) -> None:
    gestes.commencer(carnet, appeler(carnet))
    gestes.clore(carnet, appeler(carnet), "abandonne")
    gestes.defaire(carnet, appeler(carnet))
    assert appeler(carnet).etat == "en_cours"
    gestes.defaire(carnet, appeler(carnet))
    assert appeler(carnet).etat == "a_faire"
    with pytest.raises(ErreurDePlan) as refuse:
        gestes.defaire(carnet, appeler(carnet))
    assert refuse.value.raison == "rien_a_defaire"


def test_ce_qu_une_seance_a_dit_ne_se_defait_pas_d_ici(carnet: Carnet) -> None:
    autre = seance(50)
    reponse = autre.repondre("c’est fait")
    carnet.ajouter(*autre.evenements)
    carnet.consigner(AjustementSuivi, ajustement=appeler(carnet).id, etat="fait", source=reponse.id)
    with pytest.raises(ErreurDePlan) as refuse:
        gestes.defaire(carnet, appeler(carnet))
    assert refuse.value.raison == "dit_en_seance"
    assert appeler(carnet).etat == "fait"


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("a_faire", "a_faire"),
        ("en_cours", "en_cours"),
        ("fait", "a_faire"),
        ("abandonne", "a_faire"),
    ],
)
def test_reporter_garde_en_cours_et_rouvre_ce_qui_etait_clos(
    carnet: Carnet, avant: Any, apres: str
) -> None:
    carnet.suivre(appeler(carnet).id, avant)
    gestes.reporter(carnet, appeler(carnet), date(2027, 1, 8), SAMEDI)
    assert (appeler(carnet).etat, appeler(carnet).echeance) == (apres, date(2027, 1, 8))


def test_reporter_au_passe_se_refuse_et_ne_change_rien(carnet: Carnet) -> None:
    with pytest.raises(ErreurDePlan):
        gestes.reporter(carnet, appeler(carnet), SAMEDI - timedelta(days=1), SAMEDI)
    assert appeler(carnet).histoire == ()
    gestes.reporter(carnet, appeler(carnet), SAMEDI, SAMEDI)


@pytest.mark.parametrize(
    ("dite", "lue"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("jeudi", date(2026, 11, 26)),
        ("le 12 mars", date(2027, 3, 12)),
        ("dans deux semaines", date(2026, 12, 5)),
        ("04/12/2026", date(2026, 12, 4)),
    ],
)
def test_une_date_se_dit_en_francais_ou_en_chiffres(dite: str, lue: date) -> None:
    assert gestes.comprendre_la_date(dite, SAMEDI) == lue


@pytest.mark.parametrize("dite", ["2026-02-30", "un de ces jours", "", "2026-13-01"])
def test_une_date_illisible_se_dit(dite: str) -> None:
    with pytest.raises(ErreurDePlan):
        gestes.comprendre_la_date(dite, SAMEDI)
