"""Ce que coûtent l'ouverture de chaque écran et chaque frappe, sur un carnet bien rempli.

    python benchmarks/ecrans.py [nombre de séances]

Sans terminal (80 × 24) : d'une touche jusqu'à ce que l'écran soit entièrement repeint. Chaque
écran est ouvert plusieurs fois ; la première paie le chargement du code, dite à part. Les frappes
se font dans la recherche des journaux et dans la phrase de l'accueil.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import cast

RACINE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(RACINE), str(RACINE / "benchmarks")]

from ajout import remplir  # noqa: E402
from textual.app import ComposeResult  # noqa: E402
from textual.pilot import Pilot  # noqa: E402
from textual.screen import Screen  # noqa: E402
from textual.widgets import Footer, Input, OptionList, Static  # noqa: E402

from coach.carnet import Carnet  # noqa: E402
from coach.tui.application import CoachApp  # noqa: E402

SEANCES = 200
TOURS = 7
PLAFOND_ECRAN = 100.0
PLAFOND_FRAPPE = 50.0

ECRANS = {
    "journaux": ("j",),
    "filtres": ("j", "f"),
    "calendrier": ("j", "c"),
    "lecture": ("j", "enter"),
    "protocoles": ("p",),
    "référentiels": ("c",),
    "aide": ("f1",),
}
"""Les touches qui mènent à chaque écran depuis l'accueil ; la dernière est mesurée."""


Duree = tuple[float, float]
"""À l'horloge, et au processeur : la machine peut être occupée ailleurs."""


async def chronometrer(app: CoachApp, touche: str, arrive: Callable[[], object]) -> Duree:
    """Les millisecondes d'une touche jusqu'à ce que `arrive` soit vrai, repeinture comprise."""
    depart, calcul = time.perf_counter(), time.process_time()
    app.simulate_key(touche)
    while not arrive():
        await asyncio.sleep(0.0005)
    peint = asyncio.Event()
    app.screen.call_after_refresh(peint.set)
    await peint.wait()
    app.screen._compositor.render_strips()
    return (time.perf_counter() - depart) * 1000, (time.process_time() - calcul) * 1000


async def ouvrir(pilote: Pilot[None], touches: tuple[str, ...]) -> Duree:
    """Ouvre un écran, mesure sa dernière touche, revient à l'accueil."""
    app = cast(CoachApp, pilote.app)
    if touches[:-1]:
        await pilote.press(*touches[:-1])
        await pilote.pause()
    avant = app.screen
    duree = await chronometrer(
        app, touches[-1], lambda: app.screen is not avant and app.screen.is_mounted
    )
    while len(app.screen_stack) > 1:
        app.pop_screen()
        await pilote.pause()
    return duree


class EcranNu(Screen[None]):
    """Un écran de Textual, le même pied, une liste de deux lignes : ce que coûte d'en ouvrir un."""

    def compose(self) -> ComposeResult:
        """Un texte, une liste, le pied."""
        yield Static("Un écran")
        yield OptionList("une ligne", "une autre")
        yield Footer()


def _dire(nom: str, durees: list[Duree], plafond: float) -> None:
    horloge, calcul = (median(d[n] for d in durees[1:]) for n in (0, 1))
    print(
        f"{nom:14} {horloge:7.1f} ms à l'horloge, {calcul:7.1f} ms au processeur,"
        f" la première fois {durees[0][1]:6.1f}, la pire {max(d[0] for d in durees):6.1f}"
        f" (plafond : {plafond:.0f} ms)"
    )


async def mesurer(carnet: Carnet) -> None:
    """Ouvre chaque écran `TOURS` fois, puis tape."""
    app = CoachApp(carnet)
    async with app.run_test(size=(80, 24)) as pilote:
        await pilote.pause(0.5)
        await app.workers.wait_for_complete()
        app.action_nu = lambda: app.push_screen(EcranNu())  # type: ignore[attr-defined]
        app.bind("z", "nu")
        for nom, touches in {"écran nu": ("z",), **ECRANS}.items():
            _dire(nom, [await ouvrir(pilote, touches) for _ in range(TOURS)], PLAFOND_ECRAN)
        for nom, avant in (("recherche", ("j", "slash")), ("phrase", ("slash",))):
            await pilote.press(*avant)
            await pilote.pause()
            champ = app.screen.query_one(Input)
            frappes = [await chronometrer(app, lettre, _change(champ)) for lettre in "entretien"]
            _dire(nom, frappes, PLAFOND_FRAPPE)
            while len(app.screen_stack) > 1:
                app.pop_screen()
            await pilote.pause()


def _change(champ: Input) -> Callable[[], object]:
    """Vrai quand le champ n'a plus le texte d'à présent."""
    avant = champ.value
    return lambda: champ.value != avant


def main() -> None:
    """Remplit un carnet jetable et mesure."""
    seances = int(sys.argv[1]) if len(sys.argv) > 1 else SEANCES
    with tempfile.TemporaryDirectory() as dossier:
        remplir(Path(dossier) / "carnet", seances)
        with Carnet.ouvrir(Path(dossier) / "carnet") as carnet:
            asyncio.run(mesurer(carnet))


if __name__ == "__main__":
    main()
