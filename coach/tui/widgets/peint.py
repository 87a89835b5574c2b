"""Un texte peint par nous, que la souris sélectionne et que l'on copie tel qu'il fut écrit."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment as Morceau
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from coach.modeles.texte import sans_commandes
from coach.tui.peinture.paragraphe import EnLignes, Paragraphe


class Peint(Widget):
    """Une pièce dont le dessin n'est pas le texte : marge, retraits, lignes repliées."""

    @property
    def texte_nu(self) -> str:
        """Le texte qu'elle montre, sans son dessin."""
        raise NotImplementedError

    @property
    def muettes(self) -> int:
        """Cellules de gauche qui ne sont pas du texte."""
        return 0

    def render_line(self, y: int) -> Strip:
        """Une ligne, où chaque caractère sait d'où il vient et se voit choisi."""
        bande = super().render_line(y)
        marge, texte = bande.crop(0, self.muettes), bande.crop(self.muettes)
        choisie = self.text_selection
        if choisie is not None and (etendue := choisie.get_span(y)) is not None:
            texte = self._surligner(texte, *etendue)
        return Strip.join([marge, texte.apply_offsets(0, y)])

    def _surligner(self, bande: Strip, debut: int, fin: int) -> Strip:
        """La bande, son étendue [debut, fin[ (en caractères ; -1 : la fin) mise en relief."""
        nu = bande.text
        gauche = cell_len(nu[:debut])
        droite = bande.cell_length if fin < 0 else cell_len(nu[:fin])
        relief = self.screen.get_component_rich_style("screen--selection")
        milieu = Morceau.apply_style(bande.crop(gauche, droite), post_style=relief)
        return Strip.join([bande.crop(0, gauche), Strip(milieu), bande.crop(droite)])

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """Le passage choisi, tel qu'il fut écrit, et ce qui le suit."""
        lignes = [
            self.render_line(y).crop(self.muettes).text for y in range(self.content_size.height)
        ]
        return passage(self.texte_nu, lignes, selection), "\n"


class Phrase(Peint):
    """Un paragraphe, jamais interprété."""

    def __init__(self, texte: str, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._texte = sans_commandes(texte)

    @property
    def texte_nu(self) -> str:
        """Le paragraphe."""
        return self._texte

    def render(self) -> EnLignes:
        """Le paragraphe, replié."""
        return Paragraphe(self._texte)


def passage(texte: str, lignes: Sequence[str], selection: Selection) -> str:
    """Ce que `selection`, comptée en lignes et colonnes de l'écran, désigne dans `texte`."""
    places = list(_places(texte, lignes))
    debut = 0 if selection.start is None else _rang(places, selection.start, len(texte))
    fin = len(texte) if selection.end is None else _rang(places, selection.end, len(texte))
    return texte[debut:fin]


def _places(texte: str, lignes: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Pour chaque ligne : où elle commence dans le texte, son retrait, sa longueur."""
    rang = 0
    for ligne in lignes:
        nue = ligne.strip()
        trouve = texte.find(nue, rang)
        rang = trouve if trouve >= 0 else rang
        yield rang, len(ligne) - len(ligne.lstrip()), len(nue)
        rang += len(nue) if trouve >= 0 else 0


def _rang(places: Sequence[tuple[int, int, int]], ici: Offset, longueur: int) -> int:
    """Le rang, dans le texte, de ce point de l'écran."""
    if ici.y >= len(places):
        return longueur
    debut, retrait, largeur = places[ici.y]
    return debut + max(0, min(ici.x - retrait, largeur))


def texte_montre(conteneur: Widget) -> str:
    """Tout ce que montrent les pièces d'un conteneur, en texte, une ligne vide entre elles."""
    pieces = (piece.texte_nu for piece in conteneur.query(Peint) if piece.display)
    return "\n\n".join(filter(None, pieces))
