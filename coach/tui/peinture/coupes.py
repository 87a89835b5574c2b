"""Où une ligne se coupe, à l'écran : une règle pour ce qui se peint et pour ce qui se tape.

Rich et Textual prennent une espace insécable pour une espace ; ils demandent à ces deux fonctions
où finissent les mots, et n'offrent pas d'autre endroit où le leur dire.
"""

import re
from collections.abc import Iterator

import rich._wrap
import textual._wrap

from coach.modeles.insecable import tenir

_MOT = re.compile(r"\s*\S+\s*")
_MORCEAU = re.compile(r"\S+\s*|\s+")


def _mots(text: str) -> Iterator[tuple[int, int, str]]:
    """Les mots d'une ligne peinte, chacun avec les espaces qui le suivent."""
    for mot in _MOT.finditer(tenir(text)):
        yield *mot.span(), text[slice(*mot.span())]


def _morceaux(text: str) -> Iterator[tuple[int, int, str]]:
    """De même, dans un champ : des espaces en tête de ligne s'y gardent."""
    for morceau in _MORCEAU.finditer(tenir(text)):
        yield *morceau.span(), text[slice(*morceau.span())]


def couper_en_francais() -> None:
    """Fait suivre cette règle à tout ce que Rich et Textual replient, dès maintenant."""
    rich._wrap.words = _mots
    textual._wrap.chunks = _morceaux
