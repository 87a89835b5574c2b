"""Peindre une lecture : couleur, attribut et lettre en marge ; jamais la couleur seule.

Le texte des personnes passe par ici : il n'est jamais interprété, ni comme balisage, ni comme
commande du terminal.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from coach.modeles.lecture import Nature, Segment
from coach.modeles.texte import sans_commandes
from coach.tui.peinture.paragraphe import EnLignes
from coach.tui.peinture.paragraphe import Paragraphe as Paragraphe
from coach.tui.peinture.paragraphe import replier as replier

MARGE = 4
"""Cellules réservées aux lettres : jusqu'à trois natures sur une ligne, et une espace."""

_ATTRIBUTS: dict[Nature, str] = {
    Nature.FAIT: "",
    Nature.OPINION: "underline",
    Nature.EMOTION: "bold",
}


def style_de(nature: Nature, couleurs: Mapping[str, str]) -> Style:
    """Le style d'une nature : sa couleur du thème, et son attribut (aucun, souligné, gras)."""
    return Style.parse(f"{_ATTRIBUTS[nature]} {couleurs[nature.value]}".strip())


class Trait(NamedTuple):
    """Ce qu'il faut d'un segment pour le peindre."""

    debut: int
    fin: int
    nature: Nature
    incertain: bool


def marque(lus: Iterable[Segment | Trait], couleurs: Mapping[str, str]) -> Text:
    """Les lettres d'une ligne, dans l'ordre où les natures y viennent, sur `MARGE` cellules.

    « ? » suit une lettre quand tout ce que la ligne porte de cette nature est incertain.
    """
    surs: dict[Nature, bool] = {}
    for segment in lus:
        surs[segment.nature] = surs.get(segment.nature, False) or not segment.incertain
    doutes = MARGE - 1 - len(surs)
    lettres = Text()
    for nature, sur in surs.items():
        doute = "" if sur or doutes <= 0 else "?"
        doutes -= len(doute)
        lettres.append(nature.marque + doute, style_de(nature, couleurs))
    lettres.pad_right(max(0, MARGE - len(lettres)))
    return lettres


class TexteLu(EnLignes):
    """Un texte et sa lecture, replié à la largeur donnée, les lettres en marge de chaque ligne.

    `choisi` : le passage à montrer en inverse.
    """

    def __init__(
        self,
        texte: str,
        segments: Sequence[Segment],
        couleurs: Mapping[str, str],
        choisi: Segment | None = None,
    ) -> None:
        self.choisi = choisi
        self.texte = texte
        self.segments = tuple(segments)
        self.couleurs = couleurs

    @property
    def au_large(self) -> int:
        """La marge, et la plus longue ligne écrite."""
        return MARGE + max(map(cell_len, self.texte.split("\n")))

    def replier(self, console: Console, largeur: int) -> Iterator[Text]:
        """La marge, puis le texte peint."""
        entier = Text(sans_commandes(self.texte))
        for segment in self.segments:
            style = style_de(segment.nature, self.couleurs) + Style(meta={"lu": segment})
            if segment is self.choisi:
                style += Style(reverse=True)
            entier.stylize(style, segment.debut, segment.fin)
        for ligne in replier(console, entier, largeur - MARGE):
            lues = [
                span.style.meta["lu"]
                for span in sorted(ligne.spans, key=lambda s: s.start)
                if isinstance(span.style, Style) and ligne.plain[span.start : span.end].strip()
            ]
            yield marque(lues, self.couleurs) + ligne
