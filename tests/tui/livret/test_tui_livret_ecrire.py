"""Le livret à l'écran : choisir, citer, écrire, et ne pas perdre un brouillon."""

from pathlib import Path

from banc_tui import banc, samedi_soir
from images import PETIT
from livret_a_l_ecran import (
    PHRASE,
    a_l_atelier,
    a_la_ligne,
    atelier,
    aux_offres,
    choisir_des_parties,
    textes,
    vers,
)
from livret_d_essai import EXTRAIT

from coach.carnet import Carnet
from coach.livret import livrets
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.livret.atelier import EcranLivret
from coach.tui.ecrans.livret.libre import EcranLibres
from coach.tui.ecrans.livret.liees import EcranLiees
from coach.tui.ecrans.livret.livrets import EcranLivrets
from coach.tui.ecrans.livret.offres import EcranOffres
from coach.tui.ecrans.livret.parties import EcranParties
from coach.tui.ecrans.livret.passage import EcranPassage
from coach.tui.ecrans.partage.revue import EcranRevue
from coach.tui.widgets.compositeur import Compositeur
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

# --- Ouvrir, écrire ---------------------------------------------------------------------------


async def test_ouvrir_puis_citer_et_ecrire_un_passage(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        assert "1. Me présenter" in b.a_l_ecran()
        assert "rien encore" in b.a_l_ecran()
        await a_la_ligne(b, "ecoute")
        await aux_offres(b, "o")
        vu = b.dit
        assert "Vos extraits reliés" in vu
        assert EXTRAIT in vu
        await b.touches("down", "space", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPassage))
        assert f"› {EXTRAIT}" in b.dit
        await b.touches(*"Très", "enter", *"à côté")
        await vers(b, EcranLivret, "f2")
        assert textes(b, "ecoute") == ["Très\nà côté"]
        passage = atelier(b).livret.de("ecoute")[0]
        preuves = atelier(b).livret.preuves_de(passage)
        assert [p.extrait for p in preuves] == [EXTRAIT]
        assert "3 mots, 250 à 550 visés · 1 preuve" in b.dit


async def test_l_atelier_s_ouvre_a_la_premiere_partie_vide_et_son_pied_dit_l_essentiel(
    commence: Carnet,
) -> None:
    async with banc(commence, PETIT) as b:
        await a_l_atelier(b)
        assert b.app.screen.query_one(Liste).highlighted_option is not None
        assert b.app.screen.partie().id == "parcours"  # type: ignore[attr-defined]
        await b.pilote.pause()
        pied = [t.libelle for t in b.app.screen.query_one(Pied).montrees]
        assert pied == ["Écrire", "Offres", "Vérifier", "Remettre", "Retour", "Aide"]
        await vers(b, EcranRevue, "x")
        await b.pilote.pause()
        assert "Écrire" in [t.libelle for t in b.app.screen.query_one(Pied).montrees]


async def test_renoncer_aux_offres_n_ecrit_rien(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "ecoute")
        await aux_offres(b, "o")
        await vers(b, EcranLivret, "space", "escape")
        assert not atelier(b).livret.preuves
        assert not atelier(b).livret.passages


async def test_une_partie_sans_offre_le_dit(tmp_path: Path) -> None:
    with Carnet.ouvrir(tmp_path / "vide", horloge=samedi_soir) as vide:
        async with banc(vide) as b:
            await a_l_atelier(b)
            await vers(b, EcranOffres, "o")
            await b.jusque(lambda: "encore rien pour cette partie" in b.dit)
            await b.touches("space", "enter")
            await vers(b, EcranLivret, "escape")


async def test_tout_ce_qui_se_retient_vient_dans_l_ordre_choisi(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "ecoute")
        await aux_offres(b, "o")
        await b.touches("down", "space", "up", "space")
        assert "retenues : 2" in b.dit
        await vers(b, EcranPassage, "enter")
        await b.coller("Les deux ensemble.")
        await vers(b, EcranLivret, "f2")
        passage = atelier(b).livret.de("ecoute")[0]
        assert next(p.extrait for p in atelier(b).livret.preuves_de(passage)) == EXTRAIT
        assert len(passage.preuves) == 2


async def test_lier_une_preuve_sans_quitter_la_phrase_puis_la_delier(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "ecoute")
        await vers(b, EcranPassage, "n")
        await b.coller(PHRASE)
        await aux_offres(b, "f4")
        await vers(b, EcranPassage, "down", "enter")
        assert b.app.screen.query_one(Compositeur).text == PHRASE
        assert f"› {EXTRAIT}" in b.dit
        await vers(b, EcranLiees, "f5")
        assert EXTRAIT in b.dit
        await vers(b, EcranPassage, "enter")
        assert f"› {EXTRAIT}" not in b.dit
        await aux_offres(b, "f4")
        await vers(b, EcranPassage, "down", "enter")
        await vers(b, EcranLivret, "f2")
        assert len(atelier(b).livret.de("ecoute")[0].preuves) == 1


