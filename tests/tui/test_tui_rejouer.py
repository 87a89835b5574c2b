"""Rejouer dans l'interface : avancer, reculer, sauter, la salle, et des fichiers hostiles."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from banc_tui import Banc, banc, samedi_soir
from carnet_d_essai import remplir
from fabriques import Seance, ulid
from fichier_recu import POISONS, octets_de
from images import sous_la_meme_version
from lieux import JOURNALS
from textual.pilot import Pilot

from coach.analyse import lire
from coach.carnet import Carnet
from coach.chiffres import en_chiffres
from coach.modeles.evenements import QuestionPosee, ReponseDonnee
from coach.supervision.serie import Place, Serie
from coach.supervision.source import du_fichier
from coach.tui.ecrans.rejouer.pas_a_pas import EcranRejouer
from coach.tui.ecrans.rejouer.reperes import AU_PLUS, EcranReperes
from coach.tui.peinture.themes import CONTRASTE, SOMBRE
from coach.tui.porte import PorteDeLecture
from coach.tui.rejeu import AppDeRejeu
from coach.tui.widgets.pied import Pied
from coach.tui.widgets.relecture.rejoue import MomentRejoue, Parole

JOURNAUX = sorted(JOURNALS.glob("*.jsonl"))
FR = next(f for f in JOURNAUX if f.name.startswith("fr"))


def app_sur(dossier: Path, *sources: Path | bytes) -> AppDeRejeu:
    """L'interface réduite à rejouer ces fichiers."""
    app = AppDeRejeu(PorteDeLecture(dossier), samedi_soir)
    app.d_abord = partial(app.rejouer_serie, Serie([du_fichier(s, lire) for s in sources]))
    return app


@asynccontextmanager
async def rejeu(
    dossier: Path, *sources: Path | bytes, taille: tuple[int, int] = (80, 24)
) -> AsyncIterator[Banc]:
    app = app_sur(dossier, *sources)
    async with app.run_test(size=taille) as pilote:
        b = Banc(app, pilote)
        await b.jusque(lambda: isinstance(app.screen, EcranRejouer))
        yield b


def ecran(b: Banc) -> EcranRejouer:
    assert isinstance(b.app.screen, EcranRejouer)
    return b.app.screen


def visible(b: Banc) -> str:
    return " ".join(b.a_l_ecran().split())


async def test_un_moment_a_la_fois_et_rien_de_ce_qui_vient(dossier: Path) -> None:
    async with rejeu(dossier, FR) as b:
        assert "mardi 10 février 2026" in b.a_l_ecran()
        await b.touches(*["right"] * 7)
        assert "Que s’est-il passé" in b.a_l_ecran() and "Y. est arrivé" not in b.a_l_ecran()
        assert "Étape 2 sur 11 · Les faits" in b.a_l_ecran()
        await b.touches("enter")
        assert "Que s’est-il passé" in b.a_l_ecran() and "Y. est arrivé" in b.a_l_ecran()
        assert "FO" in b.a_l_ecran()
        await b.touches("pageup")
        assert "Y. est arrivé" not in b.a_l_ecran()
        await b.touches("v")
        assert "Y. est arrivé" in b.a_l_ecran()
        assert not any(p.lus for p in b.app.screen.query(Parole))
        await b.touches("v", "home")
        assert ecran(b).place == Place()
    assert not dossier.exists()


async def test_avancer_jusqu_au_bout_puis_revenir_redonne_les_memes_images(dossier: Path) -> None:
    async with rejeu(dossier, JOURNAUX[0]) as b:
        vues = [b.a_l_ecran().splitlines()[:-1]]
        while ecran(b).place != ecran(b).serie.derniere:
            await b.touches("right")
            vues.append(b.a_l_ecran().splitlines()[:-1])
        await b.touches("right")
        assert ecran(b).place == ecran(b).serie.derniere
        for vue in reversed(vues[:-1]):
            await b.touches("left")
            assert b.a_l_ecran().splitlines()[:-1] == vue


