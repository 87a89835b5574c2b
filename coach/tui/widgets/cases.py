"""Des valeurs où choisir : une seule (•), ou plusieurs [x] ; au clavier et à la souris."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.reglages.valeurs import Choix
from coach.tui import gestes
from coach.tui.peinture.paragraphe import Paragraphe

_PLUSIEURS = {True: "[x]", False: "[ ]"}
_UNE = {True: "(•)", False: "( )"}


class Cases(OptionList):
    """Des choix numérotés. `multiple` : plusieurs se cochent ; sinon, l'un remplace l'autre."""

    AIDE = "choix"
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(gestes.CHOIX)

    @dataclass
    class Valide(Message):
        """La personne s'en tient à ces valeurs, dans l'ordre de la liste."""

        valeurs: tuple[str, ...]

    def __init__(
        self,
        *,
        multiple: bool = False,
        id: str | None = None,  # noqa: A002 (nom de Textual)
    ) -> None:
        super().__init__(id=id, markup=False)
        self.multiple = multiple
        self._offerts: tuple[Choix, ...] = ()
        self._cochees: set[str] = set()

    def proposer(self, choix: Sequence[Choix], cochees: Iterable[str]) -> None:
        """Offre ces choix ; le curseur va au premier qui est coché."""
        self._offerts = tuple(choix)
        self._cochees = set(cochees)
        self.set_options(Option(self._ligne(n)) for n in range(len(self._offerts)))
        rangs = (n for n, c in enumerate(self._offerts) if c.valeur in self._cochees)
        self.highlighted = next(rangs, 0)

    @property
    def cochees(self) -> tuple[str, ...]:
        """Les valeurs cochées, dans l'ordre de la liste."""
        return tuple(c.valeur for c in self._offerts if c.valeur in self._cochees)

    @property
    def visee(self) -> str | None:
        """La valeur sous le curseur."""
        return self._offerts[self.highlighted].valeur if self.highlighted is not None else None

    def _ligne(self, rang: int) -> Paragraphe:
        choix = self._offerts[rang]
        signes = _PLUSIEURS if self.multiple else _UNE
        tete = f"{rang + 1}. {signes[choix.valeur in self._cochees]} "
        return Paragraphe(choix.libelle, tete=tete)

    def _cocher(self, rang: int) -> None:
        valeur = self._offerts[rang].valeur
        self.highlighted = rang
        self._cochees = self._cochees ^ {valeur} if self.multiple else {valeur}
        for autre in range(len(self._offerts)):
            self.replace_option_prompt_at_index(autre, self._ligne(autre))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Espace ou un clic coche."""
        event.stop()
        self._cocher(event.option_index)

    def action_valider(self) -> None:
        """Entrée : ce qui est coché, ou la ligne sous le curseur d'une liste à choix unique."""
        if not self.multiple and self.highlighted is not None:
            self._cocher(self.highlighted)
        self.post_message(self.Valide(self.cochees))

    def on_key(self, event: events.Key) -> None:
        """Un chiffre coche sa ligne."""
        caractere = event.character or ""
        if caractere.isdecimal() and 1 <= int(caractere) <= len(self._offerts):
            self._cocher(int(caractere) - 1)
            event.stop()
            event.prevent_default()
