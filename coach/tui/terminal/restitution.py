"""Le terminal, rendu comme on l'a trouvé : après un plantage aussi."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from coach.tui.terminal import collage

REPARER = (
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # la souris
    "\x1b[?1004l"  # l'avis de fenêtre active
    "\x1b[?2004l"  # le collage encadré
    "\x1b[?25h"  # le curseur
)
"""Ce qu'une interface tuée net laisse derrière elle, et qui gêne la suivante."""

_ADIEUX = ("SIGTERM", "SIGHUP")
_REVEIL: int | None = getattr(signal, "SIGCONT", None)


def reparer(sortie: TextIO | None = None) -> None:
    """Défait ce qu'une interface tuée a pu laisser ; n'écrit qu'à un terminal, comme Textual."""
    sortie = sortie or sys.__stderr__
    if sortie is not None and sortie.isatty():
        sortie.write(REPARER)
        sortie.flush()


def _ne_pas_se_rallumer(_signal: int, _cadre: FrameType | None) -> None:
    """Ce que fait le réveil du système quand le programme s'en va."""


@contextmanager
def tenu(fermer: Callable[[], None]) -> Iterator[None]:
    """Répare le terminal avant et après ; un signal de fin ferme l'interface au lieu de la tuer.

    Ce qui s'y colle n'est que du texte. Quand la fenêtre du terminal se ferme, le système réveille
    aussi le programme, que Textual rallumerait sur un terminal qui n'est plus là : il tournerait
    sans fin, la séance encore prise.
    """

    def adieu(_signal: int, _cadre: FrameType | None) -> None:
        if _REVEIL is not None:
            signal.signal(_REVEIL, _ne_pas_se_rallumer)
        fermer()

    avant = {
        numero: signal.signal(numero, adieu)
        for nom in _ADIEUX
        if (numero := getattr(signal, nom, None)) is not None
    }
    collage.proteger()
    reparer()
    try:
        yield
    finally:
        reparer()
        for numero, ancien in avant.items():
            signal.signal(numero, ancien)
        if _REVEIL is not None:
            signal.signal(_REVEIL, signal.SIG_DFL)
