"""Se positionner à l'écran : répondre, dire un mot, reprendre, finir."""

from __future__ import annotations

import pytest
from banc_tui import Banc, banc
from images import Avant, Comparer, sous_la_meme_version
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
from textual.pilot import Pilot

from coach.carnet import Carnet
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import PositionnementFait
from coach.modeles.progression import Cible
from coach.positionnement import Depart
from coach.tui.application import CoachApp
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.positionnement.activite import EcranPositionnement
from coach.tui.ecrans.positionnement.depart import EcranPositionner
from coach.tui.ecrans.positionnement.questions import EcranQuestions
from coach.tui.ecrans.secours import EcranSecours

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


# --- Les images ----------------------------------------------------------------------------------


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


IMAGES = {
    "choisir": ("v",),
    "question": ("v", "enter"),
    "gardee": ("v", "enter", "3"),
    "mot": ("v", "enter", "c", "home", "enter", "2"),
    "a_cote": ("v", "enter", "c", "home", "enter", "p"),
    "histoire": ("v", "enter", "c", "home", "enter", "h"),
}


@sous_la_meme_version
@pytest.mark.parametrize("taille", TAILLES[:2])
@pytest.mark.parametrize("nom", IMAGES)
def test_image(dite: CoachApp, snap_compare: Comparer, nom: str, taille: tuple[int, int]) -> None:
    assert snap_compare(dite, terminal_size=taille, run_before=presser(*IMAGES[nom]))


@sous_la_meme_version
def test_image_sans_couleur(
    dite: CoachApp, snap_compare: Comparer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    sans = CoachApp(dite.porte, dite.horloge)
    assert snap_compare(sans, terminal_size=(80, 24), run_before=presser("v", "enter"))
