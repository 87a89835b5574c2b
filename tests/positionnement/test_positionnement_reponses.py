"""Se positionner : ce qui s'écrit, ce qui change, ce qui se dit, et qui ne se perd jamais."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regard_d_essai import CIP, JEUDI, Memoire, avec_niveaux, ouvrir, premier_regard, tout

from coach.modeles.base import FLUX_DU_CARNET, Niveau
from coach.modeles.evenements import Evenement, PositionnementFait
from coach.modeles.progression import Cible, Regard, Regards
from coach.positionnement import (
    Activite,
    MotRequis,
    Portee,
    RienAFaire,
)
from coach.positionnement import presentation as dits
from coach.positionnement.document import document
from coach.positionnement.echelle import reponse, reponses
from coach.referentiels import charger

# --- Ce qui change -------------------------------------------------------------------------------


def test_un_niveau_qui_change_demande_ce_qui_a_change(depot: Memoire) -> None:
    avec_niveaux(depot)
    depot.maintenant += timedelta(days=10)
    activite = ouvrir(depot, Portee.de(CIP, code="CP2"))
    activite.choisir(Cible("cip", "CP2"))
    avant = len(depot.journal)
    with pytest.raises(MotRequis, match="Qu’est-ce qui a changé"):
        activite.repondre("maitrisee", "   ")
    assert len(depot.journal) == avant
    assert activite.question is not None and activite.question.cible == Cible("cip", "CP2")
    fait = activite.repondre("maitrisee", "Trois diagnostics menés à deux.")
    assert fait.change and fait.avant is not None and fait.avant.niveau == "en_construction"
    assert "avant" in dits.garde(fait)


def test_redire_le_meme_niveau_se_date_sans_rien_demander(depot: Memoire) -> None:
    avec_niveaux(depot)
    depot.maintenant += timedelta(days=10)
    activite = ouvrir(depot, Portee.de(CIP, code="CP2"))
    activite.choisir(Cible("cip", "CP2"))
    assert not activite.repondre("en_construction").change
    jours = [r.quand.date() for r in activite.regards.de(Cible("cip", "CP2"))]
    assert jours == [JEUDI.date(), JEUDI.date() + timedelta(days=10)]


def test_se_raviser_aussitot_n_est_pas_changer_et_le_journal_garde_tout(depot: Memoire) -> None:
    activite = ouvrir(depot, premier_regard())
    activite.repondre("transmise")
    activite.revenir()
    assert activite.question is not None and activite.question.raison == "revenue"
    activite.repondre("en_construction")
    assert [r.niveau for r in activite.regards.de(Cible("cip", "CP1"))] == ["en_construction"]
    assert [e.niveau for e in depot.journal if isinstance(e, PositionnementFait)] == [
        "transmise",
        "en_construction",
    ]
    assert activite.question is not None and activite.question.cible == Cible("cip", "CP2")
    activite.annuler()
    assert [r.niveau for r in activite.regards.de(Cible("cip", "CP1"))] == ["transmise"]


def test_la_meme_reponse_ne_s_ecrit_pas_deux_fois(depot: Memoire) -> None:
    activite = ouvrir(depot, premier_regard())
    activite.repondre("maitrisee")
    activite.revenir()
    activite.repondre("maitrisee")
    assert len(depot.journal) == 1


def test_une_panne_n_avance_rien(depot: Memoire) -> None:
    activite = ouvrir(depot, premier_regard())
    depot.en_panne = OSError("disque plein")
    for geste in (lambda: activite.repondre("maitrisee"),):
        with pytest.raises(OSError):
            geste()
    depot.en_panne = None
    assert activite.question is not None and activite.question.cible == Cible("cip", "CP1")
    activite.repondre("maitrisee")
    depot.en_panne = OSError("disque plein")
    with pytest.raises(OSError):
        activite.annuler()
    assert activite.peut_annuler and not activite.peut_retablir


def test_un_danger_dans_un_mot_s_entend(depot: Memoire) -> None:
    activite = ouvrir(depot, premier_regard())
    fait = activite.repondre("a_decouvrir", "Je n’en peux plus, j’ai envie de mourir.")
    assert fait.alerte is not None
    assert activite.repondre("a_decouvrir", "Je n’ai pas essayé.").alerte is None


# --- Un autre regard -----------------------------------------------------------------------------


def test_une_tutrice_se_prononce_avec_un_mot_sans_voir_d_abord(depot: Memoire) -> None:
    elle = ouvrir(depot, Portee.de(CIP))
    elle.repondre("maitrisee", "Depuis deux ans.")
    activite = ouvrir(depot, Portee.de(CIP), par="  Ma   tutrice ")
    question = activite.question
    assert activite.par == "Ma tutrice" and not activite.mien
    assert question is not None and question.cible == Cible("cip", "CP1")
    assert question.dernier is None and question.autres == ()
    with pytest.raises(MotRequis):
        activite.repondre("en_construction")
    fait = activite.repondre("en_construction", "Elle lit encore ses fiches.")
    assert [r.niveau for r in fait.autres] == ["maitrisee"]
    assert fait.ecart is None
    cote_a_cote = dits.cote_a_cote(fait)
    assert "Ma tutrice" in cote_a_cote[1] and "Vous" in cote_a_cote[2]
    assert activite.avancement == (1, 16)
    assert [r.par for r in activite.regards.historique(Cible("cip", "CP1"))] == [
        "moi",
        "Ma tutrice",
    ]
    assert all(c.item is None for c in tout(activite))


def test_le_regard_d_un_tiers_n_est_pas_le_sien_ni_ne_le_remplace(depot: Memoire) -> None:
    tutrice = ouvrir(depot, Portee.de(CIP), par="Tutrice")
    tutrice.repondre("transmise", "Elle forme les stagiaires.")
    elle = ouvrir(depot, premier_regard())
    assert elle.question is not None
    assert elle.question.dernier is None
    assert [r.par for r in elle.question.autres] == ["Tutrice"]
    assert elle.avancement[0] == 0
    elle.repondre("en_construction")
    assert ouvrir(depot, Portee.de(CIP), par="TUTRICE").avancement[0] == 1


# --- Le mot commencé -----------------------------------------------------------------------------


def test_un_mot_commence_se_retrouve_a_sa_question(depot: Memoire) -> None:
    activite = ouvrir(depot, premier_regard())
    activite.repondre("maitrisee")
    activite.commencer_un_mot("Je crois que")
    encore = ouvrir(depot, premier_regard())
    assert encore.question is not None
    assert (encore.question.cible, encore.question.raison) == (Cible("cip", "CP2"), "brouillon")
    assert encore.mot_commence == "Je crois que"
    encore.repondre("en_construction", "Je crois que c’est mieux.")
    assert encore.mot_commence == "" and depot.brouillon(FLUX_DU_CARNET) is None
    assert ouvrir(depot, Portee.de(charger("casp"))).mot_commence == ""


# --- Ce qui se dit -------------------------------------------------------------------------------


def test_le_bilan_dit_chaque_competence_sans_total_ni_note(depot: Memoire) -> None:
    activite = ouvrir(depot, Portee.de(CIP, code="CP11"))
    assert dits.bilan(activite) == ["Rien n’a été dit cette fois\u202f; rien n’a changé."]
    activite.repondre("maitrisee")
    activite.repondre("maitrisee")
    bilan = dits.bilan(activite)
    assert bilan[0] == "Ce que vous avez dit cette fois"
    assert bilan[1].startswith("CP11 · ") and bilan[1].endswith("2 énoncés dits")
    activite.choisir(Cible("cip", "CP11"))
    activite.repondre("en_construction")
    (ligne,) = dits.bilan(activite)[1:]
    assert ligne.endswith("◔\u00a0en construction, et 2 énoncés")
    assert "%" not in ligne and "moyenne" not in " ".join(bilan)


def test_le_document_a_la_forme_du_portfolio(depot: Memoire) -> None:
    portee = Portee.de(CIP, code="CP11")
    activite = ouvrir(depot, portee)
    activite.repondre("maitrisee", "Un mot.")
    (fiche,) = document([portee], activite.regards)["competences"]
    assert fiche.keys() == {"referentiel", "code", "titre", "positionnements", "items"}
    assert fiche["positionnements"] == []
    (item,) = fiche["items"]
    assert item["rang"] == 0 and item["enonce"] == portee.competences[0].items[0].enonce
    assert item["positionnements"] == [
        {"date": "2026-03-05", "niveau": "maitrisee", "justification": "Un mot.", "par": "moi"}
    ]


# --- Ce qui tient toujours -----------------------------------------------------------------------


NIVEAUX = st.sampled_from([r.niveau for r in reponses()])
GESTES = st.lists(
    st.one_of(
        st.tuples(st.just("repondre"), NIVEAUX),
        st.sampled_from(["passer", "revenir", "annuler", "retablir"]).map(lambda g: (g, "")),
        st.tuples(st.just("choisir"), st.integers(0, 60)),
        st.tuples(st.just("rouvrir"), st.integers(0, 200)),
    ),
    max_size=40,
)


def _faire(activite: Activite, nom: str, valeur: Any) -> None:
    if nom == "repondre":
        activite.repondre(valeur, "Un mot.")
    elif nom == "choisir":
        activite.choisir(valeur)
    else:
        getattr(activite, nom)()


def jouer(depot: Memoire, gestes: Sequence[tuple[str, Any]], par: str) -> Iterator[Activite]:
    """Mène ces gestes ; un geste impossible ne fait rien."""
    portee = Portee.de(CIP, groupe="AT2")
    cibles = list(portee.cibles())
    activite = ouvrir(depot, portee, par=par)
    yield activite
    for nom, valeur in gestes:
        if nom == "rouvrir":
            depot.maintenant += timedelta(days=valeur)
            activite = ouvrir(depot, portee, par=par)
        else:
            try:
                _faire(activite, nom, cibles[valeur] if nom == "choisir" else valeur)
            except RienAFaire:
                continue
        yield activite


@given(GESTES, st.sampled_from(["moi", "Tutrice"]))
def test_le_journal_ne_fait_que_grandir_et_l_etat_s_en_deduit(
    gestes: list[tuple[str, Any]], par: str
) -> None:
    depot = Memoire()
    vus: list[Evenement] = []
    for activite in jouer(depot, gestes, par):
        assert depot.journal[: len(vus)] == vus
        vus = list(depot.journal)
        assert dict(activite.regards.cibles) == dict(Regards.plier(vus).cibles)
        fait, total = activite.avancement
        assert 0 <= fait <= total
        if activite.question is not None:
            assert activite.portee.contient(activite.question.cible)


@given(GESTES)
def test_annuler_puis_retablir_rend_les_memes_regards(gestes: list[tuple[str, Any]]) -> None:
    depot = Memoire()
    *_, activite = jouer(depot, gestes, "moi")

    def etat() -> dict[Cible, list[tuple[str, Niveau]]]:
        return {c: [(r.id, r.niveau) for r in rs] for c, rs in activite.regards.cibles.items()}

    avant = etat()
    nombre = 0
    while activite.peut_annuler and nombre < 5:
        activite.annuler()
        nombre += 1
    for _ in range(nombre):
        activite.retablir()
    assert etat() == avant


@given(GESTES)
def test_reprendre_ne_propose_que_ce_qui_manque_et_finit(gestes: list[tuple[str, Any]]) -> None:
    depot = Memoire()
    *_, activite = jouer(depot, gestes, "moi")
    encore = ouvrir(depot, activite.portee)
    demandees = tout(encore)
    assert len(demandees) == len(set(demandees))
    fait, total = encore.avancement
    assert fait == total


def test_un_regard_se_plie_avec_son_rang_et_son_edition(depot: Memoire) -> None:
    ouvrir(depot, Portee.de(CIP)).repondre("maitrisee", "É" * 3)
    (regard,) = Regards.plier(depot.journal).historique(Cible("cip", "CP1"))
    assert isinstance(regard, Regard)
    assert (regard.rang, regard.millesime, regard.justification) == (1, CIP.millesime, "ÉÉÉ")
    assert reponse(regard.niveau).dite == "◑\u00a0maîtrisée"
