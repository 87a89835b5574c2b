"""Ouvrir un écran avant d'avoir lu ce qu'il montre : cela se lit à côté, les touches répondent."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Generic

from textual import work
from textual.screen import ScreenResultType

from coach.erreurs import ErreurEnClair
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire

Avance = Iterable[Callable[[], object] | None]
"""Ce qui se lit d'avance : la parcourir peut lire le carnet, jamais ses pas, qui ne lisent que des
textes et se gardent. Un pas vide laisse seulement la main."""


_D_AFFILEE = 8
"""Pas faits d'affilée : passer d'un fil à l'autre à chacun coûterait plus que certains."""


class EcranQuiAttend(Ecran[ScreenResultType], Generic[ScreenResultType]):
    """S'ouvre sur une phrase d'attente, et se remplit quand c'est lu ; on peut en revenir avant."""

    attend = True
    """Vrai tant que rien n'est encore à montrer."""

    def patienter(self, avance: Avance, ensuite: Callable[[], object]) -> None:
        """Lit d'avance, hors du fil de l'écran, puis fait la suite ; fermer l'écran y renonce."""
        self._patienter(avance, ensuite)

    @work(exclusive=True, group="attente", exit_on_error=False, description="attente")
    async def _patienter(self, avance: Avance, ensuite: Callable[[], object]) -> None:
        try:
            with suppress(ErreurEnClair):  # la suite les rencontrera, et les dira
                await _parcourir(avance)
        except Exception as erreur:  # un texte qui ne se lit pas ne ferme pas le coach
            phrase = dire("attente.echec", nom=type(erreur).__name__)
            self.notify(phrase, markup=False, severity="error", timeout=10)
            self.dismiss(None)
            return
        self.call_later(self._arriver, ensuite)

    def _arriver(self, ensuite: Callable[[], object]) -> None:
        self.attend = False
        ensuite()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tant que l'on attend, on ne peut que revenir."""
        return not self.attend or action == "retour"


async def _parcourir(avance: Avance) -> None:
    """Avance dans la boucle, un peu à la fois ; les pas se font quelques-uns d'affilée, à côté."""
    lot: list[Callable[[], object]] = []
    for pas in avance:
        if pas is None:
            await asyncio.sleep(0)
            continue
        lot.append(pas)
        if len(lot) == _D_AFFILEE:
            await asyncio.to_thread(_faire, lot)
            lot = []
    await asyncio.to_thread(_faire, lot)


def _faire(lot: Iterable[Callable[[], object]]) -> None:
    for pas in lot:
        pas()
