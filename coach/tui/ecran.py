"""Ce que tous les écrans partagent : s'ouvrir d'un coup.

Textual reprend le style d'un écran neuf, le met en page et le peint trois fois pendant qu'il
s'ouvre. Ici, ce qui est déjà fait ne se refait pas : il se peint une fois, quand il est prêt.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, cast

from textual import events
from textual.css.model import RuleSet
from textual.geometry import Size
from textual.screen import ModalScreen, Screen, ScreenResultType

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]
"""Une règle est elle-même : Textual le dit en Python, et le demande 20 000 fois par écran."""


class Ecran(Screen[ScreenResultType], Generic[ScreenResultType]):
    """Un écran du coach, peint une fois en s'ouvrant ; chacun met le curseur où il faut."""

    AUTO_FOCUS: ClassVar[str | None] = ""

    _s_ouvre = True
    _muet = False
    _en_page: Size | None = None

    @property
    def coach(self) -> "CoachApp":
        """L'application."""
        return cast("CoachApp", self.app)

    def repeindre(self) -> None:
        """Le thème a changé : refait ce qui en porte les couleurs, comme si l'on y revenait."""
        revenir: Callable[[], object] | None = getattr(self, "on_screen_resume", None)
        if revenir is not None:
            self.call_next(revenir)

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """La première fois, les pièces viennent de prendre leur style : seul l'écran le reprend."""
        if self._s_ouvre and event.refresh_styles and not self.stack_updates:
            event.refresh_styles = False
            self.app.stylesheet.apply(self)

    def _screen_resized(self, size: Size) -> None:
        """À la même taille, la mise en page vaut encore ; ce qui a changé depuis s'annonce."""
        if size != self._en_page:
            super()._screen_resized(size)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Tant que l'écran se monte, une mise en page serait à refaire : elle attend la fin."""
        if self._s_ouvre:
            self._layout_required = True
            return
        self._en_page = self.outer_size if size is None else size
        super()._refresh_layout(size, scroll)

    def _compositor_refresh(self) -> None:
        if not (self._s_ouvre or self._muet):
            super()._compositor_refresh()

    def _on_timer_update(self) -> None:
        """L'écran est prêt : il se met en page et se peint."""
        if self._s_ouvre and self.is_current and self.stack_updates and not self.app._batch_count:
            self._s_ouvre = self._layout_required = False
            self._muet = self._repaint_required = True
            self._refresh_layout(self.app.size)
            self._muet = False
            if self._layout_required:
                self._repaint_required = False
        super()._on_timer_update()


class Fenetre(ModalScreen[ScreenResultType], Ecran[ScreenResultType]):
    """Une fenêtre par-dessus un écran, qui reste visible."""
