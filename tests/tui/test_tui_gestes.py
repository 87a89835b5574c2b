"""Les gestes : une seule source pour la touche, la palette, le pied et l'aide."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from banc_tui import Banc, banc, journal
from textual.command import CommandList, CommandPalette
from textual.screen import ModalScreen, Screen

from coach.carnet import Carnet
from coach.modeles.evenements import SegmentCorrige
from coach.modeles.lecture import Nature
from coach.tui import ecrans
from coach.tui.aides import nom_de_l_ecran, page_de
from coach.tui.application import CoachApp
from coach.tui.ecrans.aide import EcranAide
from coach.tui.ecrans.confirmation import EcranConfirmation
from coach.tui.ecrans.saut import EcranSaut
from coach.tui.ecrans.seance.dialogue import EcranSeance
from coach.tui.gestes import ECRANS, GENERAUX, PIECES, Geste
from coach.tui.saut import attribuer
from coach.tui.seance import recit
from coach.tui.seance.conduite import Conduite
from coach.tui.widgets.pied import Pied
from coach.tui.widgets.seance.conversation import Conversation
from coach.tui.widgets.seance.ecoute import ListeEntendue
from coach.tui.widgets.seance.etapes import Etapes


def classes() -> list[type[Screen[Any]]]:
    """Tous les écrans de l'interface."""
    trouvees = []
    for module in pkgutil.walk_packages(ecrans.__path__, f"{ecrans.__name__}."):
        importe = importlib.import_module(module.name)
        for nom, classe in inspect.getmembers(importe, inspect.isclass):
            if classe.__module__ == importe.__name__ and nom.startswith("Ecran"):
                trouvees.append(classe)
    return trouvees


AVEC_GESTES = [classe for classe in classes() if hasattr(classe, "GESTES")]


def chaque_geste() -> Iterator[tuple[str, Geste]]:
    for ecran, siens in {"": GENERAUX, **ECRANS}.items():
        for geste in siens:
            yield ecran, geste
        for pieces in PIECES.get(ecran, {}).values():
            for geste in pieces:
                yield ecran, geste


# --- Une seule source -----------------------------------------------------------------------------


@pytest.mark.parametrize("classe", AVEC_GESTES, ids=lambda c: c.__name__)
def test_chaque_ecran_est_au_registre_et_sait_faire_ses_gestes(classe: type[Screen[Any]]) -> None:
    siens: tuple[Geste, ...] = classe.GESTES  # type: ignore[attr-defined]
    assert any(siens is connus for connus in ECRANS.values())
    for geste in (*siens, *GENERAUX):
        action = geste.appel.split("(")[0]
        ou: type = CoachApp if action.startswith("app.") else classe
        assert hasattr(ou, f"action_{action.removeprefix('app.')}"), geste.nom


@pytest.mark.parametrize("classe", classes(), ids=lambda c: c.__name__)
def test_chaque_ecran_a_sa_page_d_aide_de_trois_phrases(classe: type[Screen[Any]]) -> None:
    if issubclass(classe, ModalScreen) and classe is not EcranConfirmation:
        return  # une fenêtre de passage dit elle-même comment en sortir
    page = page_de(classe.__new__(classe))
    assert len(page) >= 3
    assert all(phrase.endswith((".", "?")) for phrase in page)


@pytest.mark.parametrize(("ecran", "geste"), chaque_geste(), ids=lambda v: getattr(v, "nom", v))
def test_chaque_geste_a_un_nom_et_une_aide(ecran: str, geste: Geste) -> None:
    assert geste.libelle
    assert geste.aide[0].islower()


@pytest.mark.parametrize("ecran", ECRANS)
def test_une_touche_ne_sert_qu_une_fois_par_ecran(ecran: str) -> None:
    for pieces in ({}, *({"": p} for p in PIECES.get(ecran, {}).values())):
        ensemble = [g for p in pieces.values() for g in p] + [*ECRANS[ecran], *GENERAUX]
        prises = [t for g in ensemble for t in g.touches.split(",") if t]
        assert len(prises) == len(set(prises))


def test_l_aide_et_le_pied_suffisent_sans_touche_de_fonction() -> None:
    """Un terminal qui garde F1 pour lui laisse passer une touche de contrôle."""
    aide = next(g for g in GENERAUX if g.nom == "aide")
    sures = [t for t in aide.touches.split(",") if t.startswith("ctrl+")]
    assert sures
    assert not {t[-1] for t in sures} & set("chijmqsz")


# --- Le pied --------------------------------------------------------------------------------------


async def au_pied(b: Banc) -> Pied:
    await b.pilote.pause()
    await b.pilote.pause()
    return b.app.screen.query_one(Pied)


@pytest.mark.parametrize("ecran", ["accueil", "seance", "journaux", "referentiel", "aide"])
async def test_le_pied_tient_a_toutes_les_largeurs(carnet: Carnet, ecran: str) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Le titre")
        if ecran != "seance":
            await b.touches("escape")
        if ecran in ("journaux", "referentiel", "aide"):
            await b.touches({"journaux": "j", "referentiel": "c", "aide": "f1"}[ecran])
        assert nom_de_l_ecran(b.app.screen) == ecran
        for largeur in (*range(60, 82), *range(84, 141, 8)):
            await b.pilote.resize_terminal(largeur, 24)
            pied = await au_pied(b)
            touches = pied.montrees
            assert 1 <= len(touches) <= 6
            assert sum(pied.largeurs(touches)) <= largeur
            assert ecran != "seance" or len(touches) >= 5
            assert touches[-1].libelle == ("Retour" if ecran == "aide" else "Aide")
            ligne = b.a_l_ecran().splitlines()[-1]
            assert all(t.libelle in ligne for t in touches)


