"""Le portfolio à l'écran : ce qui se voit, ce qui se resserre, jusqu'à la phrase."""

from datetime import timedelta
from pathlib import Path

import pytest
from banc_tui import SAMEDI_SOIR, banc, samedi_soir
from fabriques import Seance, ulid
from portfolio_a_l_ecran import LE_CADRE, a_la_fiche, au_portfolio, ecran
from textual.widgets import Input, OptionList

from coach.carnet import Carnet
from coach.modeles.base import Ancre
from coach.modeles.evenements import CompetenceLiee
from coach.referentiels import charger
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.portfolio.ensemble import EcranPortfolio
from coach.tui.ecrans.portfolio.filtres import EcranFiltresDuPortfolio
from coach.tui.widgets.relecture.relue import Relue

# --- Ce qui se voit -----------------------------------------------------------------------------


async def test_une_competence_dit_ses_preuves_sa_date_et_les_regards_en_mots(
    carnet: Carnet,
) -> None:
    async with banc(carnet) as b:
        await au_portfolio(b)
        vu = b.dit
        assert "3 preuves 20 novembre ○ à découvrir" in vu
        assert "Tutrice : ◔ en construction" in vu
        assert "≠ à relire ensemble" in vu
        assert "et 3 autres, où rien ne se montre encore" in vu
        assert "CP1 ·" not in vu


async def test_le_pli_s_ouvre_et_se_referme(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await au_portfolio(b, "down", "down", "enter")
        assert "CP1 ·" in b.dit
        await b.touches("enter")
        assert "CP1 ·" not in b.dit


async def test_ranger_par_theme_puis_par_referentiel(carnet: Carnet) -> None:
    async with banc(carnet, (80, 40)) as b:
        await au_portfolio(b, "g")
        assert "par thème" in b.dit and "Diagnostic partagé" in b.dit
        await b.touches("g")
        assert "par référentiel" in b.dit and "cip CP11" in b.dit
        await b.touches("g")
        assert "AT1 ·" in b.dit


async def test_la_frise_va_du_plus_recent_au_plus_ancien(carnet: Carnet) -> None:
    async with banc(carnet, (80, 50)) as b:
        await au_portfolio(b, "t")
        vu = b.dit
        ordre = ["vous : ○ à découvrir", "20 novembre · cip CP11", "1 novembre", "5 mai"]
        places = [vu.index(mots) for mots in ordre[:2] + ordre[3:]]
        assert places == sorted(places)
        assert "Tutrice : ◔ en construction" in vu and "« Vu en stage. »" in vu
        await b.touches("t")
        assert "AT1 ·" in b.dit


async def test_ce_qui_manque_depuis_six_mois_se_dit_sans_reproche(carnet: Carnet) -> None:
    async with banc(carnet, (80, 60)) as b:
        await au_portfolio(b, "s")
        vu = b.dit
        assert "cip CP5" in vu and "cip CP3" in vu
        assert "cip CP2" not in vu and "cip CP11" not in vu
        assert "Ce n’est pas un retard" in vu


async def test_les_ecarts_se_disent_avec_bonte(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await au_portfolio(b, "e")
        vu = b.dit
        assert "Vous la dites « à découvrir » depuis le 21 novembre, et 3 extraits" in vu
        assert "Que diriez-vous d’une collègue" in vu
        assert "Tutrice disait « en construction » : « Vu en stage »." in vu


async def test_un_carnet_neuf_enseigne(tmp_path: Path) -> None:
    with Carnet.ouvrir(tmp_path / "neuf", horloge=samedi_soir) as neuf:
        async with banc(neuf) as b:
            await au_portfolio(b)
            vu = b.dit
            assert "le coach propose de relier vos mots à vos compétences" in vu
            assert "s’apporter à la main" in vu
            await b.touches("slash", "c", "p", "1", "1")
            await b.jusque(lambda: "CP11 ·" in b.a_l_ecran())


# --- Resserrer ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("demande", "attendu", "absent"),
    [
        ("#équipe", "1 preuve 12 octobre", "3 preuves"),
        ("theme:reflexivite", "CP11", "CP5"),
        ("depuis novembre", "2 preuves", "CP5"),
        ("analyser", "CP11", "CP5"),
    ],
)
async def test_le_champ_comprend_ce_que_comprennent_les_journaux(
    carnet: Carnet, demande: str, attendu: str, absent: str
) -> None:
    async with banc(carnet, (80, 40)) as b:
        await au_portfolio(b, "slash")
        ecran(b).query_one(Input).value = demande
        attendu = attendu.replace(" 12 octobre", "")
        await b.jusque(lambda: absent not in b.a_l_ecran())
        assert attendu in b.dit
        await b.touches("escape")
        await b.jusque(lambda: "CP5" in b.a_l_ecran())


async def test_un_theme_inconnu_se_dit(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await au_portfolio(b, "slash")
        ecran(b).query_one(Input).value = "theme:jardinage"
        await b.jusque(lambda: "Aucun thème ne s’appelle" in b.dit)


async def test_choisir_un_theme_l_ecrit_et_y_revenir_l_ote(carnet: Carnet) -> None:
    async with banc(carnet, (80, 60)) as b:
        for attendu in ("theme:reflexivite", ""):
            await (au_portfolio(b, "f") if attendu else b.touches("f"))
            await b.jusque(lambda: isinstance(b.app.screen, EcranFiltresDuPortfolio))
            choix = b.app.screen
            assert isinstance(choix, EcranFiltresDuPortfolio)
            rang = choix._choix.index(("mots", "theme:reflexivite"))
            choix.query_one(OptionList).highlighted = rang
            await b.touches("enter", "escape")
            await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
            assert ecran(b).query_one(Input).value == attendu
            await b.jusque(lambda attendu=attendu: ("thème Réflexivité" in b.dit) is bool(attendu))


# --- Descendre ----------------------------------------------------------------------------------


async def test_entree_descend_jusqu_a_la_phrase_dans_sa_seance(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP11")
        assert "Ce qui la montre" in b.a_l_ecran()
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        choisis = [r.choisi for r in b.app.screen.query(Relue) if r.choisi]
        assert [c.texte.strip() for c in choisis] == [LE_CADRE]
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
        assert ecran(b).preuve() is not None
        await b.touches("escape")
        assert b.app.focused is ecran(b)._liste


async def test_une_phrase_loin_dans_un_long_recit_se_voit(carnet: Carnet) -> None:
    seance = Seance(ulid(9), depart=SAMEDI_SOIR - timedelta(days=3))
    long = "Il a parlé de son trajet, puis de sa fille. " * 60 + LE_CADRE
    reponse = seance.repondre(long)
    debut = long.index(LE_CADRE)
    seance.dire(
        CompetenceLiee,
        referentiel="cip",
        code="CP4",
        millesime=charger("cip").millesime,
        extrait=LE_CADRE,
        justification="",
        ancre=Ancre(evenement=reponse.id, debut=debut, fin=len(long), texte=LE_CADRE),
        apres=reponse.id,
    )
    seance.finir()
    carnet.ajouter(*seance.evenements)
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP4")
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        await b.jusque(lambda: LE_CADRE in b.dit)


async def test_une_preuve_de_la_frise_ouvre_sa_seance(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await au_portfolio(b, "t", "down", "down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))


async def test_se_positionner_depuis_la_fiche(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP11")
        await b.touches("v")
        await b.jusque(
            lambda: "CP11" in b.a_l_ecran() and not isinstance(b.app.screen, EcranPortfolio)
        )
