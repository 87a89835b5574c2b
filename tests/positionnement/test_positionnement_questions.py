"""Se positionner : quelle question vient, et pourquoi celle-là."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from fabriques import ulid
from regard_d_essai import CIP, JEUDI, Memoire, avec_niveaux, ouvrir, premier_regard, tout

from coach.carnet.vues import Preuve
from coach.modeles.base import Niveau
from coach.modeles.progression import ECHELLE, Cible, Regards
from coach.positionnement import (
    Portee,
    PorteeInconnue,
    RienAFaire,
)
from coach.positionnement import presentation as dits
from coach.positionnement.choix import GRAPPE
from coach.positionnement.echelle import niveau_de, reponses
from coach.referentiels import charger


def preuve(code: str, jour: date, n: int = 0, referentiel: str = "cip") -> Preuve:
    """Une preuve de séance, chacune d'une séance à elle."""
    nombre = int(code.strip("CPT") or 0) * 100 + n
    seance = ulid(nombre, "02S")
    extrait = f"Extrait {n} de {code}."
    return Preuve(ulid(nombre, "02P"), seance, referentiel, CIP.millesime, code, jour, extrait)


# --- L'échelle -----------------------------------------------------------------------------------


def test_six_reponses_decrites_chacune_son_chiffre_et_sa_marque() -> None:
    assert [r.niveau for r in reponses()[:4]] == list(ECHELLE)
    assert {r.niveau for r in reponses()[4:]} == {"ne_sait_pas", "sans_objet"}
    assert [r.touche for r in reponses()] == ["1", "2", "3", "4", "5", "0"]
    assert len({r.marque for r in reponses()}) == 6
    assert all(len(r.description) > 20 for r in reponses())
    assert niveau_de("3") == "maitrisee" and niveau_de("9") is None


# --- Le premier regard ---------------------------------------------------------------------------


def test_un_premier_regard_dit_chaque_competence_puis_des_enonces_en_dix_minutes(
    depot: Memoire,
) -> None:
    activite = ouvrir(depot, premier_regard())
    assert activite.portee.genre == "premier_regard"
    demandees = tout(activite)
    assert demandees[:16] == [Cible("cip", c.code) for c in CIP.competences]
    assert all(c.item is not None for c in demandees[16:])
    assert 10 * 16 + 20 * len(demandees[16:]) <= 600
    assert len(demandees[16:]) >= 15
    assert activite.avancement == (len(demandees), len(demandees))
    assert Portee.par_defaut(CIP, activite.regards).genre == "referentiel"


def test_meme_soixante_deux_competences_tiennent_dans_dix_minutes(depot: Memoire) -> None:
    coordinateur = charger("coordinateur")
    activite = ouvrir(depot, Portee.par_defaut(coordinateur, Regards(())))
    assert 10 * len(tout(activite)) <= 600 + 20


def test_la_reprise_du_lendemain_est_ce_qui_manque(depot: Memoire) -> None:
    hier = ouvrir(depot, premier_regard())
    total = hier.avancement[1]
    dites = tout(hier, au_plus=15)
    hier.passer()
    depot.maintenant += timedelta(days=1)
    activite = ouvrir(depot, Portee.par_defaut(CIP, hier.regards))
    assert activite.avancement == (15, total)
    reste = tout(activite)
    assert len(reste) == total - 15
    assert not set(reste) & set(dites)
    assert reste[0] == Cible("cip", "CT1")


def test_les_enonces_viennent_par_grappes_en_variant_les_competences(depot: Memoire) -> None:
    activite = ouvrir(depot, premier_regard())
    enonces = tout(activite)[16:]
    grappes = [enonces[n : n + GRAPPE] for n in range(0, len(enonces) - GRAPPE, GRAPPE)]
    assert all(len({c.code for c in grappe}) == 1 for grappe in grappes)
    assert len({grappe[0].code for grappe in grappes}) == len(grappes)


def test_d_abord_la_ou_l_on_ne_sait_pas_jamais_ce_qui_est_sans_objet(depot: Memoire) -> None:
    activite = ouvrir(depot, premier_regard())
    for competence in CIP.competences:
        niveaux: dict[str, Niveau] = {"CP9": "ne_sait_pas", "CP1": "sans_objet"}
        activite.repondre(niveaux.get(competence.code, "en_construction"))
    assert activite.question is not None
    assert (activite.question.cible, activite.question.raison) == (
        Cible("cip", "CP9", 0),
        "pour_savoir",
    )
    assert "CP1" not in {c.code for c in tout(activite)}


# --- Quelle question, et pourquoi ----------------------------------------------------------------


