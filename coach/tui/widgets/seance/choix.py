"""Une liste où cocher : au clavier (chiffres, flèches, espace, Entrée) ou à la souris."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.modeles.evenements import OptionProposee
from coach.tui import gestes
from coach.tui.peinture.lecture import Paragraphe

_COCHE = {True: "[x]", False: "[ ]"}

_MEME_PHRASE = 1.0
"""Secondes au plus entre deux frappes d'une même phrase."""


class Choix(OptionList):
    """Des options numérotées. `multiple` : plusieurs se cochent, puis Entrée les valide."""

    AIDE = "choix"
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(gestes.CHOIX)

    @dataclass
    class Valide(Message):
        """La personne a choisi ces valeurs, dans l'ordre de la liste."""

        valeurs: tuple[str, ...]

    @dataclass
    class Ecrit(Message):
        """La personne s'est mise à taper ses propres mots."""

        caractere: str

    class PasDeMots(Message):
        """La personne tape des mots là où seules les lignes de la liste répondent."""

    class RienDeCoche(Message):
        """Entrée, sans rien de coché."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id, markup=False)
        self.multiple = False
        self._offertes: tuple[OptionProposee, ...] = ()
        self._cochees: set[str] = set()
        self._mots = True
        self._ecrit = False
        self._frappee = 0.0

    @property
    def cochees(self) -> tuple[str, ...]:
        """Les valeurs cochées, dans l'ordre de la liste."""
        return tuple(o.valeur for o in self._offertes if o.valeur in self._cochees)

    def proposer(
        self, options: Sequence[OptionProposee], *, multiple: bool, mots: bool = True
    ) -> None:
        """Offre ces options, rien de coché ; `mots` : la personne peut aussi taper les siens."""
        self.multiple, self._mots = multiple, mots
        self._offertes = tuple(options)
        self._cochees = set()
        self._ecrit = False
        self.set_options(Option(self._ligne(n)) for n in range(len(self._offertes)))
        self.highlighted = 0 if options else None

    def _ligne(self, rang: int) -> Paragraphe:
        option = self._offertes[rang]
        coche = f"{_COCHE[option.valeur in self._cochees]} " if self.multiple else ""
        return Paragraphe(option.libelle, tete=f"{rang + 1:>2}. {coche}")

    def _cocher(self, rang: int) -> None:
        """Coche ou décoche ; une liste à choix unique répond aussitôt."""
        valeur = self._offertes[rang].valeur
        self.highlighted = rang
        if not self.multiple:
            self.post_message(self.Valide((valeur,)))
            return
        self._cochees ^= {valeur}
        self.replace_option_prompt_at_index(rang, self._ligne(rang))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Espace ou un clic coche."""
        event.stop()
        self._cocher(event.option_index)

    def action_valider(self) -> None:
        """Entrée : valide ce qui est coché, ou la ligne choisie d'une liste à choix unique."""
        if self.highlighted is not None and not self.multiple:
            self._cocher(self.highlighted)
        elif self._cochees:
            self.post_message(self.Valide(self.cochees))
        else:
            self.post_message(self.RienDeCoche())

    def on_focus(self) -> None:
        """La personne revient à la liste : ses touches choisissent à nouveau."""
        self._ecrit = False

    def on_key(self, event: events.Key) -> None:
        """Un chiffre coche sa ligne ; une lettre commence une réponse dans ses propres mots.

        Ce qui suit cette lettre est de la même phrase, tapée avant que le champ ait le curseur.
        """
        caractere = event.character or ""
        if self._ecrit and event.is_printable:
            self.post_message(self.Ecrit(caractere))
        elif self._phrase_refusee(event):
            self.post_message(self.PasDeMots())
        elif caractere.isdigit() and 1 <= int(caractere) <= min(9, len(self._offertes)):
            self._cocher(int(caractere) - 1)
        elif caractere.isalpha() and self._mots:
            self._ecrit = True
            self.post_message(self.Ecrit(caractere))
        else:
            return
        event.stop()
        event.prevent_default()

    def _phrase_refusee(self, event: events.Key) -> bool:
        """Vrai d'une lettre, là où les mots ne répondent pas, et de ce qui la suit aussitôt.

        Les espaces, les chiffres et l'Entrée d'une phrase ne choisissent rien.
        """
        suit = event.time - self._frappee < _MEME_PHRASE
        lettre = (event.character or "").isalpha()
        if self._mots or not (lettre or (suit and (event.is_printable or event.key == "enter"))):
            self._frappee = 0.0
            return False
        self._frappee = event.time
        return True
