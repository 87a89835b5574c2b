"""Des pièces à faire défiler : celles qui se voient d'abord, les autres une fois l'écran peint."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.tui.widgets.peint import Peint

_A_LA_FOIS = 8
"""Pièces montées ensuite, à chaque fois."""

_RESPIRATION = 0.05
"""Secondes laissées à la première peinture, puis aux frappes entre deux fois."""

_BORDS = 8
"""Cellules que prennent les marges : une ligne n'est jamais plus large."""


class Suite(VerticalScroll, can_focus=True):
    """Ces pièces, dans l'ordre ; au premier affichage, ce qu'il en faut pour remplir l'écran."""

    def __init__(self, pieces: Iterable[Widget], *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id)
        self._reste = list(pieces)

    def compose(self) -> ComposeResult:
        """Ce qui se voit d'abord."""
        yield from self._prendre(self._a_l_ecran())

    def on_mount(self) -> None:
        """La suite vient une fois l'écran peint."""
        if not self.entiere:
            self.set_timer(_RESPIRATION * 2, self._poursuivre)

    def _a_l_ecran(self) -> int:
        """Combien de pièces, au moins, remplissent un écran."""
        largeur, vide = max(8, self.app.size.width - _BORDS), self.app.size.height
        for rang, piece in enumerate(self._reste):
            if vide <= 0:
                return rang
            vide -= _lignes(piece, largeur) if piece.display else 0
        return len(self._reste)

    @property
    def entiere(self) -> bool:
        """Vrai quand toutes ses pièces sont montées."""
        return not self._reste

    def _prendre(self, nombre: int) -> list[Widget]:
        pieces, self._reste = self._reste[:nombre], self._reste[nombre:]
        return pieces

    async def _poursuivre(self) -> None:
        """Monte quelques pièces de plus, puis laisse la main."""
        await self.mount_all(self._prendre(_A_LA_FOIS))
        if not self.entiere:
            self.set_timer(_RESPIRATION, self._poursuivre)

    async def completer(self) -> None:
        """Monte tout ce qui manque encore."""
        await self.mount_all(self._prendre(len(self._reste)))

    def action_scroll_end(self) -> None:
        """Va tout au bout, y compris de ce qui n'était pas encore monté."""
        self.call_later(self._au_bout)

    async def _au_bout(self) -> None:
        await self.completer()
        self.call_after_refresh(self.scroll_end, animate=False, immediate=True)


def _lignes(piece: Widget, largeur: int) -> int:
    """Les lignes que prend cette pièce, au moins."""
    if not isinstance(piece, Peint):
        return 1
    return sum(1 + len(ligne) // largeur for ligne in piece.texte_nu.split("\n"))
