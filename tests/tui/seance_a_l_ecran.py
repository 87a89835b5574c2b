"""Un récit difficile à rendre, et ce qu'une séance en a gardé."""

from banc_tui import journal

from coach.carnet import Carnet
from coach.modeles.evenements import ReponseDonnee

RECIT = (
    "« Ça suffit » : il l’a crié à 9 h 15… L’œuvre, ç’a été d’attendre — où qu’il aille, à Noël.\n"
    "J’avais la gorge serrée. Il cherchait à me provoquer."
)
"""Guillemets, insécables, apostrophes courbes, points de suspension, œ, ç, à, où, tiret."""


def reponses(carnet: Carnet) -> list[str]:
    """Les textes donnés dans la séance la plus récente."""
    return [e.texte for e in journal(carnet) if isinstance(e, ReponseDonnee)]
