"""Le livret à l'écran : lier, ranger, défaire, vérifier, figer, comparer."""

import pytest
from banc_tui import banc, samedi_soir
from couleurs_vues import CLAIR, SOMBRE, couleurs
from images import GRAND, PETIT
from livret_a_l_ecran import (
    JOUR,
    PHRASE,
    a_l_atelier,
    a_la_ligne,
    atelier,
    attend,
    aux_offres,
    demander,
    textes,
    vers,
)
from textual.widgets import Input

from coach.carnet import Carnet
from coach.livret import Atelier
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.livret.atelier import EcranLivret
from coach.tui.ecrans.livret.constats import EcranConstats
from coach.tui.ecrans.livret.liees import EcranLiees
from coach.tui.ecrans.livret.passage import EcranPassage
from coach.tui.ecrans.livret.versions import EcranVersions
from coach.tui.widgets.fiche import Fiche
from coach.tui.widgets.liste import Liste

# --- Lier, ranger, défaire --------------------------------------------------------------------


async def test_lier_delier_monter_retirer_et_defaire(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        premier, second = textes(b, "ecoute")
        await a_la_ligne(b, "2")
        await b.touches("minus")
        assert textes(b, "ecoute") == [second, premier]
        await b.touches("u")
        assert textes(b, "ecoute") == [premier, second]
        await b.touches("r")
        assert textes(b, "ecoute") == [second, premier]
        await b.touches("plus")
        assert textes(b, "ecoute") == [premier, second]

        await a_la_ligne(b, "2")
        await aux_offres(b, "c")
        await vers(b, EcranLivret, "enter")
        assert len(atelier(b).livret.de("ecoute")[1].preuves) == 1
        await vers(b, EcranLiees, "d")
        await vers(b, EcranLivret, "enter")
        assert not atelier(b).livret.de("ecoute")[1].preuves

        await b.touches("delete")
        assert textes(b, "ecoute") == [premier]
        assert "U le remet" in b.avis
        await b.touches("u")
        assert textes(b, "ecoute") == [premier, second]


async def test_la_fiche_dit_la_partie_puis_le_passage_et_mene_a_la_seance(
    commence: Carnet,
) -> None:
    async with banc(commence, GRAND) as b:
        await a_l_atelier(b)
        assert "Par où commencer" in b.a_l_ecran()
        await a_la_ligne(b, "1")
        await b.jusque(lambda: "Ce qu’il cite" in b.a_l_ecran())
        await b.touches("space", "down")
        assert isinstance(b.app.focused, Fiche)
        await vers(b, EcranLecture, "enter")
        assert "La lettre relue" in b.dit
        await vers(b, EcranLivret, "escape")


async def test_un_passage_sans_preuve_dit_comment_en_lier(commence: Carnet) -> None:
    async with banc(commence, PETIT) as b:
        await a_l_atelier(b)
        await a_la_ligne(b, "2")
        await b.touches("space")
        assert "C lie une preuve" in b.dit
        await b.touches("escape")
        assert isinstance(b.app.focused, Liste)


async def test_ce_qu_ecrit_une_autre_fenetre_se_voit_au_retour(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        livret = atelier(b).livret.id
        await vers(b, EcranPassage, "n")
        with Carnet.ouvrir(commence.dossier, horloge=samedi_soir) as ailleurs:
            Atelier(ailleurs, livret, JOUR).ecrire("plan", "Écrit d’ailleurs.")
        await vers(b, EcranLivret, "escape")
        await b.jusque(lambda: textes(b, "plan") == ["Écrit d’ailleurs."])


# --- Relire -----------------------------------------------------------------------------------


async def test_verifier_mene_au_passage(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranConstats, "v")
        assert "critères montrés sur" in b.dit
        liste = b.app.screen.query_one(Liste)
        juge = next(
            n
            for n, option in enumerate(liste.options)
            if not option.disabled and b.app.screen._vers[option.id or ""].startswith("passage:")  # type: ignore[attr-defined]
        )
        liste.highlighted = juge
        await vers(b, EcranLivret, "enter")
        choisie = b.app.screen.query_one(Liste).highlighted_option
        assert choisie is not None
        assert (choisie.id or "").startswith("passage:")


@pytest.mark.parametrize("touche", ["", "v", "o", "x"])
async def test_changer_de_theme_a_l_atelier_n_y_laisse_pas_les_couleurs_d_avant(
    commence: Carnet, touche: str
) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        if touche:
            atelier = b.app.screen
            await b.touches(touche)
            await b.jusque(lambda: b.app.screen is not atelier and not attend(b))
        await b.jusque(lambda: couleurs(b) & (SOMBRE - CLAIR))
        b.app.theme = "clair"
        await b.jusque(lambda: not couleurs(b) & (SOMBRE - CLAIR))


async def test_figer_recrire_et_comparer(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await b.touches("f")
        await demander(b, "première remise")
        assert "« première remise » est gardée" in b.avis.replace("\u00a0", " ")
        await a_la_ligne(b, "1")
        await vers(b, EcranPassage, "enter")
        await b.coller(" Et j’attends encore.")
        await vers(b, EcranLivret, "f2")
        await vers(b, EcranVersions, "h")
        assert "première remise" in b.a_l_ecran()
        await b.touches("enter")
        vu = b.dit
        assert "Récrit depuis" in vu
        assert f"− {PHRASE}" in vu
        assert f"+ {PHRASE} Et j’attends encore." in vu
        await b.touches("escape")
        await vers(b, EcranLivret, "escape")


async def test_un_nom_de_version_deja_pris_se_dit(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        for _ in range(2):
            await b.touches("f")
            await demander(b, "la même")
        assert "porte déjà le nom" in b.avis
        assert b.app.screen.query_one(Input).value == "la même"
        await vers(b, EcranLivret, "escape")
        assert len(atelier(b).livret.versions) == 1
