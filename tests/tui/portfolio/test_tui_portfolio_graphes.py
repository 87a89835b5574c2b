"""Les graphes du portfolio à l'écran : chaque chiffre s'ouvre jusqu'à la phrase."""

from pathlib import Path

import pytest
from banc_tui import Banc, banc, samedi_soir
from portfolio_a_l_ecran import LE_CADRE, au_portfolio, ecran

from coach.carnet import Carnet
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.portfolio.ensemble import EcranPortfolio
from coach.tui.ecrans.portfolio.graphes import EcranGraphes
from coach.tui.ecrans.portfolio.matiere import EcranMatiere
from coach.tui.widgets.fiche import Fiche

AT1 = ("CP1", "CP2", "CP3", "CP4", "CP5")


async def aux_graphes(b: Banc, *touches: str) -> None:
    await au_portfolio(b, "d")
    await b.jusque(lambda: isinstance(b.app.screen, EcranGraphes) and "1 sur" in b.a_l_ecran())
    await b.touches(*touches)


async def test_la_progression_se_dessine_et_se_lit_en_phrases(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await aux_graphes(b)
        assert "██ déjà montré ▒▒ ce mois-là" in b.dit
        assert "novembre 2026" in b.dit and "5 (+3)" in b.dit
        await b.touches("t")
        assert "novembre 2026 : 3 preuves de plus, 5 preuves en tout ; 3 compétences" in b.dit
        assert "▒" not in b.a_l_ecran()


async def test_un_chiffre_s_ouvre_jusqu_a_la_phrase(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await aux_graphes(b, "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranMatiere))
        await b.jusque(lambda: b.app.screen.query_one(Fiche).vers is not None)
        assert b.dit.count(LE_CADRE) == 3
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))


async def test_un_groupe_s_ouvre_sur_ses_competences_et_leur_fiche(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await aux_graphes(b, "right", "right", "home", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranMatiere))
        await b.jusque(lambda: b.app.screen.query_one(Fiche).vers is not None)
        assert all(f"{code} ·" in b.dit for code in AT1[:2])
        await b.touches("down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
        await b.jusque(lambda: "Ce que vous en dites" in b.a_l_ecran())
        assert "CP2" in b.dit


async def test_les_textes_se_relisent_sans_figer_puis_s_ouvrent(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await aux_graphes(b, "left")
        await b.jusque(lambda: "se lisent dans vos textes" in b.dit)
        await b.touches("left")
        assert "F fait" in b.dit and "O opinion" in b.dit
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranMatiere))


async def test_on_peut_partir_pendant_que_les_textes_se_relisent(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await aux_graphes(b, "left", "escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
        await b.app.workers.wait_for_complete()
        assert ecran(b).is_current


async def test_chaque_graphe_vide_dit_ce_qui_le_remplirait(tmp_path: Path) -> None:
    with Carnet.ouvrir(tmp_path / "neuf", horloge=samedi_soir) as neuf:
        async with banc(neuf) as b:
            await aux_graphes(b)
            assert "Aucune preuve encore" in b.dit
            for attendu in (
                "Rien n’est encore positionné",
                "Une barre pleine",
                "Aucune séance",
                "votre énergie",
            ):
                await b.touches("right")
                assert attendu in b.dit


async def test_sans_couleur_tout_se_distingue(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with banc(carnet) as b:
        await aux_graphes(b)
        barres = {ligne.rpartition("2026")[2].strip()[:1] for ligne in b.a_l_ecran().split("\n")}
        assert {"█", "▒"} <= barres