async def test_coller_et_defaire_dans_le_champ(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await vers(b, EcranPassage, "n")
        await b.coller("Un début.")
        await b.coller(" Une suite\x1b[31m.")
        champ = b.app.screen.query_one(Compositeur)
        assert champ.text.startswith("Un début. Une suite")
        assert "\x1b" not in champ.text
        await b.touches("ctrl+z")
        assert champ.text == "Un début."
        await b.pilote.resize_terminal(60, 20)
        assert champ.text == "Un début."


async def test_sans_editeur_le_passage_reste_dans_le_champ(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await vers(b, EcranPassage, "n")
        await b.coller(PHRASE)
        await b.touches("ctrl+r")
        assert "ne peut pas laisser la place" in b.avis
        assert b.app.screen.query_one(Compositeur).text == PHRASE


# --- Le brouillon -----------------------------------------------------------------------------


async def test_le_coach_ferme_au_milieu_d_un_passage_ne_perd_rien(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "ecoute")
        await aux_offres(b, "o")
        await vers(b, EcranPassage, "down", "enter")
        await b.coller("Une phrase à moit")
    async with banc(carnet) as b:
        await a_l_atelier(b)
        assert "Un passage est commencé : N le reprend." in b.dit
        await vers(b, EcranPassage, "n")
        assert b.app.screen.query_one(Compositeur).text == "Une phrase à moit"
        assert f"› {EXTRAIT}" in b.dit
        await b.coller("ié.")
        await vers(b, EcranLivret, "f2")
        assert textes(b, "ecoute") == ["Une phrase à moitié."]
        assert "commencé" not in b.a_l_ecran()


async def test_le_brouillon_s_abrite_sans_attendre_la_fermeture(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        livret = atelier(b).livret.id
        await vers(b, EcranPassage, "n")
        await b.coller(PHRASE)
        await b.jusque(lambda: carnet.brouillon(livret))
        garde = carnet.brouillon(livret)
        assert garde is not None
        assert garde.texte == PHRASE


async def test_regarder_un_passage_sans_y_toucher_n_en_fait_pas_un_brouillon(
    commence: Carnet,
) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "1")
        await vers(b, EcranPassage, "enter")
        await vers(b, EcranLivret, "escape")
        assert atelier(b).commence is None


async def test_recrire_un_passage_quand_un_autre_est_commence_montre_d_abord_celui_ci(
    commence: Carnet,
) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "plan")
        await vers(b, EcranPassage, "n")
        await b.coller("Ce que je vise.")
        await vers(b, EcranLivret, "escape")
        await a_la_ligne(b, "1")
        await vers(b, EcranPassage, "e")
        assert b.app.screen.query_one(Compositeur).text == "Ce que je vise."
        assert "commencé" in b.avis


# --- Choisir ----------------------------------------------------------------------------------


async def test_un_dossier_libre_se_commence_d_ici(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await vers(b, EcranLivrets, "d")
        await vers(b, EcranLibres, "end", "enter")
        await vers(b, EcranParties, "enter")
        assert "Rien n’est coché" in b.a_l_ecran()
        await vers(b, EcranLivret, "enter")
        assert atelier(b).genre.cle.startswith("libre:")
        assert len(atelier(b).genre.parties) > 2


async def test_un_dossier_libre_prend_les_competences_que_l_on_coche(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await choisir_des_parties(b)
        assert "2 parties\u00a0: " in b.a_l_ecran()
        ecran = b.app.screen
        assert isinstance(ecran, EcranParties)
        groupe, competence = ecran._codes
        await b.touches("space")
        assert ecran._codes == [groupe], "la même touche décoche"
        await b.touches("space")
        await vers(b, EcranLivret, "enter")
        assert atelier(b).genre.cle.endswith(f":{groupe},{competence}")
        titres = [partie.titre for partie in atelier(b).genre.parties]
        assert len(titres) == 4 and groupe in titres[1] and competence in titres[2]
        assert len(atelier(b).genre.parties[1].offres.competences) > 1


async def test_renoncer_aux_parties_ne_commence_rien(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await choisir_des_parties(b)
        await vers(b, EcranAccueil, "escape")
    assert livrets(carnet) == ()


async def test_le_livret_deja_commence_vient_en_premier(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        assert len(atelier(b).livret.passages) == 3
        await vers(b, EcranAccueil, "escape")
    assert len(livrets(commence)) == 1
