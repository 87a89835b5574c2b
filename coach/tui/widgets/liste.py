"""Une liste qui laisse à son écran Entrée et les flèches de côté."""

from collections.abc import Iterable, Sequence
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

    def remplir(self, options: Sequence[Option], voulue: str = "", sinon: int = 0) -> None:
        """D'autres lignes ; le curseur reste à la sienne si elle y est encore.

        `voulue` : l'identifiant où l'on était, quand rien n'est choisi ; `sinon` : le rang à partir
        duquel prendre la première ligne qui se choisit.
        """
        ancienne = self.highlighted_option.id if self.highlighted_option else voulue
        self.set_options(options)
        libres = [n for n, option in enumerate(options) if not option.disabled]
        meme = [n for n in libres if ancienne and options[n].id == ancienne]
        suivantes = [n for n in libres if n >= sinon]
        self.highlighted = next(iter(meme or suivantes or libres), None)

    def refaire(self, options: Iterable[Option]) -> None:
        """D'autres lignes à la place des siennes ; le curseur reste à la même."""
        rang = self.highlighted
        self.set_options(options)
        self.highlighted = rang

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id, markup=False)
