"""Se positionner dans l'interface : répondre, dire un mot, reprendre, regarder à deux."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable

import pytest
from banc_tui import Banc, a_part, banc, carnet
from fabriques import Seance, ulid
from test_tui_images import app
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from coach.carnet import Carnet
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import PositionnementFait
from coach.modeles.progression import Cible, Regards
from coach.positionnement import Depart
from coach.tui.application import CoachApp
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.positionnement.activite import EcranPositionnement
from coach.tui.ecrans.positionnement.depart import EcranPositionner
from coach.tui.ecrans.positionnement.historique import EcranHistorique
from coach.tui.ecrans.positionnement.questions import EcranQuestions
from coach.tui.ecrans.referentiel import EcranReferentiel
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.ecrans.secours import EcranSecours
from coach.tui.widgets.competences.arbre import Arbre
from coach.tui.widgets.fiche import Fiche

__all__ = ["a_part", "app", "carnet"]

TAILLES = [(80, 24), (120, 40), (60, 20)]


def vu(b: Banc) -> str:
    """L'écran, replié en une suite de mots."""
    brut = b.a_l_ecran().replace("\u00a0", " ").replace("\u202f", " ").replace("│", " ")
    return " ".join(brut.split())


def ecran(b: Banc) -> EcranPositionnement:
    assert isinstance(b.app.screen, EcranPositionnement)
    return b.app.screen


def cible(b: Banc) -> Cible:
    question = ecran(b).activite.question
    assert question is not None
    return question.cible


def regards(carnet: Carnet) -> Regards:
    return Regards.plier(carnet.evenements(FLUX_DU_CARNET))


def dernier(carnet: Carnet, code: str, item: int | None = None) -> tuple[str, str] | None:
    """Le dernier niveau dit, et son mot."""
    regard = regards(carnet).dernier(Cible("cip", code, item))
    return (regard.niveau, regard.justification) if regard else None


def dire_un_niveau(carnet: Carnet, niveau: str, code: str = "CP1", par: str = "moi") -> None:
    carnet.consigner(
        PositionnementFait,
        referentiel="cip",
        millesime="x",
        code=code,
        niveau=niveau,
        justification="Un mot d’avant.",
        par=par,
    )


def montrer(carnet: Carnet, extraits: int = 4) -> None:
    """Des séances dont un extrait montre CP1."""
    for n in range(extraits):
        seance = Seance(ulid(900 + n))
        reponse = seance.repondre(f"J’ai reformulé sa demande, la fois {n}.")
        seance.relier(reponse, f"la fois {n}", code="CP1")
        seance.finir()
        carnet.ajouter(*seance.evenements)


async def entrer(b: Banc) -> None:
    """De l'accueil au premier regard de CIP."""
    await b.touches("v")
    await b.jusque(lambda: isinstance(b.app.screen, EcranPositionner))
    await b.jusque(lambda: "Premier regard" in vu(b))
    await b.touches("enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranPositionnement))
    await b.jusque(lambda: "sur 38" in vu(b))


# --- Répondre ------------------------------------------------------------------------------------


@pytest.mark.parametrize("taille", TAILLES)
async def test_un_chiffre_repond_est_garde_et_avance(
    carnet: Carnet, taille: tuple[int, int]
) -> None:
    async with banc(carnet, taille) as b:
        await entrer(b)
        assert "rien à garder" in vu(b)
        assert all(m in vu(b) for m in ("1 ○ à découvrir", "4 ● transmise", "5 ?", "0 –"))
        await b.touches("2")
        await b.jusque(lambda: cible(b).code == "CP2")
        assert "Gardé : ◔ en construction." in vu(b)
        assert "1 sur 38" in vu(b) and "gardé 21:04" in vu(b)
        assert dernier(carnet, "CP1") == ("en_construction", "")
        await b.touches("down", "down", "down", "enter")
        await b.jusque(lambda: cible(b).code == "CP3")
        assert dernier(carnet, "CP2") == ("maitrisee", "")
        assert "Aucun extrait ne la montre encore" in vu(b)
        await b.touches("5", "0")
        await b.jusque(lambda: cible(b).code == "CP5")
        assert (dernier(carnet, "CP3"), dernier(carnet, "CP4")) == (
            ("ne_sait_pas", ""),
            ("sans_objet", ""),
        )


async def test_entree_seule_ne_repond_pas_a_la_place_de_la_personne(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await entrer(b)
        await b.touches("enter", "enter")
        assert cible(b).code == "CP1"
    assert not regards(carnet).cibles


async def test_s_arreter_et_reprendre_le_lendemain(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await entrer(b)
        await b.touches("1", "2", "3", "escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionner))
        await b.jusque(lambda: "il en reste 35" in vu(b))
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
    async with banc(carnet) as b:
        await entrer(b)
        assert cible(b).code == "CP4"


async def test_un_niveau_qui_change_demande_un_mot(carnet: Carnet) -> None:
    dire_un_niveau(carnet, "a_decouvrir")
    async with banc(carnet) as b:
        b.app.se_positionner(Depart("cip", "CP1"))
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionnement))
        await b.touches("c")
        await b.jusque(lambda: isinstance(b.app.screen, EcranQuestions))
        await b.touches("home", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionnement))
        await b.jusque(lambda: "vous disiez : ○ à découvrir" in vu(b))
        assert "« Un mot d’avant. »" in vu(b)
        await b.touches("3")
        await b.jusque(lambda: "Qu’est-ce qui a changé ?" in vu(b))
        await b.touches("enter")
        await b.jusque(lambda: "Sans un mot, rien ne change" in vu(b))
        assert dernier(carnet, "CP1") == ("a_decouvrir", "Un mot d’avant.")
        await b.touches("3")
        await b.coller("Trois réunions animées.")
        await b.touches("enter")
        await b.jusque(lambda: "avant : ○ à découvrir" in vu(b))
    assert dernier(carnet, "CP1") == ("maitrisee", "Trois réunions animées.")
    assert len(regards(carnet).de(Cible("cip", "CP1"))) == 2


async def test_un_mot_facultatif_part_avec_la_reponse(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await entrer(b)
        await b.touches("m")
        await b.coller("Depuis l’été.")
        await b.touches("enter", "2")
        await b.jusque(lambda: cible(b).code == "CP2")
        assert ecran(b).reponses.mot.value == ""
    assert dernier(carnet, "CP1") == ("en_construction", "Depuis l’été.")


async def test_le_mot_commence_se_retrouve(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await entrer(b)
        await b.touches("1", "m")
        await b.coller("Je crois que")
        await b.touches("escape")
        assert ecran(b).reponses.niveaux.has_focus
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionner))
    async with banc(carnet) as b:
        await entrer(b)
        assert cible(b).code == "CP2"
        assert ecran(b).reponses.mot.value == "Je crois que"
        assert "vous y aviez commencé un mot" in vu(b)


async def test_revenir_annuler_retablir_passer(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await entrer(b)
        await b.touches("1", "f7", "2")
        await b.jusque(lambda: cible(b).code == "CP2")
        assert dernier(carnet, "CP1") == ("en_construction", "")
        await b.touches("f8")
        await b.jusque(lambda: "C’est annulé." in vu(b))
        assert dernier(carnet, "CP1") == ("a_decouvrir", "")
        await b.touches("f9")
        await b.jusque(lambda: "C’est rétabli." in vu(b))
        assert dernier(carnet, "CP1") == ("en_construction", "")
        await b.touches("f6")
        await b.jusque(lambda: cible(b).code == "CP3")
    assert dernier(carnet, "CP2") is None
    poses = [e for e in carnet.evenements(FLUX_DU_CARNET) if isinstance(e, PositionnementFait)]
    assert [e.niveau for e in poses] == ["a_decouvrir", "en_construction"]


async def test_un_danger_dans_un_mot_montre_vers_qui_se_tourner(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await entrer(b)
        await b.touches("m")
        await b.coller("Je n’en peux plus, j’ai envie de mourir.")
        await b.touches("enter", "1")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSecours))
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionner))
    assert dernier(carnet, "CP1") is not None


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