async def test_sauter_d_etape_en_etape_et_par_la_liste(dossier: Path) -> None:
    async with rejeu(dossier, *JOURNAUX) as b:
        await b.touches("shift+right", "shift+right")
        assert "Les faits" in b.a_l_ecran()
        await b.touches("right", "shift+left")
        assert "Les faits" in b.a_l_ecran() and ecran(b).moment is not None
        await b.touches("e")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReperes))
        await b.touches("home", *["down"] * 12, "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranRejouer))
        await b.jusque(lambda: "Séance 2 sur 3" in b.a_l_ecran())
        assert "mardi 21 avril 2026" in b.a_l_ecran()
        await b.touches("e", "escape")
        assert ecran(b).place == Place(1)


async def test_les_natures_le_pourquoi_et_la_copie(dossier: Path) -> None:
    async with rejeu(dossier, FR) as b:
        await b.touches(*["right"] * 8, "p")
        assert "Lu comme un fait" in visible(b)
        await b.touches("tab", "tab", "tab")
        assert "Lu comme une opinion" in visible(b)
        await b.touches("escape", "c")
        assert b.app.clipboard.startswith("Y. est arrivé à 14")
        await b.touches("n")
        assert not any(p.lus for p in b.app.screen.query(Parole))
        assert b.app.screen.check_action("expliquer", ()) is False
        await b.touches("right", "left")
        assert not any(p.lus for p in b.app.screen.query(Parole))


async def test_la_salle_montre_un_seul_moment_contraste_et_rend_le_theme(dossier: Path) -> None:
    async with rejeu(dossier, FR, taille=(120, 40)) as b:
        await b.touches(*["right"] * 8, "g")
        assert b.app.theme == CONTRASTE
        assert len(b.app.screen.query(MomentRejoue)) == 1
        assert "L E S   F A I T S" in b.a_l_ecran()
        assert "8 sur 57" in b.a_l_ecran()
        lignes = b.a_l_ecran().splitlines()
        rang = next(n for n, ligne in enumerate(lignes) if "Y. est arrivé" in ligne)
        assert "avait apporté" not in lignes[rang + 1] and "avait apporté" in lignes[rang + 2]
        await b.touches("g")
        assert b.app.theme == SOMBRE
        assert len(b.app.screen.query(MomentRejoue)) == 2


async def test_d_elle_meme_puis_en_pause(dossier: Path) -> None:
    async with rejeu(dossier, FR, taille=(120, 40)) as b:
        await b.touches("space")
        assert ecran(b).joue
        assert "avance seule, 130 mots" in b.a_l_ecran()
        assert "Pause" in [t.libelle for t in b.app.screen.query_one(Pied).montrees]
        await b.touches("plus")
        assert "180 mots" in b.a_l_ecran()
        await b.touches("minus", "minus", "minus")
        assert "90 mots" in b.a_l_ecran()
        await b.touches("right")
        assert ecran(b).joue and ecran(b).place.pas == 1
        await b.touches("space")
        assert not ecran(b).joue
        await b.touches("space")
        ecran(b).place = ecran(b).serie.avant(ecran(b).serie.derniere)
        await ecran(b).action_avancer()
        assert not ecran(b).joue
        await b.touches("space")
        assert not ecran(b).joue


async def test_depuis_la_liste_des_journaux_et_depuis_une_seance_relue(carnet: Carnet) -> None:
    remplir(carnet, samedi_soir())
    avant = {r.id: carnet.evenements(r.id) for r in carnet.lister()}
    async with banc(carnet) as b:
        await b.touches("j")
        await b.jusque(lambda: "L’entretien interrompu" in b.a_l_ecran())
        await b.touches("down", "j")
        await b.jusque(lambda: isinstance(b.app.screen, EcranRejouer))
        assert "La première réunion d’équipe" in b.a_l_ecran()
        await b.touches("escape", "enter")
        await b.jusque(lambda: "Compétences reliées" in b.a_l_ecran())
        await b.touches("j")
        await b.jusque(lambda: isinstance(b.app.screen, EcranRejouer))
        await b.touches("escape", "escape", "s")
        await b.jusque(lambda: isinstance(b.app.screen, EcranRejouer))
        assert "Séance 1 sur 6" in b.a_l_ecran()
        assert "La visite chez l’employeur" in b.a_l_ecran()
    assert {r.id: carnet.evenements(r.id) for r in carnet.lister()} == avant


async def test_les_gestes_du_carnet_n_en_creent_pas_un(dossier: Path) -> None:
    async with rejeu(dossier, FR) as b:
        await b.touches("ctrl+p")
        await b.pose()
        await b.touches("escape")
        for action in ("corrections", "diagnostic", "reglages", "aide"):
            await b.app.run_action(action)
            await b.pose()
            await b.touches("escape")
        assert isinstance(b.app.screen, EcranRejouer)
        await b.touches("escape")
    assert b.app.return_code == 0
    assert not dossier.exists()


# --- Des textes hostiles -------------------------------------------------------------------------


@pytest.mark.parametrize("poison", POISONS, ids=range(len(POISONS)))
async def test_un_texte_hostile_se_montre_sans_rien_faire(dossier: Path, poison: str) -> None:
    s = Seance(ulid(1))
    s.titrer(poison[:150] or "x")
    s.repondre(poison, etape=poison[:150] or "x")
    async with rejeu(dossier, octets_de(s)) as b:
        for touche in ("right", "right", "right", "right", "g", "g", "v", "n", "left", "home"):
            await b.touches(touche)
            assert isinstance(b.app.screen, EcranRejouer)
            assert not {"\x1b", "\u202e", "\u2066", "\x07"} & set(b.a_l_ecran())
        await b.touches("e")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReperes))
        await b.touches("escape", "right", "right", "right", "right", "p", "tab", "c")
        assert isinstance(b.app.screen, EcranRejouer)
        if poison.startswith("["):
            assert poison[:20] in b.a_l_ecran()


