"""Les images du portfolio ; elles se comparent sous la version de Python qui les a prises."""

import pytest
from banc_tui import Banc, samedi_soir
from calme import pose
from images import GRAND, PETIT, Chemin, Comparer, sous_la_meme_version
from portfolio_a_l_ecran import au_portfolio
from textual.pilot import Pilot

from coach.carnet import Carnet
from coach.tui.application import CoachApp
from coach.tui.ecrans.portfolio.filtres import EcranFiltresDuPortfolio
from coach.tui.ecrans.portfolio.matiere import EcranMatiere
from coach.tui.ecrans.portfolio.vers import EcranVers
from coach.tui.widgets.fiche import Fiche

pytestmark = sous_la_meme_version


CHEMINS = {
    "liste": ((), "Resserrer"),
    "fiche": (("enter",), "Ce que vous en dites"),
    "frise": (("t",), "la frise"),
    "ecarts": (("e",), "Que diriez-vous"),
    "progression": (("d",), "déjà montré"),
    "phrases": (("d", "t"), "preuves en tout"),
    "equilibre": (("d", "left", "left"), "F fait"),
}


@pytest.mark.parametrize("taille", [PETIT, GRAND])
@pytest.mark.parametrize("nom", CHEMINS)
def test_portfolio(
    carnet: Carnet, snap_compare: Comparer, taille: tuple[int, int], nom: str
) -> None:
    touches, attendu = CHEMINS[nom]

    async def avant(pilote: Pilot[None]) -> None:
        b = Banc(pilote.app, pilote)  # type: ignore[arg-type]
        await b.touches("o")
        await b.jusque(lambda: "Resserrer" in b.a_l_ecran())
        await b.touches(*touches)
        await b.jusque(lambda: attendu in " ".join(b.a_l_ecran().split()))
        await pose(pilote)

    assert snap_compare(CoachApp(carnet, samedi_soir), terminal_size=taille, run_before=avant)


# --- Ce qui s'ouvre du portfolio ---------------------------------------------------------------


async def filtres(b: Banc) -> None:
    await au_portfolio(b, "f")
    await b.jusque(lambda: isinstance(b.app.screen, EcranFiltresDuPortfolio))


async def matiere(b: Banc) -> None:
    await au_portfolio(b, "d")
    await b.jusque(lambda: "déjà montré" in b.dit)
    await b.touches("enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranMatiere))


async def vers(b: Banc) -> None:
    await au_portfolio(b, "enter")
    await b.jusque(lambda: isinstance(b.app.screen.focused, Fiche))
    fiche = b.app.screen.query_one(Fiche)
    while fiche.choisi is None:
        await b.touches("down")
    await b.touches("m")
    await b.jusque(lambda: isinstance(b.app.screen, EcranVers))


@pytest.mark.parametrize("taille", [PETIT, GRAND])
@pytest.mark.parametrize("mener", [filtres, matiere, vers], ids=lambda m: m.__name__)
def test_autour(
    carnet: Carnet, snap_compare: Comparer, taille: tuple[int, int], mener: Chemin
) -> None:
    async def avant(pilote: Pilot[None]) -> None:
        await mener(Banc(pilote.app, pilote))  # type: ignore[arg-type]
        await pose(pilote)

    assert snap_compare(CoachApp(carnet, samedi_soir), terminal_size=taille, run_before=avant)
