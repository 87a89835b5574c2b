"""Un petit langage de motifs sur les mots étiquetés, pour des règles qu'on lit.

Éléments séparés par des espaces : `@etiquette` ou un mot (sans accents), au choix avec `|` ;
suffixes `?`, `*`, `+` ; `!x` : le mot suivant n'est pas x ; `...` : jusqu'à quatre mots ;
`^` et `$` : bords. Ce qui est cité est sauté.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

from coach.analyse.jetons import Jeton

_UN_MOT = r" [^ ]+"
_TABLE = str.maketrans({" ": "_", "/": "-"})


@dataclass(slots=True)
class Bande:
    """La phrase rendue en une chaîne cherchable, avec de quoi revenir aux jetons."""

    texte: str
    debuts: list[int]
    rangs: list[int]
    presents: set[str]

    def jetons_de(self, debut: int, fin: int) -> tuple[int, int]:
        """Rangs du premier et du dernier jeton d'une trouvaille."""
        premier = max(0, bisect_right(self.debuts, debut) - 1)
        dernier = max(premier, bisect_left(self.debuts, fin) - 1)
        return self.rangs[premier], self.rangs[dernier]


def bande(jetons: list[Jeton]) -> Bande:
    """Rend la bande d'une liste de jetons, sans ce qui est cité ou rapporté."""
    morceaux: list[str] = []
    debuts: list[int] = []
    rangs: list[int] = []
    presents: set[str] = set()
    position = 0
    for rang, jeton in enumerate(jetons):
        if jeton.cite or jeton.rapporte:
            continue
        rendu, cles = _rendre(jeton.cle, jeton.etiquettes)
        presents |= cles
        morceaux.append(rendu)
        debuts.append(position)
        rangs.append(rang)
        position += len(rendu)
    return Bande("".join(morceaux), debuts, rangs, presents)


@lru_cache(maxsize=8192)
def _rendre(cle: str, etiquettes: frozenset[str]) -> tuple[str, frozenset[str]]:
    """Un jeton dans la bande, et ce qu'un motif peut y exiger."""
    plate = cle.translate(_TABLE)
    triees = sorted(etiquettes)
    return f" {plate}/{'/'.join(triees)}/", frozenset({plate, *(f"@{e}" for e in triees)})


@dataclass(frozen=True, slots=True)
class Motif:
    """Un motif : ce qu'il exige (chaque groupe doit être présent) et son écriture."""

    exige: tuple[frozenset[str], ...]
    source: str

    def chercher(self, rendu: Bande) -> re.Match[str] | None:
        """Cherche le motif dans la bande, si ses mots y sont tous."""
        for groupe in self.exige:
            if groupe.isdisjoint(rendu.presents):
                return None
        return _expression(self.source).search(rendu.texte)


def compiler(motif: str) -> Motif:
    """Prépare un motif ; son expression régulière n'est compilée qu'au premier besoin."""
    elements = motif.split()
    exige = tuple(
        frozenset(e.rstrip("+").split("|"))
        for e in elements
        if e not in ("^", "$", "...", "_") and e[-1] not in "?*" and not (e[0] == "!" and e[1:])
    )
    return Motif(exige, motif)


@cache
def _expression(motif: str) -> re.Pattern[str]:
    return re.compile("".join(_element(e) for e in motif.split()))


def _element(element: str) -> str:
    if element == "^":
        return r"\A"
    if element == "$":
        return r"(?: [.!?…,;:]/signe/)*\Z"
    if element == "...":
        return rf"(?:{_UN_MOT}){{0,4}}?"
    negation = element.startswith("!") and len(element) > 1
    corps = element[1:] if negation else element
    suffixe = ""
    if corps[-1] in "?*+" and len(corps) > 1:
        corps, suffixe = corps[:-1], corps[-1]
    choix = "|".join(_choix(c) for c in corps.split("|"))
    if negation:
        return f"(?!{choix})"
    return f"(?:{choix}){suffixe}"


def _choix(choix: str) -> str:
    if choix.startswith("@"):
        return rf" [^ /]*(?:/[^ /]+)*/{re.escape(choix[1:])}/[^ ]*"
    if choix == "_":
        return _UN_MOT
    return rf" {re.escape(choix)}/[^ ]*"
