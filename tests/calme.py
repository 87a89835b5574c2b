"""Attendre que l'interface n'ait plus rien à faire, que la machine soit vive, lente ou occupée.

Le pilote de Textual juge au temps de processeur : un essai à qui l'on n'en donne pas lui paraît
avoir fini. Ici, on regarde ce qui reste à faire : tâches prêtes, travaux d'arrière-plan, peinture.
"""

import asyncio
from time import monotonic

import pytest
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

AU_PLUS = 120.0
"""Secondes avant de dire que l'interface ne se pose jamais."""

BREF = 1.0
"""Secondes : une minuterie plus longue (un avis qui s'efface) ne fait pas partie d'un geste."""

_TOURS = 3
"""Tours de boucle de suite sans rien à faire."""

_UN_INSTANT = 0.005
"""Secondes laissées à un travail d'arrière-plan, à une minuterie."""


async def calme(min_sleep: float = 0.0, max_sleep: float = AU_PLUS) -> None:
    """Rend la main quand plus rien n'est en train : à la place de `wait_for_idle` de Textual.

    Les minuteries n'en sont pas : ce qu'elles feront s'attend par ce qu'on en voit (`Banc.jusque`),
    ou par `pose`. Les deux durées sont celles de Textual, et ne servent pas.
    """
    fin, tours = monotonic() + AU_PLUS, 0
    while tours < _TOURS:
        if monotonic() > fin:
            raise AssertionError(f"l'interface ne se pose pas : {_en_train()}")
        await asyncio.sleep(0)
        if _d_autres_sont_pretes():
            tours = 0
        elif _en_train():
            tours = 0
            await asyncio.sleep(_UN_INSTANT)
        elif _peindre():
            tours = 0
        else:
            tours += 1


async def pose(pilote: Pilot[None]) -> None:
    """Attend en plus les minuteries brèves, et que deux peintures de suite soient pareilles."""
    fin, avant = monotonic() + AU_PLUS, ""
    while True:
        await pilote.pause()
        vu = "" if _minuteries(pilote.app) else _peinture(pilote.app.screen)
        if vu and vu == avant:
            return
        if monotonic() > fin:
            raise AssertionError(f"l'écran ne se pose pas : {_minuteries(pilote.app)}")
        avant = vu
        await asyncio.sleep(_UN_INSTANT)


def sans_clignoter(app: App[None]) -> None:
    """Le curseur reste allumé : une image ne dépend pas de l'instant où elle est prise."""
    for champ in app.screen.query("Input, TextArea"):
        if isinstance(champ, Input | TextArea):
            champ.cursor_blink = False


def au_calme(monkeypatch: pytest.MonkeyPatch) -> None:
    """Le pilote attend désormais ainsi, à chaque touche et à chaque pause."""
    monkeypatch.setattr("textual.app.wait_for_idle", calme)
    monkeypatch.setattr("textual.pilot.wait_for_idle", calme)


def _d_autres_sont_pretes() -> bool:
    """Vrai si une autre tâche passera au prochain tour : asyncio ne le dit nulle part ailleurs."""
    return bool(asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]


def _en_train() -> list[str]:
    """Ce qui se fait hors de la boucle, ou avec elle, et finira."""
    app = active_app.get()
    if app._exit or not app.is_running:
        return []
    travaux = [f"{w.name} ({w.group})" for w in app.workers if w.is_running]
    if app._batch_count:
        travaux.append("un écran se monte")
    if app._resize_event is not None:
        travaux.append("une autre taille")
    if not app.animator._complete_event.is_set():
        travaux.append("une animation")
    return travaux


def _peindre() -> bool:
    """Peint tout de suite ce qui doit l'être, sans attendre le prochain soixantième de seconde."""
    app = active_app.get()
    if app._exit or not app.screen_stack or not (ecran := app.screen).is_running:
        return False
    if not _a_peindre(ecran):
        return False
    ecran._on_timer_update()
    return True


def _a_peindre(ecran: Screen[object]) -> bool:
    return bool(
        ecran._layout_required
        or ecran._scroll_required
        or ecran._repaint_required
        or ecran._recompose_required
        or ecran._dirty_widgets
        or ecran._callbacks
    )


def _minuteries(app: App[None]) -> list[str]:
    """Les minuteries brèves qui n'ont pas encore sonné."""
    pieces = [app, *app.screen.walk_children(with_self=True)]
    return [
        f"{minuterie.name} de {piece}"
        for piece in pieces
        for minuterie in piece._timers
        if minuterie._repeat == 0
        and minuterie._interval <= BREF
        and minuterie._task is not None
        and not minuterie._task.done()
        and minuterie._active.is_set()
    ]


def _peinture(ecran: Screen[object]) -> str:
    return "\n".join(
        "".join(f"{morceau.text}{morceau.style}" for morceau in ligne)
        for ligne in ecran._compositor.render_strips()
    )
