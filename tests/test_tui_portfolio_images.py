"""Les images du portfolio ; elles se comparent sous la version de Python qui les a prises."""

import sys
from collections.abc import Callable

import pytest
from banc_tui import Banc, a_part, samedi_soir
from calme import pose
from test_tui_portfolio import carnet
from textual.pilot import Pilot

from coach.carnet import Carnet
from coach.tui.application import CoachApp

__all__ = ["a_part", "carnet"]

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="images prises sous Python 3.11"
)

GRAND, PETIT = (120, 40), (80, 24)

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
    carnet: Carnet, snap_compare: Callable[..., bool], taille: tuple[int, int], nom: str
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
