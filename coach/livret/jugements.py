"""Les mots d'un passage qui jugent quelqu'un : ce qu'un jury relèverait d'abord.

La lecture du coach dit la nature ; ici ne restent que les segments sûrs dont le sujet est une autre
personne. Un livret raconte des gens : mieux vaut en relever peu, et à propos.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from coach.modeles.lecture import Lecture, Nature, Segment

SUR = {"jugement": 0.8, "generalisation": 0.8, "interpretation": 0.95, "faux_sentiment": 0.85}
"""La confiance à partir de laquelle un segment de ce sous-type se relève."""

_IMPERSONNEL = (
    r"(?! (?:ne |n[’'])?(?:faut|fallait|faudra|faudrait|y|s[’']agi\w+|reste|suffi\w+|pleu\w+))"
)
_PREPOSITIONS = ("à", "de", "pour", "avec", "chez", "sans", "sur", "contre", "par", "vers", "entre")
_TENU = "".join(rf"(?<!\b{mot} )" for mot in _PREPOSITIONS)
"""« C’était à elle » ne dit rien d'elle : ce pronom-là n'est pas un sujet."""

_SUJET = re.compile(
    rf"^\W*(?:[\w’'-]+\W+){{0,2}}?(?:[Ii]l{_IMPERSONNEL}|{_TENU}[Ee]lles?|[Ii]ls|[Ll]es gens"
    r"|(?:M|Mme)\.? [A-Z]\w*|(?:monsieur|madame) [A-Z]\w*|[A-Z]\.)(?!\w)",
)
_SANS_JUGER = re.compile(
    r"\b(?:voul|souhait|esp[ée]r|préf[ée]r)\w+ (?:[ls]e |la |les |[ls][’'])?\w+(?:er|ir|re|oir)\b"
    r"|\bn[’']y (?:est|était|sont|étaient) pour rien\b"
)
"""Dire ce que quelqu'un désire, ou qu'il n'est pas en cause : une lecture, mais pas un jugement."""

Sorte = Literal["jugement", "faux_sentiment"]


def juges(lecture: Lecture, noms: Sequence[str] = ()) -> Iterator[tuple[Sorte, Segment]]:
    """Les segments qui jugent quelqu'un, en ordre ; `noms` : ceux que le texte porte encore."""
    for segment in lecture.segments:
        if segment.nature is not Nature.OPINION or not _sur(segment):
            continue
        if segment.sous_type == "faux_sentiment":
            yield "faux_sentiment", segment
        elif _vise(segment.texte, noms):
            yield "jugement", segment


def _vise(texte: str, noms: Sequence[str]) -> bool:
    if _SANS_JUGER.search(texte):
        return False
    return bool(_SUJET.search(texte)) or any(nom in texte for nom in noms)


def _sur(segment: Segment) -> bool:
    if segment.incertain or segment.texte.rstrip(" »\u00a0\u202f").endswith("?"):
        return False
    return segment.corrige or segment.confiance >= SUR.get(segment.sous_type, 2.0)
