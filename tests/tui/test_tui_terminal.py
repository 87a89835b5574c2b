"""Le terminal qui s'en va : sa fenêtre se ferme, le programme aussi."""

import os
import signal
from types import FrameType

import pytest

from coach.tui.terminal import restitution

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGCONT"), reason="ni SIGHUP ni SIGCONT ici")


def test_une_fenetre_fermee_ferme_le_coach_et_ne_le_rallume_pas() -> None:
    """Le système envoie l'adieu, puis le réveil, auquel Textual répond en se rallumant."""
    recus: list[str] = []
    avant = signal.getsignal(signal.SIGHUP)  # une suite lancée par nohup l'ignore

    def rallumer(_signal: int, _cadre: FrameType | None) -> None:
        recus.append("rallumé")

    with restitution.tenu(lambda: recus.append("fermé")):
        signal.signal(signal.SIGCONT, rallumer)
        os.kill(os.getpid(), signal.SIGCONT)
        assert recus == ["rallumé"], "revenir de Ctrl+Z rallume"
        os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGCONT)
        assert recus == ["rallumé", "fermé"]
    assert signal.getsignal(signal.SIGHUP) is avant
    assert signal.getsignal(signal.SIGCONT) is signal.SIG_DFL