# --- La palette -----------------------------------------------------------------------------------


async def test_la_palette_retrouve_une_seance_par_son_titre(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("L’œuvre de Noël")
        await b.touches("escape", "ctrl+p")
        await b.jusque(lambda: isinstance(b.app.screen, CommandPalette))
        await b.coller("oeuvre noel")
        await b.jusque(lambda: "Ouvrir « L’œuvre de Noël »" in b.dit)
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))


async def test_les_referentiels_s_ouvrent_par_dessus_une_seance(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("Il est parti")
        await b.touches("ctrl+p")
        await b.jusque(lambda: isinstance(b.app.screen, CommandPalette))
        await b.coller("referentiel")
        await b.jusque(lambda: b.app.screen.query_one(CommandList).option_count)
        await b.touches("enter")
        await b.jusque(lambda: nom_de_l_ecran(b.app.screen) == "referentiel")
        await b.touches("escape")
        assert b.champ == "Il est parti"


# --- L'aide ---------------------------------------------------------------------------------------


async def test_l_aide_dit_d_abord_ce_que_fait_la_piece_ou_l_on_est(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.touches("ctrl+g")
        assert isinstance(b.app.screen, EcranAide)
        vu = b.a_l_ecran()
        assert "Votre réponse" in vu.splitlines()[1]
        assert vu.index("Entrée envoie") < vu.index("Le coach pose une question")
        await b.touches("escape", "f5", "f1")
        assert "Les étapes" in b.a_l_ecran().splitlines()[1]
        await b.touches("ctrl+g")
        assert isinstance(b.app.screen, EcranSeance)


# --- Le saut --------------------------------------------------------------------------------------


def test_les_lettres_du_saut_se_tapent_sans_altgr_et_ne_se_repetent_pas() -> None:
    lettres = attribuer(["Les étapes", "La conversation", "Votre réponse", "Ce que j’entends"])
    assert lettres[:3] == ["e", "c", "r"]
    assert len(set(lettres)) == 4
    assert all("a" <= lettre <= "z" for lettre in lettres)


async def test_le_saut_montre_une_lettre_par_zone_et_y_mene(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        await b.jusqu_aux_faits()
        await b.touches("ctrl+t")
        assert isinstance(b.app.screen, EcranSaut)
        vu = b.a_l_ecran()
        for nom in ("E · Les étapes", "C · La conversation", "R · Votre réponse"):
            assert nom in vu
        await b.touches("e")
        assert isinstance(b.app.focused, Etapes)
        await b.touches("ctrl+t", "escape")
        assert isinstance(b.app.focused, Etapes)
        await b.touches("ctrl+t", "r")
        assert b.app.focused is b.seance.champ
        assert b.champ == ""
        await b.touches("ctrl+t")
        await b.pilote.resize_terminal(60, 20)
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))


# --- Hésiter, expliquer ---------------------------------------------------------------------------


async def test_p_sur_une_reponse_ouvre_ce_qui_y_fut_lu(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre("Il est arrivé à 9 h. Il est de mauvaise foi.")
        await b.touches("up")
        assert isinstance(b.app.focused, Conversation)
        await b.touches("p")
        assert isinstance(b.app.focused, ListeEntendue)
        await b.touches("p")
        assert "Lu comme" in b.a_l_ecran()


async def test_un_passage_douteux_est_demande_et_une_lettre_repond(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    entendre = recit.entendus

    def douter(*reste: Any) -> dict[Nature, list[recit.Entendu]]:
        """Le coach hésite sur tout ce que la personne n'a pas tranché."""
        return {
            nature: [
                recit.Entendu(
                    e.reponse,
                    e.segment.model_copy(update={"incertain": not e.segment.corrige}),
                )
                for e in passages
            ]
            for nature, passages in entendre(*reste).items()
        }

    monkeypatch.setattr(recit, "entendus", douter)
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre("Il restait là, sans un mot, devant la porte.")
        await b.touches("f4")
        vu = b.dit
        assert "J’hésite (1) : à vous de dire" in vu
        assert "Faits (" not in vu
        assert "est-ce ce que vous avez vu ou entendu, ou ce que vous en pensez ?" in vu
        await b.touches("f")
        await b.jusque(lambda: "votre choix" in b.a_l_ecran())
        vu = b.dit
        assert "Faits (1)" in vu
        assert "J’hésite" not in vu
    assert any(isinstance(e, SegmentCorrige) for e in journal(carnet))


async def test_une_lecture_douteuse_se_dit_au_retour_du_champ(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Conduite, "douteux", lambda *_: 2)
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre("Il restait là, sans un mot.")
        assert "J’hésite sur 2 passages : F4 pour me dire" in b.dit
        await b.coller("Puis")
        assert "J’hésite" not in b.a_l_ecran()
