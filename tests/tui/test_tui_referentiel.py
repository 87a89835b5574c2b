"""L'écran des référentiels : parcourir, chercher, aller d'une parente à l'autre, relire."""

from collections.abc import Callable

import pytest
from banc_tui import Banc, banc, journal
from images import sous_la_meme_version
from lectrice import Lectrice
from textual.pilot import Pilot
from textual.widgets import Input

from coach.carnet import Carnet
from coach.modeles.evenements import CompetenceLiee
from coach.referentiels import charger, identifiants
from coach.tui.application import CoachApp
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.referentiel import EcranReferentiel
from coach.tui.widgets.fiche import Morceau
from coach.tui.widgets.seance.conversation import Dite

ETROITES = [(80, 24), (60, 20)]


# --- Parcourir -----------------------------------------------------------------------------------


@pytest.mark.parametrize("taille", ETROITES)
async def test_les_62_competences_se_parcourent_a_l_etroit(
    carnet: Carnet, taille: tuple[int, int]
) -> None:
    async with banc(carnet, taille) as b:
        moi = Lectrice(b)
        await moi.entrer("coordinateur")
        for groupe in "ABCDE":
            assert f"▸ {groupe} · " in moi.vu()
        assert "62 compétences" in moi.vu()
        await b.touches("down", "right")
        assert "▾ A · " in moi.vu()
        assert "▾ A1 · " in moi.vu()
        await b.touches("right", "right", "enter")
        await b.jusque(lambda: moi.fiche.has_focus)
        assert not moi.arbre.display or not moi.arbre.is_on_screen
        vu = moi.vu()
        assert "1.1 · Effectuer une veille" in vu
        assert "Bloc A, activité A1" in vu
        assert "Comment elle s’évalue" in moi.toute_la_fiche()
        await b.touches("right")
        await b.jusque(lambda: "1.2 · " in moi.vu())
        await b.touches("escape")
        assert moi.arbre.has_focus
        assert moi.code == "1.2"
        await b.touches("left", "left", "left", "left")
        assert "▸ A · " in moi.vu()
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))


@pytest.mark.parametrize("referentiel", identifiants())
async def test_tout_ouvert_l_arbre_a_chaque_groupe_et_chaque_competence(
    carnet: Carnet, referentiel: str
) -> None:
    attendu = charger(referentiel)
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer(referentiel)
        total = 1 + len(attendu.groupes) + len(attendu.competences)
        while moi.arbre.option_count != total:
            await b.touches("d")
        codes = []
        for rang in range(total):
            moi.arbre.highlighted = rang
            codes.append(moi.code)
    assert [c for c in codes if c] == [c.code for c in attendu.competences]


async def test_une_fiche_donne_ses_items_par_categorie_sa_situation_et_ses_sous_items(
    carnet: Carnet,
) -> None:
    avec = next(c for c in charger("casp").competences if c.sous_items)
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await moi.ouvrir("CP2")
        fiche = moi.toute_la_fiche()
        for section in ("Critères de performance", "Savoir-faire techniques", "Savoirs"):
            assert section in fiche
        for item in charger("cip").competence("CP2").items:  # type: ignore[union-attr]
            assert item.enonce in fiche
        await b.touches("r")
        await moi.ouvrir(avec.code)
        assert all(e in moi.toute_la_fiche() for s in avec.sous_items for e in s.enonces)


# --- Chercher ------------------------------------------------------------------------------------


