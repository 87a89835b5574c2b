"""« Ce que j'entends » : les passages lus, par nature ; une lettre suffit à les corriger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.modeles.lecture import Nature
from coach.modeles.texte import sans_commandes
from coach.tui.messages import dire
from coach.tui.peinture import Paragraphe, style_de
from coach.tui.recit import Entendu


class ListeEntendue(OptionList):
    """Les passages, corrigés par f, o, e et expliqués par p."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "corriger('fait')", show=False),
        Binding("o", "corriger('opinion')", show=False),
        Binding("e,é", "corriger('emotion')", show=False),
        Binding("p,enter", "expliquer", show=False),
    ]

    @dataclass
    class Corrige(Message):
        """La personne dit la nature d'un passage."""

        entendu: Entendu
        nature: Nature

    @dataclass
    class Explique(Message):
        """Une phrase à montrer sous la liste."""

        phrase: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id, markup=False)
        self._lignes: list[Entendu | None] = []

    def montrer(self, entendus: Mapping[Nature, Sequence[Entendu]]) -> None:
        """Met la liste à jour ; le passage choisi le reste s'il y est encore."""
        choisi = self._choisi
        options: list[Option] = []
        self._lignes = []
        for ligne, entendu in self._en_lignes(entendus):
            options.append(Option(ligne, disabled=entendu is None))
            self._lignes.append(entendu)
        self.set_options(options)
        if choisi:
            self.highlighted = next(
                (n for n, e in enumerate(self._lignes) if e and _meme(e, choisi)), None
            )

    def _en_lignes(
        self, entendus: Mapping[Nature, Sequence[Entendu]]
    ) -> Iterator[tuple[Text | Paragraphe, Entendu | None]]:
        couleurs = self.app.theme_variables
        for nature, passages in entendus.items():
            if passages:
                titre = dire(f"ecoute.{nature}", nombre=len(passages))
                style = style_de(nature, couleurs)
                yield Text(f"{nature.marque}  {titre}", style=style), None
            for entendu in passages:
                yield _passage(entendu, couleurs), entendu

    @property
    def _choisi(self) -> Entendu | None:
        return self._lignes[self.highlighted] if self.highlighted is not None else None

    def action_corriger(self, nature: str) -> None:
        """Corrige le passage choisi, s'il est envoyé."""
        if self._choisi and self._choisi.reponse:
            self.post_message(self.Corrige(self._choisi, Nature(nature)))
        else:
            cle = "ecoute.pas_encore" if self._choisi else "ecoute.rien"
            self.post_message(self.Explique(dire(cle)))

    def action_expliquer(self) -> None:
        """Dit quels mots ont fait pencher la lecture du passage choisi."""
        from coach.analyse import expliquer

        phrase = expliquer(self._choisi.segment) if self._choisi else dire("ecoute.rien")
        self.post_message(self.Explique(phrase))


class Ecoute(Vertical):
    """Le panneau : son titre, la liste, ce qu'on peut y faire, et une explication."""

    def compose(self) -> ComposeResult:
        """Le titre en haut, les touches en bas."""
        yield Static(dire("ecoute.titre"), classes="titre", markup=False)
        yield Static(dire("ecoute.vide"), classes="vide", markup=False)
        yield ListeEntendue(id="entendus")
        yield Static(classes="pourquoi", markup=False)
        yield Static(dire("ecoute.touches"), classes="touches", markup=False)

    def montrer(self, entendus: Mapping[Nature, Sequence[Entendu]]) -> None:
        """Met le panneau à jour."""
        self.set_class(not any(entendus.values()), "-vide")
        self.query_one(ListeEntendue).montrer(entendus)

    @on(ListeEntendue.Explique)
    def expliquer(self, explication: ListeEntendue.Explique) -> None:
        """Montre une explication."""
        ligne = self.query_one(".pourquoi", Static)
        ligne.update(Paragraphe(explication.phrase))
        ligne.display = True

    @on(OptionList.OptionHighlighted)
    def oublier(self) -> None:
        """Une explication ne vaut que pour son passage."""
        self.query_one(".pourquoi").display = False


def _passage(entendu: Entendu, couleurs: Mapping[str, str]) -> Paragraphe:
    """Une ligne : le passage sur une ligne, puis ce qu'il faut en dire."""
    segment = entendu.segment
    texte = sans_commandes(" ".join(segment.texte.split()))
    ligne = Text(texte)
    precisions = []
    if segment.corrige:
        precisions.append(dire("ecoute.choisi"))
    if segment.incertain and not segment.corrige:
        precisions.append(dire("ecoute.hesite"))
    if precisions:
        ligne.append(f" ({', '.join(precisions)})", style=f"italic {couleurs['discret']}")
    if not entendu.reponse:
        ligne.stylize(couleurs["discret"])
    return Paragraphe(ligne, tete="   " if entendu.reponse else dire("ecoute.en_cours"))


def _meme(un: Entendu, autre: Entendu) -> bool:
    """Le même passage de la même réponse, quelle que soit la nature qu'on lui donne."""
    return un.reponse == autre.reponse and un.segment.debut == autre.segment.debut
