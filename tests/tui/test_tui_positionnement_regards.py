"""Se positionner à l'écran : les preuves à côté, l'histoire, choisir, le regard d'une autre."""

from __future__ import annotations

import pytest
from banc_tui import banc
from regard_a_l_ecran import (
    TAILLES,
    cible,
    dernier,
    dire_un_niveau,
    ecran,
    entrer,
    montrer,
    regards,
    vu,
)
from textual.widgets import Input, OptionList

from coach.carnet import Carnet
from coach.modeles.evenements import PositionnementFait
from coach.modeles.progression import Cible
from coach.positionnement import Depart
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.positionnement.activite import EcranPositionnement
from coach.tui.ecrans.positionnement.depart import EcranPositionner
from coach.tui.ecrans.positionnement.historique import EcranHistorique
from coach.tui.ecrans.positionnement.questions import EcranQuestions
from coach.tui.ecrans.referentiel import EcranReferentiel
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.widgets.competences.arbre import Arbre
from coach.tui.widgets.fiche import Fiche

# --- À côté, l'histoire, choisir -----------------------------------------------------------------


@pytest.mark.parametrize("taille", TAILLES)
async def test_les_preuves_a_cote_menent_a_la_seance(
    carnet: Carnet, taille: tuple[int, int]
) -> None:
    montrer(carnet)
    async with banc(carnet, taille) as b:
        await entrer(b)
        assert ("Ce qui la montre" in vu(b)) == (taille[0] == 120)
        await b.touches("p")
        await b.jusque(lambda: "« la fois 3 »" in vu(b))
        assert ecran(b).query_one(Fiche).has_focus
        await b.touches("escape")
        assert ecran(b).reponses.niveaux.has_focus
        await b.touches("p", "down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionnement))


async def test_beaucoup_de_preuves_et_un_niveau_bas_se_disent_avec_les_extraits(
    carnet: Carnet,
) -> None:
    montrer(carnet)
    async with banc(carnet) as b:
        await entrer(b)
        await b.touches("1")
        await b.jusque(lambda: "4 extraits la montrent déjà" in vu(b))
        assert "la fois 3" in vu(b)


async def test_l_histoire_montre_chaque_regard_a_sa_date(carnet: Carnet) -> None:
    dire_un_niveau(carnet, "a_decouvrir")
    dire_un_niveau(carnet, "maitrisee")
    dire_un_niveau(carnet, "en_construction", par="Tutrice")
    async with banc(carnet) as b:
        b.app.se_positionner(Depart("cip", "CP1"))
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionnement))
        await b.touches("h")
        await b.jusque(lambda: isinstance(b.app.screen, EcranHistorique))
        await b.jusque(lambda: "Tutrice" in vu(b))
        assert vu(b).index("Tutrice") < vu(b).index("◑ maîtrisée") < vu(b).index("○ à découvrir")
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionnement))


async def test_choisir_soi_meme_sa_question(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await entrer(b)
        await b.touches("c")
        await b.jusque(lambda: isinstance(b.app.screen, EcranQuestions))
        await b.touches("down", "down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionnement))
        assert cible(b) == Cible("cip", "CP1", 1)
        assert "vous l’avez choisie" in vu(b)
        await b.touches("3")
        await b.jusque(lambda: cible(b) == Cible("cip", "CP1"))


async def test_des_referentiels_a_la_competence_sous_le_curseur(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("c")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReferentiel))
        await b.touches("slash")
        await b.coller("CP11")
        await b.jusque(lambda: "une compétence trouvée" in vu(b))
        await b.touches("enter")
        await b.jusque(lambda: b.app.screen.query_one(Arbre).has_focus)
        await b.touches("v")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionnement))
        assert ecran(b).activite.portee.enseigne == "cip · CP11"
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReferentiel))


async def test_chercher_une_competence_ou_un_groupe(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("v")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionner))
        await b.touches("slash")
        await b.coller("diagnostic")
        await b.jusque(lambda: "CP2 · " in vu(b) and "AT1 · " in vu(b))
        b.app.screen.query_one(Input).value = ""
        await b.coller("zzzz")
        await b.jusque(lambda: "Aucune compétence ne ressemble" in vu(b))
        assert b.app.screen.query_one(OptionList).highlighted is None
        await b.touches("enter", "enter", "escape")
        await b.jusque(lambda: "Premier regard" in vu(b))


# --- Un autre regard -----------------------------------------------------------------------------


async def test_la_tutrice_parle_avant_de_voir(carnet: Carnet) -> None:
    dire_un_niveau(carnet, "transmise")
    async with banc(carnet, (120, 40)) as b:
        await b.touches("v")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionner))
        await b.touches("t")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        await b.coller("Tutrice")
        await b.touches("enter")
        await b.jusque(lambda: "Le regard de Tutrice" in vu(b))
        assert "Premier regard" not in vu(b)
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionnement))
        await b.jusque(lambda: "où en est cette personne" in vu(b))
        assert "Un mot d’avant" not in vu(b)
        await b.touches("h")
        assert isinstance(b.app.screen, EcranPositionnement)
        await b.touches("2")
        await b.coller("Elle lit encore ses fiches.")
        await b.touches("enter")
        await b.jusque(lambda: "Tutrice : ◔ en construction" in vu(b))
        assert "Vous : ● transmise" in vu(b)
    assert dernier(carnet, "CP1") == ("transmise", "Un mot d’avant.")
    (regard,) = regards(carnet).de(Cible("cip", "CP1"), "tutrice")
    assert regard.justification == "Elle lit encore ses fiches."


# --- Sans couleur, sans rien interpréter ---------------------------------------------------------


async def test_rien_de_ce_qui_s_ecrit_n_est_interprete(carnet: Carnet) -> None:
    hostile = "[red]x[/] [@click=app.quit]z[/] {0} $texte"
    carnet.consigner(
        PositionnementFait,
        referentiel="cip",
        millesime="x",
        code="CP1",
        niveau="maitrisee",
        justification=hostile,
        par=hostile,
    )
    async with banc(carnet, (120, 40)) as b:
        await entrer(b)
        await b.jusque(lambda: "[@click=app.quit]z[/]" in vu(b))
        await b.touches("h")
        await b.jusque(lambda: isinstance(b.app.screen, EcranHistorique))
        assert "$texte" in vu(b)