# --- La fin --------------------------------------------------------------------------------------


async def test_la_fin_dit_ce_qui_fut_dit_et_n_ouvre_plus_rien(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        b.app.se_positionner(Depart("casp", "5.7"))
        await b.pilote.pause()
        if not isinstance(b.app.screen, EcranPositionnement):
            b.app.se_positionner(Depart("coordinateur", "1.1"))
        await b.jusque(lambda: isinstance(b.app.screen, EcranPositionnement))
        for _ in range(40):
            if ecran(b).activite.question is None:
                break
            await b.touches("2")
        await b.jusque(lambda: "Ce que vous avez dit cette fois" in vu(b))
        assert "Tout ce qui était à regarder ici l’est" in vu(b)
        await b.touches("3", "f6", "p", "escape", "escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))


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


# --- Les images ----------------------------------------------------------------------------------

Comparer = Callable[..., bool]
Avant = Callable[[Pilot[None]], Awaitable[None]]


def presser(*touches: str) -> Avant:
    """Presse ces touches, l'une après l'autre."""

    async def avant(pilote: Pilot[None]) -> None:
        assert isinstance(pilote.app, CoachApp)
        b = Banc(pilote.app, pilote)
        for touche in touches:
            await b.touches(touche)
            await b.jusque(lambda: b.app.screen.focused is not None)

    return avant


@pytest.fixture
def dite(carnet: Carnet, app: CoachApp) -> CoachApp:
    """Un carnet où CP1 fut dite à deux, et montrée."""
    montrer(carnet, 3)
    dire_un_niveau(carnet, "a_decouvrir")
    dire_un_niveau(carnet, "maitrisee")
    dire_un_niveau(carnet, "en_construction", par="Tutrice")
    return app


pytestmark_images = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="images prises sous Python 3.11"
)
IMAGES = {
    "choisir": ("v",),
    "question": ("v", "enter"),
    "gardee": ("v", "enter", "3"),
    "mot": ("v", "enter", "c", "home", "enter", "2"),
    "a_cote": ("v", "enter", "c", "home", "enter", "p"),
    "histoire": ("v", "enter", "c", "home", "enter", "h"),
}


@pytestmark_images
@pytest.mark.parametrize("taille", TAILLES[:2])
@pytest.mark.parametrize("nom", IMAGES)
def test_image(dite: CoachApp, snap_compare: Comparer, nom: str, taille: tuple[int, int]) -> None:
    assert snap_compare(dite, terminal_size=taille, run_before=presser(*IMAGES[nom]))


@pytestmark_images
def test_image_sans_couleur(
    dite: CoachApp, snap_compare: Comparer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    sans = CoachApp(dite.porte, dite.horloge)
    assert snap_compare(sans, terminal_size=(80, 24), run_before=presser("v", "enter"))