def test_un_niveau_bas_que_des_preuves_contredisent_se_redemande_d_abord(depot: Memoire) -> None:
    avec_niveaux(depot, "a_decouvrir")
    depot.maintenant += timedelta(days=20)
    jour = depot.maintenant.date() - timedelta(days=2)
    preuves = [preuve("CP5", jour, n) for n in range(4)]
    activite = ouvrir(depot, Portee.de(CIP), preuves)
    question = activite.question
    assert question is not None
    assert (question.cible.code, question.raison) == ("CP5", "preuves_niveau_bas")
    fait = activite.repondre("a_decouvrir")
    assert fait.ecart == "preuves_niveau_bas"
    phrases = dits.etonnement(fait, depot.maintenant.date())
    assert "4 extraits" in phrases[0]
    assert sum("Extrait" in p for p in phrases) == dits.EXTRAITS
    assert activite.question is not None and activite.question.item is not None


def test_des_preuves_d_avant_la_reponse_ne_la_contredisent_pas(depot: Memoire) -> None:
    vieilles = [preuve("CP5", JEUDI.date() - timedelta(days=30 + n), n) for n in range(5)]
    avec_niveaux(depot, "a_decouvrir")
    activite = ouvrir(depot, Portee.de(CIP), vieilles)
    assert activite.raison_de(Cible("cip", "CP5")) is None


def test_un_niveau_haut_sans_preuve_se_dit_avec_bonte_et_ne_revient_qu_apres_un_mois(
    depot: Memoire,
) -> None:
    activite = ouvrir(depot, Portee.de(CIP))
    fait = activite.repondre("maitrisee")
    assert fait.ecart == "haut_sans_preuve"
    assert "n’enlève rien" in dits.etonnement(fait, JEUDI.date())[0]
    assert activite.raison_de(fait.regard.cible) is None
    depot.maintenant += timedelta(days=31)
    assert ouvrir(depot, Portee.de(CIP)).raison_de(fait.regard.cible) == "haut_sans_preuve"
    montree = ouvrir(depot, Portee.de(CIP), [preuve("CP1", depot.maintenant.date())])
    assert montree.raison_de(fait.regard.cible) is None


def test_une_reponse_ancienne_se_redemande(depot: Memoire) -> None:
    avec_niveaux(depot)
    cible = Cible("cip", "CP3")
    assert ouvrir(depot, Portee.de(CIP)).raison_de(cible) is None
    depot.maintenant += timedelta(days=91)
    assert ouvrir(depot, Portee.de(CIP)).raison_de(cible) == "longtemps"


def test_une_competence_se_regarde_enonce_par_enonce_puis_son_niveau_jamais_moyenne(
    depot: Memoire,
) -> None:
    portee = Portee.de(CIP, code="cp11")
    competence = portee.competences[0]
    activite = ouvrir(depot, portee)
    for rang in range(len(competence.items)):
        assert activite.question is not None
        assert activite.question.cible == Cible("cip", "CP11", rang)
        activite.repondre("transmise")
    question = activite.question
    assert question is not None and question.item is None
    assert question.raison == "fin"
    assert len(question.enonces) == len(competence.items)
    assert {r.niveau for _, r in question.enonces} == {"transmise"}
    assert activite.regards.dernier(Cible("cip", "CP11")) is None
    activite.repondre("a_decouvrir")
    assert activite.question is None
    dernier = activite.regards.dernier(Cible("cip", "CP11"))
    assert dernier is not None and dernier.niveau == "a_decouvrir"


def test_choisir_soi_meme_puis_retrouver_la_question_quittee(depot: Memoire) -> None:
    activite = ouvrir(depot, premier_regard())
    activite.choisir(Cible("cip", "CP14", 2))
    assert activite.question is not None
    assert activite.question.item == CIP.competences[13].items[2]
    activite.repondre("maitrisee")
    assert activite.question is not None
    assert activite.question.cible == Cible("cip", "CP1")
    for ailleurs in (Cible("casp", "1.1"), Cible("cip", "CP1", 999), Cible("cip", "CP99")):
        with pytest.raises(RienAFaire):
            activite.choisir(ailleurs)


def test_les_portees_se_nomment_et_les_codes_inconnus_se_disent() -> None:
    assert [c.code for c in Portee.de(CIP, groupe="at1").competences] == [
        f"CP{n}" for n in range(1, 6)
    ]
    sous_groupe = Portee.de(charger("coordinateur"), groupe="A")
    assert len(sous_groupe.competences) > 5
    for quoi, code in (("groupe", "AT9"), ("competence", "CP99")):
        with pytest.raises(PorteeInconnue) as inconnue:
            Portee.de(CIP, **({"groupe": code} if quoi == "groupe" else {"code": code}))
        assert (inconnue.value.quoi, inconnue.value.code) == (quoi, code)
