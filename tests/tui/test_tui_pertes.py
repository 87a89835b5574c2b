"""Ce qui est tapé ne se perd pas en partant : gardé, ou dit avant d'être perdu."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from banc_tui import Banc, banc
from livret_d_essai import remplir
from rencontre_a_l_ecran import au_groupe, jusqu_a
from textual.widgets import Input

from coach.carnet import Carnet
from coach.livret import Atelier
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.groupe.rencontre import EcranGroupe
from coach.tui.ecrans.livret.atelier import EcranLivret
from coach.tui.ecrans.livret.oral import EcranOral
from coach.tui.ecrans.livret.passage import EcranPassage
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.widgets.compositeur import Compositeur

LONGUE = "Elle s’est levée, puis elle a parlé. " * 2_000
"""Plus que ce qui tient dans les pages déjà prises."""


@contextmanager
def disque_plein(carnet: Carnet) -> Iterator[None]:
    """Un carnet qui ne peut plus grandir."""
    pages = carnet._base.execute("PRAGMA page_count").fetchone()[0]
    carnet._base.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    yield
    carnet._base.execute("PRAGMA max_page_count = 1000000").fetchall()


def au_carnet(carnet: Carnet) -> set[str]:
    """Les phrases commencées que le carnet garde."""
    return {b.texte for r in carnet.lister() if (b := carnet.brouillon(r.id))}


# --- La séance ------------------------------------------------------------------------------------


async def commencer(b: Banc) -> None:
    """Une séance commencée, au champ."""
    await b.nouvelle()
    await b.coller("Le début.")
    await b.jusque(lambda: au_carnet(b.app.carnet))


async def test_disque_plein_s_arreter_ne_perd_rien_sans_le_dire(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await commencer(b)
        with disque_plein(carnet):
            await b.coller(LONGUE)
            await b.touches("escape")
            assert b.champ.startswith("Le début.Elle s’est levée")
            assert "partir d’ici le perdrait" in b.avis
            assert "Le disque est plein" in " ".join(b.a_l_ecran().split())
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        assert [texte.startswith("Le début.Elle s’est levée") for texte in au_carnet(carnet)] == [
            True
        ]


async def test_disque_plein_on_peut_partir_en_le_redemandant(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await commencer(b)
        with disque_plein(carnet):
            await b.coller(LONGUE)
            await b.touches("escape")
            await b.coller("Encore un mot.")
            await b.touches("escape")
            assert not isinstance(b.app.screen, EcranAccueil)
            await b.touches("escape")
            await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))


async def test_disque_plein_fermer_le_coach_se_demande_deux_fois(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await commencer(b)
        with disque_plein(carnet):
            await b.coller(LONGUE)
            await b.touches("ctrl+q")
            assert b.app.is_running and not b.app._exit
            await b.touches("ctrl+q")
            await b.jusque(lambda: b.app._exit)


async def test_tout_garde_on_part_d_un_geste(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await commencer(b)
        await b.coller(" La suite.")
        await b.touches("ctrl+q")
        await b.jusque(lambda: b.app._exit)
    assert au_carnet(carnet) == {"Le début. La suite."}


# --- Le livret ------------------------------------------------------------------------------------


@pytest.fixture
def livret(carnet: Carnet) -> Atelier:
    """Un livret ouvert, dans un carnet qui a de quoi l'écrire."""
    remplir(carnet)
    return Atelier.ouvrir(carnet, "capacites", date(2026, 11, 21))


async def test_disque_plein_un_passage_ne_se_perd_pas_sans_le_dire(
    carnet: Carnet, livret: Atelier
) -> None:
    async with banc(carnet) as b:
        b.app.push_screen(EcranPassage(livret, "presentation"))
        await b.jusque(lambda: isinstance(b.app.focused, Compositeur))
        with disque_plein(carnet):
            await b.coller(LONGUE)
            await b.touches("escape")
            assert isinstance(b.app.screen, EcranPassage)
            assert "partir d’ici le perdrait" in b.avis
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
    assert livret.commence is not None and livret.commence.texte == LONGUE


@pytest.mark.parametrize("touche", ["f6", "f7", "f9"])
async def test_a_l_oral_une_reponse_commencee_retient(
    carnet: Carnet, livret: Atelier, touche: str
) -> None:
    livret.ecrire("presentation", "Je suis conseillère en insertion depuis quatre ans.")
    async with banc(carnet) as b:
        b.app.push_screen(EcranLivret(livret))
        await b.jusque(lambda: isinstance(b.app.screen, EcranLivret))
        await b.touches("j")
        await b.jusque(lambda: isinstance(b.app.focused, Compositeur))
        assert isinstance(b.app.screen, EcranOral)
        repetition = b.app.screen.repetition
        await b.coller("Je commence par dire")
        avant = repetition.question
        await b.touches(touche)
        assert "Une réponse est commencée" in b.avis
        assert b.app.screen.query_one(Compositeur).text == "Je commence par dire"
        assert repetition.question == avant
    assert repetition.commencee == "Je commence par dire"


# --- Une ligne que seule Entrée garde -------------------------------------------------------------


async def test_une_contribution_commencee_retient_une_fois(carnet: Carnet, tmp_path: Path) -> None:
    async with banc(carnet) as b:
        await au_groupe(b, tmp_path / "nous.jsonl")
        await jusqu_a(b, "Les questions")
        b.app.screen.query_one("#ligne", Input).value = "Je me demande si"
        await b.touches("escape")
        assert isinstance(b.app.screen, EcranGroupe)
        assert "partir d’ici le perdrait" in b.avis
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))


async def test_une_ligne_commencee_retient_qui_ferme_le_coach(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        b.app.push_screen(EcranSaisie("Un titre", "Proposé"))
        await b.jusque(lambda: isinstance(b.app.focused, Input))
        await b.coller(" puis changé")
        await b.touches("ctrl+q")
        assert not b.app._exit
        await b.touches("ctrl+q")
        await b.jusque(lambda: b.app._exit)
