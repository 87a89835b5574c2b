"""Ce qui se prépare pendant que l'accueil se lit : le carnet, les écrans, le passé d'une séance."""

import asyncio
import gc
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from rich.text import Text

from coach.carnet.erreurs import ErreurDeCarnet

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

_LE_TEMPS_DE_PEINDRE = 0.2
"""Secondes laissées à l'accueil avant d'ouvrir le carnet derrière lui."""

_LE_TEMPS_DE_CHARGER = 3.0
"""Secondes avant que ce qui est chargé le soit pour toujours, quand une séance s'ouvre d'abord."""

Travail = Callable[[], Coroutine[Any, Any, None]]


class Preparation:
    """Ce qu'une application fait d'avance, à côté de son écran, pour que la suite n'attende pas."""

    def __init__(self, app: "CoachApp") -> None:
        self._app = app
        self._relu: tuple[int, int] | None = None

    def bientot(self) -> None:
        """Prépare tout, l'accueil une fois peint."""
        self._app.set_timer(_LE_TEMPS_DE_PEINDRE, self.tout)

    def tout(self) -> None:
        """Ouvre le carnet, puis charge ce qu'une séance demande."""
        self._lancer(self._tout)

    def la_suite(self) -> None:
        """Relit d'avance ce qu'une séance demandera du passé, l'accueil une fois peint."""
        if self._app.porte.ouverte:
            self._app.set_timer(_LE_TEMPS_DE_PEINDRE, self._lancer_la_suite)

    def figer_plus_tard(self) -> None:
        """Une séance s'ouvre d'abord : elle charge elle-même, et ce qu'elle a chargé reste."""
        self._app.set_timer(_LE_TEMPS_DE_CHARGER, _alleger_le_menage)

    def _lancer_la_suite(self) -> None:
        self._lancer(self._la_suite)

    def _lancer(self, travail: Travail) -> None:
        """Le confie à l'application : il s'arrête avec elle, ou quand le même recommence."""
        self._app.run_worker(
            travail,  # type: ignore[arg-type]  # jamais appelé si l'application se ferme avant
            group=travail.__name__,
            exit_on_error=False,
            exclusive=True,
        )

    async def _la_suite(self) -> None:
        await asyncio.to_thread(self._relire_le_passe)

    async def _tout(self) -> None:
        app = self._app
        if not app.porte.ouverte:
            try:
                await asyncio.to_thread(lambda: app.porte.carnet)
            except ErreurDeCarnet as erreur:
                app.exit(return_code=1, message=Text(str(erreur)))
                return
            app.avertir()
        await asyncio.to_thread(app.preferences.charger)
        app.preferences.avertir()
        await asyncio.to_thread(_charger)
        await app.preparer_les_feuilles()
        await asyncio.to_thread(self._relire_le_passe)
        _alleger_le_menage()

    def _relire_le_passe(self) -> None:
        from coach import assemblage

        app = self._app
        with suppress(ErreurDeCarnet):  # c'est en ouvrant la séance que cela se dira
            if self._relu != (version := app.carnet.version()):
                assemblage.histoire(app.carnet)
                for reprise in app.porte.apercu(app.horloge()).a_reprendre[:1]:
                    assemblage.histoire(app.carnet, reprise.id)
                self._relu = version


def _charger() -> None:
    """Importe et amorce ce que chaque écran demandera, les plus proches de l'accueil d'abord."""
    from coach.tui import prechargement

    prechargement.charger()


def _alleger_le_menage() -> None:
    """Ce qui est chargé reste : le reparcourir à chaque ménage figerait un quart de seconde."""
    gc.freeze()
    gc.set_threshold(2_000, 20, 50)
