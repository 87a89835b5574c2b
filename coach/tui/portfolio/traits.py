"""Dessiner un graphe en caractères : des motifs qui se distinguent sans couleur."""

from collections.abc import Mapping

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from coach.exposition.points import Graphe, Point
from coach.modeles.lecture import Nature
from coach.tui.peinture.lecture import style_de

_MOTIFS = {
    "avant": "█",
    "neuves": "▒",
    "montrees": "█",
    "reste": "░",
    "fait": "█",
    "opinion": "▒",
    "emotion": "░",
}
"""Le motif de chaque sorte : plein, à moitié, clairsemé."""

_TEINTES = {"avant": "discret", "neuves": "coach", "montrees": "coach", "reste": "discret"}

_NOM = (12, 30)
"""Cellules du nom d'un point : au moins, au plus."""

_BARRE = 10
"""Cellules d'une barre, au moins."""


def largeur_du_nom(graphe: Graphe, largeur: int) -> int:
    """Les cellules que prennent les noms de ce graphe, l'espace qui suit comprise."""
    au_moins, au_plus = _NOM
    voulue = max((cell_len(p.nom) for p in graphe.points), default=au_moins)
    traces = max((cell_len(p.trace) for p in graphe.points), default=0)
    chiffres = max((cell_len(p.chiffre) for p in graphe.points), default=0)
    reste = largeur - max(traces, _BARRE) - chiffres - 4
    return max(8, min(max(voulue, au_moins), au_plus, reste)) + 1


def dessiner(graphe: Graphe, point: Point, largeur: int, couleurs: Mapping[str, str]) -> Text:
    """Une ligne : le nom, la barre ou les signes, le chiffre."""
    place = largeur_du_nom(graphe, largeur)
    ligne = Text(point.nom, no_wrap=True)
    ligne.truncate(place - 1, overflow="ellipsis")
    ligne.pad_right(place - ligne.cell_len)
    chiffres = max(cell_len(p.chiffre) for p in graphe.points)
    if point.parts:
        barre = _barre(graphe, point, max(_BARRE, largeur - place - chiffres - 2), couleurs)
        return ligne + barre + Text(f"  {point.chiffre}", couleurs["texte"])
    traces = max(cell_len(p.trace) for p in graphe.points)
    return ligne + Text(point.trace.ljust(traces), couleurs["coach"]) + Text(f"  {point.chiffre}")


def entete(graphe: Graphe, largeur: int) -> str:
    """Les repères, au-dessus des signes ; vide s'il n'y en a pas."""
    return " " * largeur_du_nom(graphe, largeur) + graphe.entete if graphe.entete else ""


def legende(graphe: Graphe, couleurs: Mapping[str, str]) -> Text:
    """Chaque motif et ce qu'il dit."""
    morceaux = [
        Text.assemble((_MOTIFS[sorte] * 2, _style(sorte, couleurs)), f" {nom}")
        for sorte, nom in graphe.legende
    ]
    return Text("   ").join(morceaux)


def _barre(graphe: Graphe, point: Point, cellules: int, couleurs: Mapping[str, str]) -> Text:
    """La barre : chaque part à sa mesure, au moins une cellule pour ce qui n'est pas nul."""
    barre, debut = Text(), 0.0
    pleine = graphe.plein or 1.0
    for part in point.parts:
        fin = debut + part.valeur
        longueur = round(fin / pleine * cellules) - round(debut / pleine * cellules)
        barre.append(
            _MOTIFS[part.sorte] * max(longueur, 1 if part.valeur else 0),
            _style(part.sorte, couleurs),
        )
        debut = fin
    barre.truncate(cellules)
    barre.pad_right(cellules - barre.cell_len)
    return barre


def _style(sorte: str, couleurs: Mapping[str, str]) -> Style:
    if sorte in _TEINTES:
        return Style.parse(couleurs[_TEINTES[sorte]])
    return Style(color=style_de(Nature(sorte), couleurs).color)
