"""Ce que Textual dit de lui-même, en français : le nom des touches, les gestes d'un écran."""

from collections.abc import Mapping, Sequence

from textual.binding import Binding

from coach.tui.clavier.touches import nom_de_touche, touches_de
from coach.tui.gestes import GENERAUX, Geste
from coach.tui.paroles import dire

__all__ = ["affichage", "gestes_de", "nom_de_touche", "touches_du_geste"]


def touches_du_geste(geste: Geste, choisies: Mapping[str, str] | None = None) -> str:
    """Les touches d'un geste, lisibles : « F1 ou ? » ; `choisies` : celles de la personne."""
    return dire("aide.ou").join(map(nom_de_touche, touches_de(geste, choisies or {})))


def affichage(liaison: Binding) -> str:
    """Le nom de la touche d'une liaison, pour le pied de l'écran."""
    return nom_de_touche(liaison.key)


def gestes_de(ecran: object) -> tuple[Geste, ...]:
    """Les gestes d'un écran, puis ceux de tous."""
    propres: Sequence[Geste] = getattr(ecran, "GESTES", ())
    return (*propres, *GENERAUX)
