"""Quelques images des écrans, pour voir ce qui change : peu, et toujours les mêmes.

Elles se comparent sous la version de Python qui les a prises ; ailleurs, les autres essais
suffisent.
"""

from types import SimpleNamespace

import pytest
from banc_tui import Banc
from calme import pose
from images import Avant, Comparer, sous_la_meme_version
from textual.pilot import Pilot

from coach.tui.application import CoachApp

pytestmark = sous_la_meme_version


RECIT = (
    "Elle est arrivée avec vingt minutes de retard. J’avais la boule au ventre. "
    "Elle était de mauvaise foi."
)


def en_seance(*, ecrit: str = "") -> Avant:
    """Reprend la séance, et y écrit."""

    async def avant(pilote: Pilot[None]) -> None:
        assert isinstance(pilote.app, CoachApp)
        b = Banc(pilote.app, pilote)
        await b.touches("r")
        await b.jusque(lambda: b.seance.conduite.attendu())
        await b.coller(ecrit)
        await b.jusque(lambda: len(b.seance.champ.segments) == 3)
        await b.jusque(lambda: not b.seance.abri.en_cours)

    return avant


async def aux_journaux(pilote: Pilot[None]) -> None:
    """Ouvre les journaux."""
    await pilote.press("j")
    await pilote.pause()


def test_accueil_vide(app: CoachApp, snap_compare: Comparer) -> None:
    assert snap_compare(app, terminal_size=(80, 24))


def test_accueil_plein(remplie: CoachApp, snap_compare: Comparer) -> None:
    assert snap_compare(remplie, terminal_size=(80, 24))


@pytest.mark.parametrize("taille", [(80, 24), (120, 40), (60, 20)])
def test_seance(remplie: CoachApp, snap_compare: Comparer, taille: tuple[int, int]) -> None:
    assert snap_compare(remplie, terminal_size=taille, run_before=en_seance(ecrit=RECIT))


def test_journaux(remplie: CoachApp, snap_compare: Comparer) -> None:
    assert snap_compare(remplie, terminal_size=(80, 24), run_before=aux_journaux)


@pytest.mark.parametrize("taille", [(120, 40), (60, 20)])
def test_accueil_vide_ailleurs(
    app: CoachApp, snap_compare: Comparer, taille: tuple[int, int]
) -> None:
    assert snap_compare(app, terminal_size=taille)


@pytest.mark.parametrize("theme", ["clair", "contraste"])
def test_accueil_selon_le_theme(remplie: CoachApp, snap_compare: Comparer, theme: str) -> None:
    remplie.theme = theme
    assert snap_compare(remplie, terminal_size=(80, 24))


@pytest.mark.parametrize("theme", ["clair", "contraste"])
def test_seance_selon_le_theme(remplie: CoachApp, snap_compare: Comparer, theme: str) -> None:
    remplie.theme = theme
    assert snap_compare(remplie, run_before=en_seance(ecrit=RECIT), terminal_size=(120, 40))


async def au_diagnostic(pilote: Pilot[None]) -> None:
    """Ouvre le diagnostic."""
    await pilote.app.run_action("app.diagnostic")
    await pose(pilote)


@pytest.mark.parametrize("taille", [(80, 24), (120, 40)])
def test_diagnostic(
    app: CoachApp,
    snap_compare: Comparer,
    monkeypatch: pytest.MonkeyPatch,
    taille: tuple[int, int],
) -> None:
    """Le relevé tient à la machine : ici, un relevé d'emprunt, de même forme."""
    lignes = ["Versions", "  Coach réflexif : 1.0", "", "Dossiers", "  Carnet : ~/carnet", ""]
    lignes += ["Carnet", "  Intégrité : rien d’anormal", "  Séances : 3", "", "Terminal"]
    lignes += ["  Taille : 80 colonnes, 24 lignes"]
    releve = SimpleNamespace(lignes=lambda: lignes)
    monkeypatch.setattr("coach.tui.ecrans.diagnostic.relever", lambda *_, **__: releve)
    assert snap_compare(app, terminal_size=taille, run_before=au_diagnostic)
