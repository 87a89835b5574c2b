"""Des images du premier démarrage et des réglages, pour voir ce qui change : peu, les mêmes.

Elles se comparent sous la version de Python qui les a prises.
"""

from pathlib import Path

import pytest
from banc_tui import Banc, samedi_soir
from images import Avant, Comparer, sous_la_meme_version
from textual.pilot import Pilot

from coach.carnet import Carnet
from coach.tui.application import CoachApp
from coach.tui.ecrans.bienvenue import EcranBienvenue

pytestmark = sous_la_meme_version


TAILLES = [(80, 24), (120, 40)]


@pytest.fixture
def app(carnet: Carnet) -> CoachApp:
    """L'interface ; aucun chemin montré ne dit rien de la machine."""
    carnet.dossier = Path("carnet")
    app = CoachApp(carnet, samedi_soir)
    app.preferences.fichier = Path("reglages.toml")
    return app


def au_premier_demarrage(*touches: str, nom: str = "") -> Avant:
    """Ouvre le premier démarrage, et y avance."""

    async def avant(pilote: Pilot[None]) -> None:
        assert isinstance(pilote.app, CoachApp)
        b = Banc(pilote.app, pilote)
        b.app.accueillir()
        await b.jusque(lambda: isinstance(b.app.screen, EcranBienvenue))
        await b.touches(*touches)
        if nom:
            await b.coller(nom)
            await b.touches("enter")

    return avant


def aux_reglages(*touches: str) -> Avant:
    """Ouvre les réglages, et y avance."""

    async def avant(pilote: Pilot[None]) -> None:
        assert isinstance(pilote.app, CoachApp)
        b = Banc(pilote.app, pilote)
        b.app.action_reglages()
        await b.pilote.pause()
        await b.touches(*touches)

    return avant


@pytest.mark.parametrize("taille", [*TAILLES, (60, 20)])
def test_premiere_page(app: CoachApp, snap_compare: Comparer, taille: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=taille, run_before=au_premier_demarrage())


@pytest.mark.parametrize("taille", TAILLES)
def test_deuxieme_page(app: CoachApp, snap_compare: Comparer, taille: tuple[int, int]) -> None:
    avant = au_premier_demarrage("2", "enter", "2")
    assert snap_compare(app, terminal_size=taille, run_before=avant)


@pytest.mark.parametrize("taille", TAILLES)
def test_troisieme_page(app: CoachApp, snap_compare: Comparer, taille: tuple[int, int]) -> None:
    avant = au_premier_demarrage("2", "enter", "enter", nom="Anaïs")
    assert snap_compare(app, terminal_size=taille, run_before=avant)


@pytest.mark.parametrize("taille", TAILLES)
def test_reglages(app: CoachApp, snap_compare: Comparer, taille: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=taille, run_before=aux_reglages("down"))


def test_reglage_ouvert(app: CoachApp, snap_compare: Comparer) -> None:
    avant = aux_reglages("down", "enter")
    assert snap_compare(app, terminal_size=(80, 24), run_before=avant)


def test_contraste(app: CoachApp, snap_compare: Comparer) -> None:
    avant = aux_reglages(*["down"] * 5, "left")
    assert snap_compare(app, terminal_size=(80, 24), run_before=avant)


def test_sans_couleur(
    carnet: Carnet, snap_compare: Comparer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = CoachApp(carnet, samedi_soir)
    app.preferences.fichier = Path("reglages.toml")
    assert snap_compare(app, terminal_size=(80, 24), run_before=aux_reglages("down", "down"))