async def test_des_milliers_d_etapes_se_listent_en_partie(dossier: Path) -> None:
    s = Seance(ulid(1))
    for rang in range(3_000):
        demande = s.dire(QuestionPosee, etape=f"é{rang}", question="q", texte="?")
        s.dire(ReponseDonnee, etape="faits", question=demande.id, texte="x")
    async with rejeu(dossier, octets_de(s)) as b:
        ecran(b).place = Place(0, 4_000)
        await b.touches("right", "e")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReperes))
        await b.jusque(lambda: f"{en_chiffres(3_001 - AU_PLUS)} autres" in b.a_l_ecran())
        await b.touches("down", "enter")
        await b.jusque(lambda: ecran(b).place == Place(0, 4_003))


# --- Les images ----------------------------------------------------------------------------------

IMAGES = {
    "annonce": (),
    "recit": ("right",) * 8 + ("p",),
    "correction": ("right",) * 10,
    "suite": ("right",) * 9 + ("v",),
    "etapes": ("right",) * 10 + ("e",),
    "salle-question": ("right",) * 7 + ("g",),
    "salle-recit": ("right",) * 8 + ("g", "tab", "p"),
    "fin": ("right",) * 57,
}


@pytest.fixture
def app(dossier: Path) -> Iterator[AppDeRejeu]:
    yield app_sur(dossier, FR)


@sous_la_meme_version
@pytest.mark.parametrize("taille", [(80, 24), (120, 40)], ids=["80", "120"])
@pytest.mark.parametrize("image", IMAGES)
def test_rejouer_en_images(
    app: AppDeRejeu, snap_compare: Callable[..., bool], taille: tuple[int, int], image: str
) -> None:
    async def avant(pilote: Pilot[None]) -> None:
        b = Banc(app, pilote)
        await b.jusque(lambda: isinstance(app.screen, EcranRejouer))
        await b.touches(*IMAGES[image])
        app.clear_notifications()
        await pilote.pause()

    assert snap_compare(app, terminal_size=taille, run_before=avant)
