"""Une panne ferme l'interface sur une phrase : une trace montrerait les mots de la personne."""

from pathlib import Path
from traceback import extract_tb

from rich.text import Text
from textual._context import active_message_pump
from textual.app import App
from textual.css.query import NoMatches
from textual.dom import DOMNode

from coach.tui.paroles import dire


class Pudique(App[None]):
    """Une application qui tombe sans rien montrer de ce qui s'écrivait."""

    def __init__(self) -> None:
        super().__init__()
        self._panne = ""

    def _handle_exception(self, error: Exception) -> None:
        """Retient le nom de l'erreur et le lieu dans le code.

        Un écran que l'on quitte à peine ouvert ne trouve plus ses pièces : rien n'est cassé.
        """
        if isinstance(error, NoMatches) and _s_en_va():
            return
        ou = extract_tb(error.__traceback__)[-1] if error.__traceback__ else None
        lieu = f"{Path(ou.filename).name}:{ou.lineno}" if ou else ""
        self._panne = self._panne or dire(
            "application.interrompu", nom=type(error).__name__, lieu=lieu
        )
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Ferme, la phrase pour tout adieu : ce qui tombe à sa suite n'y ajoute rien."""
        self._exit_renderables[:] = [Text(self._panne)]
        self._close_messages_no_wait()


def _s_en_va() -> bool:
    """Vrai si la pièce qui se débat est déjà retirée de l'écran."""
    piece = active_message_pump.get(None)
    return isinstance(piece, DOMNode) and piece._pruning
