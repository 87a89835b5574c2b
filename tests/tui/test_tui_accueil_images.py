"""Les images de l'accueil, des journaux, du calendrier et d'une relecture.

Elles se comparent sous la version de Python qui les a prises ; ailleurs, les autres essais
suffisent.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from banc_tui import SAMEDI_SOIR, Banc, samedi_soir
from calme import pose
from carnet_d_essai import remplir
from images import GRAND, MINCE, PETIT, Avant, Comparer, sous_la_meme_version
from textual.pilot import Pilot
from textual.widgets import Input

from coach.carnet import Carnet
from coach.tui.application import CoachApp
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.secours import EcranSecours

pytestmark = sous_la_meme_version


@pytest.fixture
def app(tmp_path: Path) -> Iterator[CoachApp]:
    """L'interface sur six séances ; le chemin du carnet ne dit rien de la machine."""
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as carnet:
        remplir(carnet, SAMEDI_SOIR)
        carnet.dossier = Path("carnet")
        yield CoachApp(carnet, samedi_soir)


def presser(*touches: str) -> Avant:
    """Presse ces touches avant l'image."""

    async def avant(pilote: Pilot[None]) -> None:
        await pilote.press(*touches)
        await pilote.pause()

    return avant


async def relire(pilote: Pilot[None]) -> None:
    """Ouvre la deuxième séance et demande pourquoi."""
    assert isinstance(pilote.app, CoachApp)
    b = Banc(pilote.app, pilote)
    await b.touches("j", "down", "enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
    await b.touches("p")
    await b.jusque(lambda: "Lu comme" in b.a_l_ecran())


@pytest.mark.parametrize("taille", [MINCE, PETIT, GRAND])
def test_accueil(app: CoachApp, snap_compare: Comparer, taille: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=taille)


@pytest.mark.parametrize("taille", [PETIT, GRAND])
@pytest.mark.parametrize(
    "touches",
    [("p",), ("j",), ("j", "f"), ("j", "c"), ("j", "c", "a"), ("j", "down", "e")],
    ids=["protocoles", "journaux", "filtres", "mois", "annee", "etiquettes"],
)
def test_ecran(
    app: CoachApp, snap_compare: Comparer, taille: tuple[int, int], touches: tuple[str, ...]
) -> None:
    assert snap_compare(app, terminal_size=taille, run_before=presser(*touches))


@pytest.mark.parametrize("taille", [PETIT, GRAND])
def test_relecture(app: CoachApp, snap_compare: Comparer, taille: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=taille, run_before=relire)


@pytest.mark.parametrize("taille", [PETIT, GRAND])
@pytest.mark.parametrize(
    "touches",
    [
        ("ctrl+g",),
        ("ctrl+p",),
        ("ctrl+t",),
        ("j", "delete"),
        ("j", "down", "t"),
        ("r", "f4"),
        ("r", "f5"),
    ],
    ids=["aide", "palette", "saut", "supprimer", "titre", "entendu", "etapes"],
)
def test_fenetre(
    app: CoachApp, snap_compare: Comparer, taille: tuple[int, int], touches: tuple[str, ...]
) -> None:
    """Ce qui s'ouvre par-dessus un écran, ou à côté."""

    async def avant(pilote: Pilot[None]) -> None:
        for touche in touches:
            await pilote.press(touche)
            await pose(pilote)
        for champ in pilote.app.screen.query(Input):
            champ.cursor_blink = False
        await pilote.pause()

    assert snap_compare(app, terminal_size=taille, run_before=avant)


@pytest.mark.parametrize("taille", [PETIT, GRAND, MINCE])
def test_secours(app: CoachApp, snap_compare: Comparer, taille: tuple[int, int]) -> None:
    """Les lignes d'aide, sur la séance."""

    async def avant(pilote: Pilot[None]) -> None:
        pilote.app.push_screen(EcranSecours("BE", "detresse", "feminin"))
        await pose(pilote)

    assert snap_compare(app, terminal_size=taille, run_before=avant)
