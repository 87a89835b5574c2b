"""Une liste qui laisse à son écran Entrée et les flèches de côté."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Liste(OptionList, inherit_bindings=False):
    """Les flèches, les pages, le début et la fin y déplacent le curseur ; un clic choisit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]

    def refaire(self, options: Iterable[Option]) -> None:
        """D'autres lignes à la place des siennes ; le curseur reste à la même."""
        rang = self.highlighted
        self.set_options(options)
        self.highlighted = rang

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id, markup=False)
