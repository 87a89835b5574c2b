"""Ce que tous les écrans partagent : s'ouvrir d'un coup.

Textual reprend le style d'un écran neuf, le met en page et le peint trois fois pendant qu'il
s'ouvre. Ici, ce qui est déjà fait ne se refait pas : il se peint une fois, quand il est prêt.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, cast

from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.css.model import RuleSet
from textual.geometry import Size
from textual.screen import ModalScreen, Screen, ScreenResultType

from coach.tui.gestes import fermer_d_une_fenetre
from coach.tui.paroles import dire

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]
"""Une règle est elle-même : Textual le dit en Python, et le demande 20 000 fois par écran."""


def largeurs(large: int = 0) -> list[tuple[int, str]]:
    """Les paliers de largeur : à l'étroit, à l'aise, et, dès `large` colonnes, deux volets."""
    paliers = [(0, "-mince"), (72, "-moyen")]
    return [*paliers, (large, "-large")] if large else paliers


def hauteurs() -> list[tuple[int, str]]:
    """Les paliers de hauteur : sous trente lignes, les blancs se resserrent."""
    return [(0, "-bas"), (30, "-haut")]


class Ecran(Screen[ScreenResultType], Generic[ScreenResultType]):
    """Un écran du coach, peint une fois en s'ouvrant ; chacun met le curseur où il faut."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    HORIZONTAL_BREAKPOINTS = largeurs()

    _s_ouvre = True
    _muet = False
    _en_page: Size | None = None
    _prevenue_de = ""
    _a_rendre: tuple[ScreenResultType | None] | None = None

    @property
    def coach(self) -> "CoachApp":
        """L'application."""
        return cast("CoachApp", self.app)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Ferme cet écran, et lui seul : une touche venue trop tard n'en ferme pas un autre.

        Couvert par un autre, il se fermera quand on y reviendra.
        """
        if self.is_active:
            return super().dismiss(result)
        if self in self.app.screen_stack:
            self._a_rendre = (result,)
        return AwaitComplete()

    def _se_fermer(self) -> None:
        """Se ferme maintenant qu'on y revient, si rien d'autre ne l'a fait."""
        if self._a_rendre is not None and self.is_active:
            super().dismiss(*self._a_rendre)

    def perdrait(self) -> str:
        """Ce qui est tapé ici et que partir perdrait ; vide quand tout est gardé."""
        return ""

    def peut_partir(self) -> bool:
        """Vrai si partir ne perd rien, ou si la personne, prévenue, le redemande."""
        prevenue = self.prevenue(self.perdrait())
        if not prevenue:
            self.notify(dire("application.perdrait"), markup=False, severity="warning", timeout=10)
        return prevenue

    def prevenue(self, texte: str) -> bool:
        """Vrai si ce texte, qui se perdrait, est vide ou fut déjà annoncé ; sinon il l'est."""
        deja = texte in ("", self._prevenue_de)
        self._prevenue_de = texte
        return deja

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
        if self._a_rendre is not None:
            self.call_next(self._se_fermer)

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
    """Une fenêtre par-dessus un écran, qui reste visible ; fermer le coach s'y peut aussi."""

    BINDINGS: ClassVar[list[BindingType]] = [fermer_d_une_fenetre()]
