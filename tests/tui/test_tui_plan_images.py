"""Les images du plan d'action ; elles se comparent sous la version de Python qui les a prises."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from banc_tui import SAMEDI_SOIR, Banc, samedi_soir
from carnet_d_essai import remplir
from images import GRAND, PETIT, sous_la_meme_version
from textual.pilot import Pilot

from coach.carnet import Carnet
from coach.tui.application import CoachApp

pytestmark = sous_la_meme_version


@pytest.fixture
def app(tmp_path: Path) -> Iterator[CoachApp]:
    """Un ajustement échu reporté une fois, un abandonné, un sans date."""
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as carnet:
        remplir(carnet, SAMEDI_SOIR)
        siens = {a.texte: a.id for a in carnet.actions()}
        carnet.suivre(siens["Appeler la mission locale"], "a_faire", echeance=date(2026, 11, 19))
        carnet.suivre(
            siens["Le dire à l’équipe"], "abandonne", appris="La réunion n’était pas l’endroit."
        )
        yield CoachApp(carnet, samedi_soir)


@pytest.mark.parametrize("taille", [PETIT, GRAND])
@pytest.mark.parametrize("touches", [("space",), ("f",)], ids=["histoire", "clore"])
def test_plan(
    app: CoachApp, snap_compare: Callable[..., bool], taille: tuple[int, int], touches: tuple[str]
) -> None:
    async def avant(pilote: Pilot[None]) -> None:
        b = Banc(app, pilote)
        await b.touches("l")
        await b.jusque(lambda: "Filtrer" in b.a_l_ecran())
        await b.touches("home", *touches)

    assert snap_compare(app, terminal_size=taille, run_before=avant)
