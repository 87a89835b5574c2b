"""Un texte replié comme il faut en français : entre les mots, jamais à une espace insécable.

Le texte des personnes passe par ici : il n'est jamais interprété, ni comme balisage, ni comme
commande du terminal.
"""

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

from coach.modeles.texte import sans_commandes

_INSECABLES = str.maketrans({"\u00a0": "\ue0a0", "\u202f": "\ue0af"})
_RENDUES = str.maketrans({"\ue0a0": "\u00a0", "\ue0af": "\u202f"})


def replier(console: Console, texte: Text, largeur: int) -> list[Text]:
    """Le texte en lignes, coupé entre les mots et jamais à une espace insécable."""
    texte = texte.copy()
    texte.plain = texte.plain.translate(_INSECABLES)
    lignes = list(texte.wrap(console, max(8, largeur)))
    for ligne in lignes:
        ligne.plain = ligne.plain.translate(_RENDUES)
    return lignes


class Paragraphe:
    """Un texte replié comme il faut en français ; `tete` précède la première ligne, en retrait."""

    def __init__(self, texte: str | Text, tete: str = "") -> None:
        self.texte = Text(sans_commandes(texte)) if isinstance(texte, str) else texte
        self.tete = tete
        self._repliees: tuple[int, list[Text]] = (-1, [])

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """La tête, puis le texte sous lui-même ; mesurer puis peindre ne le replie qu'une fois."""
        if self._repliees[0] != options.max_width:
            retrait = cell_len(self.tete)
            lignes = replier(console, self.texte, options.max_width - retrait)
            tetes = [self.tete, *[" " * retrait] * len(lignes)]
            style = self.texte.style
            entieres = [Text(t, style) + ligne for t, ligne in zip(tetes, lignes, strict=False)]
            self._repliees = (options.max_width, entieres)
        yield from self._repliees[1]

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Du plus long mot à la ligne entière."""
        largeur = max(map(cell_len, self.texte.plain.split("\n"))) + cell_len(self.tete)
        return Measurement(min(8, largeur), min(largeur, options.max_width))
