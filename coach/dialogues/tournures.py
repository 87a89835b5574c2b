"""Chercher une tournure écrite dans le catalogue, même où accents et apostrophes manquent."""

import re
from functools import lru_cache

_SANS_ACCENTS = str.maketrans(
    "àâäáãéèêëíìîïóòôöõúùûüçñÿÀÂÄÁÃÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÇÑŸ’ʼ‘\u00a0\u202f",
    "aaaaaeeeeiiiiooooouuuucnyAAAAAEEEEIIIIOOOOOUUUUCNY'''  ",
)
_APOSTROPHE = "['']"
_APOSTROPHE_OU_ESPACE = "[' ]"


def chercher(tournure: str, texte: str) -> re.Match[str] | None:
    """La première place de la tournure (une expression régulière), en points de code du texte.

    « j aurais du » se trouve comme « j’aurais dû ».
    """
    return _compiler(tournure).search(_a_plat(texte))


def _a_plat(texte: str) -> str:
    """Le texte sans accents, apostrophes droites, de même longueur : les places restent justes."""
    return texte.translate(_SANS_ACCENTS)


@lru_cache(maxsize=256)
def _compiler(tournure: str) -> re.Pattern[str]:
    plate = _a_plat(tournure).replace(_APOSTROPHE, _APOSTROPHE_OU_ESPACE)
    return re.compile(plate, re.IGNORECASE)
