"""« Ce que j'entends » : les passages lus, par nature ; une lettre suffit à les corriger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.modeles.lecture import Nature
from coach.modeles.texte import sans_commandes
from coach.tui import gestes
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.paroles import dire
from coach.tui.peinture.lecture import Paragraphe, style_de
from coach.tui.seance.recit import Entendu


class ListeEntendue(OptionList):
    """Les passages, corrigés par f, o, e et expliqués par p ; ceux où l'on hésite d'abord."""

    AIDE = "ecoute"
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(gestes.ECOUTE)

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
        douteux = [e for passages in entendus.values() for e in passages if _hesite(e)]
        if douteux:
            titre = dire("ecoute.a_vous", nombre=len(douteux))
            yield Text(titre, style=f"bold {couleurs['coach']}"), None
        for entendu in douteux:
            yield _passage(entendu, couleurs), entendu
        for nature, passages in entendus.items():
            surs = [e for e in passages if not _hesite(e)]
            if surs:
                titre = dire(f"ecoute.{nature}", nombre=len(surs))
                style = style_de(nature, couleurs)
                yield Text(f"{nature.marque}  {titre}", style=style), None
            for entendu in surs:
                yield _passage(entendu, couleurs), entendu

    @property
    def _choisi(self) -> Entendu | None:
        return self._lignes[self.highlighted] if self.highlighted is not None else None

    def question(self) -> str:
        """Ce que le coach demande du passage choisi ; vide s'il n'hésite pas."""
        choisi = self._choisi
        if choisi is None or not _hesite(choisi):
            return ""
        senti = choisi.segment.nature is Nature.EMOTION or choisi.segment.sous_type in _SENTIS
        return dire("ecoute.vu_ou_pense" if not senti else "ecoute.senti_ou_pense")

    def prendre(self, reponse: str | None = None) -> None:
        """Y met le curseur, sur le premier passage, ou le premier de cette réponse."""
        rangs = [n for n, e in enumerate(self._lignes) if e]
        siens = [n for n in rangs if (e := self._lignes[n]) and e.reponse == reponse]
        if siens or (self.highlighted is None and rangs):
            self.highlighted = (siens or rangs)[0]
        self.focus()

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


EtatDEcoute = Literal["lit", "ne_lit_pas", "finie"]
"""La question qui attend se lit pendant qu'elle s'écrit, ne se lit pas, ou il n'y en a plus."""

_ETATS: Mapping[tuple[EtatDEcoute, bool], str] = {
    ("lit", True): "ecoute.vide",
    ("ne_lit_pas", True): "ecoute.vide_sans_lire",
    ("ne_lit_pas", False): "ecoute.sans_lire",
    ("finie", True): "ecoute.vide_a_la_fin",
}
"""Ce qui se dit en tête du panneau, selon qu'il est vide ou non."""

_SENTIS = {"faux_sentiment"}
"""Sous-types d'opinion qui se disent avec les mots du ressenti."""


class Ecoute(Vertical):
    """Le panneau : son titre, la liste, ce qu'on peut y faire, et une explication."""

    def compose(self) -> ComposeResult:
        """Le titre en haut, les touches en bas."""
        yield Static(dire("ecoute.titre"), classes="titre", markup=False)
        yield Static(dire("ecoute.vide"), classes="etat", markup=False)
        yield ListeEntendue(id="entendus")
        yield Static(classes="pourquoi", markup=False)
        touches = dire("ecoute.touches", **noms_des_touches(self.app))
        yield Static(touches, classes="touches", markup=False)

    def montrer(self, entendus: Mapping[Nature, Sequence[Entendu]], *, etat: EtatDEcoute) -> None:
        """Met le panneau à jour ; `etat` dit ce qu'il en est de la question qui attend."""
        vide = not any(entendus.values())
        self.set_class(vide, "-vide")
        ligne = self.query_one(".etat", Static)
        ligne.update(Paragraphe(dire(_ETATS[etat, vide]) if (etat, vide) in _ETATS else ""))
        ligne.display = (etat, vide) in _ETATS
        self.query_one(ListeEntendue).montrer(entendus)

    @on(ListeEntendue.Explique)
    def expliquer(self, explication: ListeEntendue.Explique) -> None:
        """Montre une explication."""
        self._dire(explication.phrase)

    @on(OptionList.OptionHighlighted)
    def demander(self) -> None:
        """Une explication ne vaut que pour son passage ; d'un passage douteux, on demande."""
        self._dire(self.query_one(ListeEntendue).question())

    def _dire(self, phrase: str) -> None:
        ligne = self.query_one(".pourquoi", Static)
        ligne.update(Paragraphe(phrase))
        ligne.display = bool(phrase)


def _passage(entendu: Entendu, couleurs: Mapping[str, str]) -> Paragraphe:
    """Une ligne : le passage sur une ligne, puis ce qu'il faut en dire."""
    segment = entendu.segment
    texte = sans_commandes(" ".join(segment.texte.split()))
    ligne = Text(texte)
    precisions = []
    if segment.corrige:
        precisions.append(dire("ecoute.choisi"))
    if precisions:
        ligne.append(f" ({', '.join(precisions)})", style=f"italic {couleurs['discret']}")
    if not entendu.reponse:
        ligne.stylize(couleurs["discret"])
    return Paragraphe(ligne, tete="   " if entendu.reponse else dire("ecoute.en_cours"))


def _hesite(entendu: Entendu) -> bool:
    """Le coach hésite, et la personne n'a pas encore tranché."""
    return entendu.segment.incertain and not entendu.segment.corrige


def _meme(un: Entendu, autre: Entendu) -> bool:
    """Le même passage de la même réponse, quelle que soit la nature qu'on lui donne."""
    return un.reponse == autre.reponse and un.segment.debut == autre.segment.debut
