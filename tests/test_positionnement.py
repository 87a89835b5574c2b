"""Se positionner : quelle question vient, ce qui s'écrit, ce qui ne se perd jamais."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from fabriques import PARIS_EN_HIVER, ulid
from hypothesis import given
from hypothesis import strategies as st

from coach.carnet.vues import Brouillon, Preuve
from coach.confidentialite import detecter
from coach.modeles.base import FLUX_DU_CARNET, Entete, Niveau
from coach.modeles.evenements import Evenement, PositionnementFait
from coach.modeles.journal import Plume, en_ordre
from coach.modeles.progression import ECHELLE, Cible, Regard, Regards
from coach.positionnement import (
    Activite,
    MotRequis,
    Portee,
    PorteeInconnue,
    RienAFaire,
)
from coach.positionnement import presentation as dits
from coach.positionnement.choix import GRAPPE
from coach.positionnement.document import document
from coach.positionnement.ecarts import par_competence
from coach.positionnement.echelle import niveau_de, reponse, reponses
from coach.referentiels import charger

CIP = charger("cip")
JEUDI = datetime(2026, 3, 5, 21, 40, tzinfo=PARIS_EN_HIVER)


class Memoire:
    """Un dépôt en mémoire dont on avance l'heure ; `en_panne` fait échouer le prochain ajout."""

    def __init__(self) -> None:
        self.maintenant = JEUDI
        self.journal: list[Evenement] = []
        self.en_panne: Exception | None = None
        self._garde: Brouillon | None = None
        self._plume = Plume(
            FLUX_DU_CARNET, "moi", lambda: self.maintenant, lambda: ulid(len(self.journal) + 1)
        )

    def evenements(self, flux: str) -> list[Evenement]:
        return en_ordre(e for e in self.journal if e.flux == flux)

    def consigner_ensemble(
        self, faits: Sequence[tuple[type[Entete], Mapping[str, Any]]]
    ) -> list[Entete]:
        if self.en_panne:
            raise self.en_panne
        ecrits: list[Entete] = []
        for sorte, champs in faits:
            evenement = self._plume.ecrire(sorte, **champs)
            self.journal.append(evenement)  # type: ignore[arg-type]
            ecrits.append(evenement)
        return ecrits

    def brouillon(self, flux: str) -> Brouillon | None:
        return self._garde

    def garder_brouillon(self, flux: str, question: str, texte: str) -> None:
        self._garde = Brouillon(flux, question, texte, self.maintenant) if texte else None


def preuve(code: str, jour: date, n: int = 0, referentiel: str = "cip") -> Preuve:
    """Une preuve de séance, chacune d'une séance à elle."""
    nombre = int(code.strip("CPT") or 0) * 100 + n
    seance = ulid(nombre, "02S")
    extrait = f"Extrait {n} de {code}."
    return Preuve(ulid(nombre, "02P"), seance, referentiel, CIP.millesime, code, jour, extrait)


def ouvrir(
    depot: Memoire, portee: Portee, preuves: Sequence[Preuve] = (), par: str = "moi"
) -> Activite:
    """L'activité telle qu'on l'ouvre ce jour-là."""
    jour = depot.maintenant.date()
    return Activite(portee, depot, par_competence(preuves), jour, par, detecter)


def tout(activite: Activite, niveau: Niveau = "en_construction", au_plus: int = 500) -> list[Cible]:
    """Répond à tout, et rend ce qui fut demandé."""
    demandees: list[Cible] = []
    while (question := activite.question) is not None and len(demandees) < au_plus:
        demandees.append(question.cible)
        activite.repondre(niveau, "Un mot.")
    return demandees


@pytest.fixture
def depot() -> Memoire:
    return Memoire()


def premier_regard() -> Portee:
    return Portee.par_defaut(CIP, Regards(()))


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


def avec_niveaux(depot: Memoire, niveau: Niveau = "en_construction") -> Regards:
    """Chaque compétence de CIP dite une fois, ce jour-là."""
    activite = ouvrir(depot, Portee.de(CIP))
    for _ in CIP.competences:
        activite.repondre(niveau)
    return activite.regards


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
