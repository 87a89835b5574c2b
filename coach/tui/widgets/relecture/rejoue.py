"""Un moment que l'on rejoue : ce qu'il est, son texte, et sa lecture si on la montre."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical

from coach.modeles.lecture import Segment
from coach.tui.paroles import dire
from coach.tui.peinture.lecture import MARGE, TexteLu
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.widgets.peint import Peint, Phrase

_OPTIONS = 12


@dataclass(frozen=True)
class Vue:
    """Ce qu'il faut d'un moment pour le montrer.

    `cle` : l'événement ; `sorte` : parole du coach, parole de la personne, ou le reste ; `lus` :
    vide quand rien n'y est lu ; `a_venir` : pas encore vécu, montré parce qu'on l'a demandé.
    """

    cle: str
    sorte: str
    tete: str
    texte: str
    options: tuple[str, ...] = ()
    lus: tuple[Segment, ...] = ()
    a_venir: bool = False


class Aere:
    """Les lignes d'un texte, une blanche entre elles, tant que cela tient dans `hauteur`."""

    def __init__(self, texte: Paragraphe | TexteLu, hauteur: int) -> None:
        self._texte, self._hauteur = texte, hauteur

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Les lignes, aérées ou serrées."""
        lignes = list(self._texte.__rich_console__(console, options))
        aerees = 2 * len(lignes) - 1 <= self._hauteur
        for rang, ligne in enumerate(lignes):
            if rang and aerees:
                yield Text("")
            yield ligne


class Parole(Peint):
    """Le texte d'un moment ; `aere` : les lignes où il doit tenir pour s'aérer, 0 pour jamais."""

    def __init__(self, vue: Vue, *, natures: bool, aere: int = 0) -> None:
        super().__init__(classes=f"-{vue.sorte}")
        self.vue = vue
        self._natures, self._aere = natures, aere
        self.choisi: Segment | None = None

    @property
    def lus(self) -> tuple[Segment, ...]:
        """Les passages, quand leur nature se voit."""
        return self.vue.lus if self._natures else ()

    @property
    def texte_nu(self) -> str:
        """Le texte, sans son dessin."""
        return self.vue.texte

    @property
    def muettes(self) -> int:
        """La marge des lettres."""
        return MARGE if self.lus else 0

    def choisir(self, segment: Segment | None) -> None:
        """Met un passage en relief."""
        self.choisi = segment
        self.refresh()

    def render(self) -> RenderableType:
        """Le texte nu, ou peint, aéré s'il le faut."""
        texte: Paragraphe | TexteLu = Paragraphe(self.vue.texte)
        if self.lus:
            texte = TexteLu(self.vue.texte, self.lus, self.app.theme_variables, self.choisi)
        return Aere(texte, self._aere) if self._aere else texte


class MomentRejoue(Vertical):
    """Un moment : sa tête, sa parole, les choix qui étaient offerts.

    `dessin` : deux pièces qui ont le même se montrent de même.
    """

    def __init__(self, vue: Vue, *, natures: bool, aere: int = 0) -> None:
        super().__init__(classes=f"-{vue.sorte}")
        self.set_class(vue.a_venir, "-a-venir")
        self.vue = vue
        self.dessin = (vue, natures, aere)
        self.parole = Parole(vue, natures=natures, aere=aere)

    def compose(self) -> ComposeResult:
        """De haut en bas."""
        yield Phrase(self.vue.tete, classes="tete")
        yield self.parole
        for texte in _choix(self.vue.options):
            yield Phrase(texte, classes="option")


def _choix(options: Sequence[str]) -> list[str]:
    dits = [dire("rejouer.option", texte=texte) for texte in options[:_OPTIONS]]
    reste = len(options) - _OPTIONS
    return [*dits, dire("rejouer.autres_options", nombre=reste)] if reste > 0 else dits


def barre(vus: int, total: int, largeur: int, pleine: str, vide: str) -> Text:
    """La progression, en traits : `vus` moments sur `total`, dans `largeur` cellules."""
    faits = round(largeur * vus / total) if total else 0
    return Text.assemble(("━" * faits, pleine), ("─" * (largeur - faits), vide), no_wrap=True)
