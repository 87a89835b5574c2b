"""L'atelier : ce qu'il offre, ce qu'il garde, ce qui se défait, ce qui reprend."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fabriques import DEPART, ulid
from livret_d_essai import APPRIS, ESSAI, EXTRAIT, JOUR, RECIT, ouvrir, remplir

from coach.carnet import Carnet
from coach.livret import Atelier, ErreurDeLivret, Offre, designer, livrets
from coach.livret.atelier import LONGUEUR_MAXIMALE
from coach.livret.genre import charger_genre, enonce_de, genre_libre, livres
from coach.livret.rayons import RAYONS
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import (
    CompetenceDeliee,
    PositionnementFait,
    PreuveAjoutee,
    ReponseModifiee,
)
from coach.modeles.journal import Plume


@pytest.fixture
def ids(carnet: Carnet) -> dict[str, str]:
    return remplir(carnet)


def offre(atelier: Atelier, partie: str, rayon: str) -> Offre:
    return next(o for o in atelier.offres(partie) if o.rayon == rayon)


# --- Les genres ----------------------------------------------------------------------------------


def test_le_livret_a_ses_cinq_parties_et_ses_quatre_capacites() -> None:
    genre = charger_genre("capacites")
    numeros = [genre.numero(p.id) for p in genre.parties]
    assert numeros == ["1", "2", "3", "4", "4.1", "4.2", "4.3", "4.4", "5"]
    assert [p.titre[:3] for p in genre.contenues("capacites")] == ["6.1", "6.2", "6.3", "6.4"]


@pytest.mark.parametrize("cle", ["capacites", "cp11", "libre:casp", "libre:cip:CP5,AT2"])
def test_chaque_genre_tient_debout(cle: str) -> None:
    genre = charger_genre(cle)
    ids = {p.id for p in genre.parties}
    assert len(ids) == len(genre.parties) > 2
    assert all(p.dans in ids | {""} for p in genre.parties)
    assert all(set(c.parties) <= ids for c in genre.criteres)
    assert all(set(q.parties) <= ids for q in genre.jury)
    for renvoi in (e for c in genre.criteres for e in c.enonces):
        titre, enonce = enonce_de(renvoi)
        assert titre and enonce, renvoi
    assert all(0 <= p.mots[0] < p.mots[1] for p in genre.parties)


def test_le_dossier_cp11_suit_les_quatre_criteres_du_referentiel() -> None:
    renvois = [e for c in charger_genre("cp11").criteres for e in c.enonces]
    assert renvois == [f"cip:CP11:{n}" for n in range(4)]


def test_un_dossier_libre_vient_du_referentiel() -> None:
    cle = genre_libre("casp", ["1.1", "1.4"])
    genre = charger_genre(cle)
    assert [p.id for p in genre.parties] == ["presentation", "c-1.1", "c-1.4", "suite"]
    assert genre.partie("c-1.4").offres.competences == ("casp:1.4",)  # type: ignore[union-attr]
    with pytest.raises(ErreurDeLivret, match="Vouliez-vous dire"):
        genre_libre("casp", ["1.44"])
    grand = charger_genre(genre_libre("coordinateur"))
    assert len(grand.parties) <= 40, "un grand référentiel se prend par groupes"


def test_un_genre_inconnu_se_dit() -> None:
    with pytest.raises(ErreurDeLivret, match="capacites"):
        charger_genre("capacite")
    with pytest.raises(ErreurDeLivret, match="référentiel"):
        charger_genre("libre")
    assert livres() == ("capacites", "cp11", "libre")


# --- Les offres ----------------------------------------------------------------------------------


def test_une_partie_offre_ce_que_le_carnet_a_range_et_date(
    carnet: Carnet, ids: dict[str, str]
) -> None:
    atelier = ouvrir(carnet)
    toutes = atelier.offres("ecoute")
    rayons = [o.rayon for o in toutes]
    assert rayons == sorted(rayons, key=RAYONS.index)
    niveau = toutes[0]
    assert (niveau.sorte, niveau.extrait) == ("positionnement", "J’attends un peu.")
    assert "à découvrir" in niveau.detail and "en construction" in niveau.detail
    directe = offre(atelier, "ecoute", "directes")
    assert (directe.source, directe.extrait, directe.jour) == (ids["lien"], EXTRAIT, "2026-03-03")
    assert (directe.journal, directe.origine) == (ids["ecoute"], "La lettre relue")
    assert directe.detail == "J’ai laissé la place."
    assert not directe.utilisee
    assert all(o.source and o.jour and o.origine for o in toutes)


def test_rien_d_invente_dans_les_offres(carnet: Carnet, ids: dict[str, str]) -> None:
    """Chaque extrait se retrouve, tel quel, dans un événement du carnet."""
    atelier = ouvrir(carnet)
    ecrits = "\n".join(
        e.model_dump_json()
        for flux in (FLUX_DU_CARNET, ids["ecoute"], ids["parente"], ulid(3))
        for e in carnet.evenements(flux)
    )
    for partie in atelier.genre.parties:
        for o in atelier.offres(partie.id):
            for ligne in o.extrait.split("\n"):
                assert ligne in ecrits, ligne


def test_un_essai_vient_avec_ce_qu_il_est_devenu(carnet: Carnet, ids: dict[str, str]) -> None:
    atelier = ouvrir(carnet)
    essai = offre(atelier, "reflexivite", "ajustements")
    assert essai.extrait == f"{ESSAI}\n{APPRIS}"
    assert essai.source == ids["essai"]
    assert essai.detail.startswith("fait")
    assert not any(o.rayon == "ajustements" for o in atelier.offres("plan")), "clos : pas au plan"


def test_les_parentes_et_les_points_forts_comptent(carnet: Carnet, ids: dict[str, str]) -> None:
    atelier = ouvrir(carnet)
    parentes = [o for o in atelier.offres("reflexivite") if o.rayon == "parentes"]
    assert [o.competences for o in parentes] == [("cip:CP11",)]
    assert "qui compte aussi ici" in parentes[0].pourquoi
    forts = [o for o in atelier.offres("parcours") if o.rayon == "reponses"]
    assert [o.source for o in forts] == [ids["fort"]]


def test_le_regard_d_un_tiers_et_un_document_apporte(carnet: Carnet, ids: dict[str, str]) -> None:
    carnet.consigner(
        PositionnementFait,
        referentiel="coordinateur",
        millesime="2020",
        code="6.2",
        niveau="maitrisee",
        justification="Elle sait se taire.",
        par="Tutrice",
    )
    carnet.consigner(
        PreuveAjoutee,
        referentiel="coordinateur",
        millesime="2020",
        code="6.2",
        extrait="Douze entretiens observés.",
        source="Attestation de stage",
        date=JOUR,
        temoin="La responsable",
    )
    atelier = ouvrir(carnet)
    assert offre(atelier, "ecoute", "regards").extrait == "Elle sait se taire."
    apport = next(o for o in atelier.offres("ecoute") if o.sorte == "apport")
    assert (apport.origine, apport.journal) == ("Attestation de stage", "")
    assert "La responsable" in apport.detail


# --- Écrire --------------------------------------------------------------------------------------


def test_ecrire_lie_la_preuve_avec_son_extrait_et_sa_date(
    carnet: Carnet, ids: dict[str, str]
) -> None:
    atelier = ouvrir(carnet)
    preuve = atelier.citer(offre(atelier, "ecoute", "directes"))
    atelier.ecrire("ecoute", "  Je me suis tue.  ", [preuve.id])
    relu = Atelier(carnet, atelier.identifiant, JOUR)
    (passage,) = relu.livret.de("ecoute")
    (figee,) = relu.livret.preuves_de(passage)
    assert passage.texte == "Je me suis tue."
    assert (figee.extrait, figee.jour, figee.origine) == (EXTRAIT, "2026-03-03", "La lettre relue")
    assert relu.source(figee) == "tient"
    assert offre(relu, "ecoute", "directes").utilisee


def test_une_offre_ne_se_fige_qu_une_fois(carnet: Carnet, ids: dict[str, str]) -> None:
    atelier = ouvrir(carnet)
    une = atelier.citer(offre(atelier, "ecoute", "directes"))
    assert atelier.citer(offre(atelier, "ecoute", "directes")) == une


def test_recrire_lier_delier_ordonner_retirer(carnet: Carnet, ids: dict[str, str]) -> None:
    atelier = ouvrir(carnet)
    un, deux, trois = (atelier.ecrire("plan", t).id for t in ("Un.", "Deux.", "Trois."))
    atelier.recrire(un, "Un, mieux dit.")
    atelier.deplacer(trois, 0)
    assert [p.id for p in atelier.livret.de("plan")] == [trois, un, deux]
    preuve = atelier.citer(offre(atelier, "ecoute", "directes"))
    atelier.lier(deux, preuve.id)
    assert atelier.livret.passage(deux).preuves == (preuve.id,)  # type: ignore[union-attr]
    atelier.delier(deux, preuve.id)
    assert atelier.livret.passage(deux).preuves == ()  # type: ignore[union-attr]
    atelier.deplacer(un, 0, "parcours")
    assert [p.texte for p in atelier.livret.de("parcours")] == ["Un, mieux dit."]
    atelier.retirer(trois)
    assert [p.id for p in atelier.livret.de("plan")] == [deux]


def test_deplacer_tient_meme_quand_la_place_manque(carnet: Carnet) -> None:
    atelier = ouvrir(carnet)
    ids = [atelier.ecrire("plan", f"{n}.").id for n in range(4)]
    for _ in range(20):
        dernier = atelier.livret.de("plan")[-1].id
        atelier.deplacer(dernier, 1)
    places = [p.place for p in atelier.livret.de("plan")]
    assert sorted(p.id for p in atelier.livret.de("plan")) == sorted(ids)
    assert places == sorted(set(places))


def test_ce_qui_se_refuse_n_ecrit_rien(carnet: Carnet) -> None:
    atelier = ouvrir(carnet)
    un = atelier.ecrire("plan", "Un.").id
    avant = len(carnet.evenements(FLUX_DU_CARNET))
    for geste in (
        lambda: atelier.ecrire("plan", "   "),
        lambda: atelier.ecrire("plan", "x" * (LONGUEUR_MAXIMALE + 1)),
        lambda: atelier.ecrire("nulle_part", "x"),
        lambda: atelier.recrire(ulid(5), "x"),
        lambda: atelier.delier(un, ulid(5)),
        lambda: atelier.deplacer(un, 0),
        lambda: atelier.figer("  "),
        lambda: atelier.relire("jamais"),
        lambda: ouvrir(carnet, "roman"),
    ):
        with pytest.raises(ErreurDeLivret):
            geste()
    assert len(carnet.evenements(FLUX_DU_CARNET)) == avant


def test_annuler_et_retablir_chaque_geste(carnet: Carnet) -> None:
    atelier = ouvrir(carnet)
    etats = [atelier.livret.passages]
    un = atelier.ecrire("plan", "Un.").id
    etats.append(atelier.livret.passages)
    atelier.ecrire("plan", "Deux.")
    etats.append(atelier.livret.passages)
    atelier.deplacer(un, 1)
    etats.append(atelier.livret.passages)
    atelier.retirer(un)
    etats.append(atelier.livret.passages)
    for attendu in etats[-2::-1]:
        atelier.annuler()
        assert atelier.livret.passages == attendu
    assert not atelier.peut_annuler
    for attendu in etats[1:]:
        atelier.retablir()
        assert atelier.livret.passages == attendu
    assert not atelier.peut_retablir
    atelier.annuler()
    assert atelier.livret.passages == etats[-2]


# --- Le brouillon, les versions ------------------------------------------------------------------


def test_le_passage_en_cours_se_reprend_exactement(carnet: Carnet, ids: dict[str, str]) -> None:
    atelier = ouvrir(carnet)
    preuve = atelier.citer(offre(atelier, "ecoute", "directes"))
    un = atelier.ecrire("ecoute", "Un.").id
    atelier.commencer("ecoute", "Je récris\nsur deux lignes", [preuve.id], un)
    repris = Atelier(carnet, atelier.identifiant, JOUR).commence
    assert repris is not None
    assert (repris.partie, repris.texte) == ("ecoute", "Je récris\nsur deux lignes")
    assert (repris.preuves, repris.passage) == ((preuve.id,), un)
    atelier.commencer("ecoute", "", [preuve.id])
    garde = atelier.commence
    assert garde is not None and garde.texte == "" and garde.preuves == (preuve.id,)
    atelier.recrire(un, "Récrit.")
    assert atelier.commence is None


def test_le_brouillon_du_livret_laisse_celui_de_l_auto_evaluation(carnet: Carnet) -> None:
    carnet.garder_brouillon(FLUX_DU_CARNET, "positionnement", "un mot commencé")
    ouvrir(carnet).commencer("plan", "Une phrase en cours")
    garde = carnet.brouillon(FLUX_DU_CARNET)
    assert garde is not None and garde.texte == "un mot commencé"


def test_une_version_figee_se_relit_et_se_compare(carnet: Carnet) -> None:
    atelier = ouvrir(carnet)
    un, deux = (atelier.ecrire("plan", t).id for t in ("Un.", "Deux."))
    atelier.figer("remise au jury")
    with pytest.raises(ErreurDeLivret, match="déjà"):
        atelier.figer("remise au jury")
    atelier.recrire(un, "Un, autrement.")
    atelier.retirer(deux)
    atelier.ecrire("parcours", "Trois.")
    assert [p.texte for p in atelier.relire("remise au jury").de("plan")] == ["Un.", "Deux."]
    sens = {(c.sens, (c.apres or c.avant).texte) for c in atelier.comparer("remise au jury")}  # type: ignore[union-attr]
    assert sens == {("recrit", "Un, autrement."), ("retire", "Deux."), ("ajoute", "Trois.")}


def test_le_livret_survit_a_la_seance_recrite_puis_deliee(
    carnet: Carnet, ids: dict[str, str]
) -> None:
    atelier = ouvrir(carnet)
    preuve = atelier.citer(offre(atelier, "ecoute", "directes"))
    atelier.ecrire("ecoute", "Je me suis tue.", [preuve.id])
    suite = Plume(
        ids["ecoute"],
        carnet.auteur,
        lambda: DEPART + timedelta(days=9),
        iter([ulid(900), ulid(901)]).__next__,
        len(carnet.evenements(ids["ecoute"])),
    )
    carnet.ajouter(suite.ecrire(ReponseModifiee, cible=ids["reponse"], texte="Rien de tel."))
    atelier.rafraichir()
    (figee,) = atelier.livret.preuves_de(atelier.livret.de("ecoute")[0])
    assert figee.extrait == EXTRAIT and EXTRAIT in RECIT
    assert atelier.source(figee) == "changee"
    carnet.ajouter(suite.ecrire(CompetenceDeliee, cible=ids["lien"]))
    atelier.rafraichir()
    assert atelier.source(figee) == "retiree"
    assert atelier.livret.preuves_de(atelier.livret.de("ecoute")[0]) == (figee,)


# --- Désigner ------------------------------------------------------------------------------------


def test_designer_un_livret(carnet: Carnet) -> None:
    with pytest.raises(ErreurDeLivret, match="Aucun livret"):
        designer(carnet)
    un = ouvrir(carnet)
    deux = ouvrir(carnet, "cp11")
    assert [x.id for x in livrets(carnet)] == [deux.identifiant, un.identifiant]
    assert designer(carnet).id == deux.identifiant
    un.ecrire("plan", "Touché.")
    assert designer(carnet).id == un.identifiant
    assert designer(carnet, deux.identifiant.lower()).id == deux.identifiant
    with pytest.raises(ErreurDeLivret, match="au moins"):
        designer(carnet, "01")