async def test_chercher_sans_accent_ni_faute(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await moi.chercher("diagnostic partage")
        assert moi.code == "CP2"
        await moi.chercher("DIAGNOSTIK")
        assert moi.code == "CP2"
        await moi.chercher("cp11")
        assert moi.code == "CP11"
        assert "une compétence trouvée" in moi.vu()
        await moi.chercher("zzzzzz")
        await b.jusque(lambda: "Aucune compétence ne ressemble" in moi.vu())
        await b.touches("escape")
        assert moi.arbre.has_focus
        assert "16 compétences" in moi.vu()


async def test_une_recherche_dit_ou_elle_a_trouve_et_suit_au_referentiel_suivant(
    carnet: Carnet,
) -> None:
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer("casp")
        await moi.chercher("mediation")
        assert "je fais le lien et la médiation" in moi.vu()
        await b.touches("enter", "r")
        await b.jusque(lambda: "CISP" in moi.vu())
        assert "trouvée" in moi.vu()
        assert moi.ecran.query_one(Input).value == "mediation"


async def test_rien_trouve_vide_la_fiche_d_a_cote(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await moi.chercher("diagnostic partage")
        await b.jusque(lambda: "Critères de performance" in moi.vu())
        await moi.chercher("zzzzzz")
        await b.jusque(lambda: "Critères de performance" not in moi.vu())


# --- Les parentes --------------------------------------------------------------------------------


@pytest.mark.parametrize("taille", [*ETROITES, (120, 40)])
async def test_aller_a_une_parente_et_en_revenir(carnet: Carnet, taille: tuple[int, int]) -> None:
    origine = charger("cip").competence("CP11")
    assert origine is not None
    premiere, deuxieme = origine.correspondances[:2]
    async with banc(carnet, taille) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await moi.ouvrir("CP11")
        await b.touches("p")
        await b.jusque(lambda: "Ses parentes dans les autres référentiels" in moi.vu())
        assert f"{premiere.referentiel} {premiere.code} · " in moi.vu()
        assert "Équivalente : " in moi.vu()
        await b.touches("down", "enter")
        await b.jusque(lambda: moi.code == deuxieme.code)
        assert moi.fiche.has_focus
        titre = charger(deuxieme.referentiel).titre[:30].replace("\u00a0", " ")
        assert titre in moi.vu()
        await b.touches("escape")
        await b.jusque(lambda: moi.code == "CP11")
        await b.jusque(lambda: moi.fiche.choisi is not None)
        assert f"{deuxieme.referentiel} {deuxieme.code} · " in moi.vu()
        await b.touches("escape")
        assert moi.arbre.has_focus
        assert moi.code == "CP11"


async def test_fleche_bas_lit_tout_et_s_arrete_a_chaque_lien(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await moi.ouvrir("CP11")
        hauteur = int(moi.fiche.max_scroll_y)
        choisis: list[int] = []
        await b.touches("down", "down")
        for _ in range(hauteur + 40):
            moi.fiche.action_avancer(1)
            choisi = moi.fiche.choisi
            if choisi is not None and choisi not in choisis:
                choisis.append(choisi)
        liens = [n for n, m in enumerate(moi.fiche.query(Morceau)) if m.bloc.vers]
        assert choisis == liens
        assert moi.fiche.scroll_y == moi.fiche.max_scroll_y
        for _ in range(hauteur + 40):
            moi.fiche.action_avancer(-1)
        assert moi.fiche.scroll_y == 0


# --- Ce qui est déjà montré ----------------------------------------------------------------------


async def test_une_preuve_ouvre_la_seance_a_sa_reponse_et_part_avec_elle(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits("L’entretien interrompu")
        await b.repondre(
            "Elle est arrivée en retard. Nous avons fait le point sur sa demande et posé "
            "ensemble un premier diagnostic."
        )
        await b.finir()
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        lien = next(e for e in journal(carnet) if isinstance(e, CompetenceLiee) and e.ancre)
        moi = Lectrice(b)
        await moi.entrer(lien.referentiel)
        await moi.chercher(lien.code)
        assert "montrée une fois" in moi.vu()
        await b.touches("enter", "enter")
        await b.jusque(lambda: moi.fiche.has_focus and "déjà montrée une fois" in moi.vu())
        await b.touches("m")
        await b.jusque(lambda: "Ce que vous avez déjà montré" in moi.vu())
        assert "aujourd’hui · L’entretien interrompu" in moi.vu()
        assert lien.extrait in moi.toute_la_fiche()
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        choisies = [d for d in b.app.screen.query(Dite) if d.has_class("-choisie")]
        assert [d.bloc.reponse for d in choisies] == [lien.ancre.evenement]  # type: ignore[union-attr]
        assert lien.extrait in choisies[0].bloc.texte
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReferentiel))
        assert moi.fiche.has_focus
        assert moi.code == lien.code
        await b.touches("enter", "delete", "down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReferentiel))
        await b.jusque(lambda: "déjà montré" not in moi.toute_la_fiche())


# --- Les images ----------------------------------------------------------------------------------


async def devant_une_parente(pilote: Pilot[None]) -> None:
    """La fiche de CP2, une parente choisie."""
    assert isinstance(pilote.app, CoachApp)
    moi = Lectrice(Banc(pilote.app, pilote))
    await moi.entrer("cip")
    await moi.b.touches("down", "down", "down", "enter")
    await moi.b.jusque(lambda: moi.fiche.has_focus and "CP2 · " in moi.toute_la_fiche())
    await moi.b.touches("p", "down")
    await moi.b.jusque(lambda: moi.fiche.choisi is not None)


@sous_la_meme_version
@pytest.mark.parametrize("taille", [(80, 24), (120, 40)])
def test_image(
    remplie: CoachApp, snap_compare: Callable[..., bool], taille: tuple[int, int]
) -> None:
    assert snap_compare(remplie, terminal_size=taille, run_before=devant_une_parente)
