"""Un texte replié comme il faut en français : entre les mots, jamais à une espace insécable.

Le texte des personnes passe par ici : il n'est jamais interprété, ni comme balisage, ni comme
commande du terminal.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment as Morceau
from rich.style import Style as StyleDeRich
from rich.text import Text
from textual._context import active_app
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from coach.modeles.texte import sans_commandes
from coach.tui.peinture.coupes import couper_en_francais

couper_en_francais()

_ECART = "  "
"""Entre deux colonnes."""


def replier(console: Console, texte: Text, largeur: int) -> list[Text]:
    """Le texte en lignes, coupé entre les mots et jamais dans ce qui se tient (`coupes`)."""
    tient = texte.cell_len <= max(8, largeur)
    if tient and "\n" not in texte.plain and "\t" not in texte.plain:
        return [texte.copy()]
    return list(texte.wrap(console, max(8, largeur)))


class EnLignes(Visual):
    """Un dessin de lignes : repliées une fois par largeur, qu'on les compte ou qu'on les peigne.

    Il se donne tel quel à Textual ; à Rich aussi, dans un assemblage.
    """

    _faites: tuple[int, list[Text]] = (-1, [])

    @abstractmethod
    def replier(self, console: Console, largeur: int) -> Iterable[Text]:
        """Ses lignes, à cette largeur (en cellules)."""

    @property
    @abstractmethod
    def au_large(self) -> int:
        """Les cellules de sa plus longue ligne, si rien ne la replie."""

    def lignes(self, console: Console, largeur: int) -> list[Text]:
        """Ses lignes, gardées tant que la largeur est la même."""
        if self._faites[0] != largeur:
            self._faites = (largeur, list(self.replier(console, largeur)))
        return self._faites[1]

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Le nombre de ses lignes."""
        return len(self.lignes(active_app.get().console, width))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """La ligne entière, si elle tient."""
        return min(self.au_large, container_width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Ses lignes, sur ce style."""
        console, fond = active_app.get().console, style.rich_style
        return [_bande(ligne, console, fond, width) for ligne in self.lignes(console, width)]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Ses lignes, dans un assemblage de Rich."""
        yield from self.lignes(console, options.max_width)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """D'un mot à la ligne entière."""
        return Measurement(min(8, self.au_large), min(self.au_large, options.max_width))


def _bande(ligne: Text, console: Console, fond: StyleDeRich, largeur: int) -> Strip:
    style = fond + console.get_style(ligne.style, default=StyleDeRich.null())
    bande = Strip(Morceau.apply_style(ligne.render(console), style), ligne.cell_len)
    return bande if ligne.cell_len <= largeur else bande.crop(0, largeur)


class Paragraphe(EnLignes):
    """Un texte replié comme il faut en français ; `tete` précède la première ligne, en retrait."""

    def __init__(self, texte: str | Text, tete: str = "") -> None:
        self.texte = Text(sans_commandes(texte)) if isinstance(texte, str) else texte
        self.tete = tete

    def replier(self, console: Console, largeur: int) -> Iterable[Text]:
        """La tête, puis le texte sous lui-même."""
        retrait = cell_len(self.tete)
        lignes = replier(console, self.texte, largeur - retrait)
        if not retrait:
            return lignes
        tetes = [self.tete, *[" " * retrait] * len(lignes)]
        style = self.texte.style
        return [Text(tete, style) + ligne for tete, ligne in zip(tetes, lignes, strict=False)]

    @property
    def au_large(self) -> int:
        """La tête, et la plus longue ligne écrite."""
        return max(map(cell_len, self.texte.plain.split("\n"))) + cell_len(self.tete)


class Rangee(EnLignes):
    """Deux textes côte à côte, chacun replié sous lui-même ; `largeur` : celle du premier."""

    def __init__(self, gauche: Text, droite: Text, largeur: int) -> None:
        self.gauche, self.droite = gauche, droite
        self._largeur = largeur

    def replier(self, console: Console, largeur: int) -> Iterator[Text]:
        """Les lignes des deux."""
        gauches = replier(console, self.gauche, self._largeur)
        droites = replier(console, self.droite, largeur - self._largeur - len(_ECART))
        for gauche, droite in zip_longest(gauches, droites, fillvalue=Text()):
            ligne = Text().append_text(gauche)
            ligne.pad_right(self._largeur - gauche.cell_len)
            yield ligne.append(_ECART).append_text(droite)

    @property
    def au_large(self) -> int:
        """Les deux colonnes, sans repli."""
        return self._largeur + len(_ECART) + self.droite.cell_len


class Pile(EnLignes):
    """Des dessins, ou des textes, l'un sous l'autre."""

    def __init__(self, *morceaux: EnLignes | Text) -> None:
        self._morceaux = morceaux

    def replier(self, console: Console, largeur: int) -> Iterator[Text]:
        """Leurs lignes, dans l'ordre."""
        for morceau in self._morceaux:
            if isinstance(morceau, Text):
                yield from replier(console, morceau, largeur)
            else:
                yield from morceau.lignes(console, largeur)

    @property
    def au_large(self) -> int:
        """Le plus large d'entre eux."""
        largeurs = (m.cell_len if isinstance(m, Text) else m.au_large for m in self._morceaux)
        return max(largeurs, default=0)
