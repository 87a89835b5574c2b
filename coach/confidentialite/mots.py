"""Les mots d'un texte, avec ce qu'il faut pour y lire un nom : capitale, initiale, voisinage."""

import re
from functools import lru_cache
from typing import NamedTuple

from coach.modeles.texte import cle

_MOT = re.compile(r"[^\W\d_]+(?:['’ʼ‐‑-][^\W\d_]+)*")
_ELISION = re.compile(r"(?:[dcjlmnst]|[jJ]usqu|[lL]orsqu|[pP]uisqu|[qQ]uoiqu|qu|Qu|QU)['’ʼ]", re.I)
_ESPACES = re.compile(r"[ \t\u00a0\u202f]*")
_APRES_INITIALE = re.compile(r"\.?[ \t\u00a0\u202f‐‑-]*")
_TRAITS = re.compile("[‐‑-]")


class Mot(NamedTuple):
    """Un mot et sa place ; `cle` est sa clé de recherche, traits d'union droits."""

    debut: int
    fin: int
    texte: str
    cle: str

    @property
    def capital(self) -> bool:
        """Vrai si le mot commence par une majuscule."""
        return self.texte[0].isupper()

    @property
    def crie(self) -> bool:
        """Vrai si le mot est tout en capitales."""
        return len(self.texte) > 1 and self.texte.isupper()

    @property
    def initiale(self) -> bool:
        """Vrai pour une lettre capitale seule : « B »."""
        return len(self.texte) == 1 and self.capital

    @property
    def parties(self) -> list[str]:
        """Les clés des parties d'un mot à traits d'union : « Jean-Luc » → jean, luc."""
        return self.cle.split("-")


def mots(texte: str) -> list[Mot]:
    """Les mots d'un texte NFC, en ordre ; « d'Amina » en donne deux, « N'Diaye » un seul."""
    return list(_lus(texte))


@lru_cache(maxsize=64)
def _lus(texte: str) -> tuple[Mot, ...]:
    """Les mêmes, gardés : chaque règle relit les mots du texte en cours."""
    lus: list[Mot] = []
    for trouve in _MOT.finditer(texte):
        debut, fin = trouve.span()
        elision = _ELISION.match(texte, debut, fin)
        if elision and not (texte[debut].isupper() and texte[elision.end()].isupper()):
            lus.append(_mot(texte, debut, elision.end() - 1))
            debut = elision.end()
        lus.append(_mot(texte, debut, fin))
    return tuple(lus)


def _mot(texte: str, debut: int, fin: int) -> Mot:
    brut = texte[debut:fin]
    return Mot(debut, fin, brut, _cle(brut))


@lru_cache(maxsize=8192)
def _cle(brut: str) -> str:
    """La clé d'un mot, gardée : une langue redit les mêmes."""
    return cle(_TRAITS.sub("-", brut))


def lie(texte: str, gauche: Mot, droite: Mot) -> bool:
    """Vrai si rien ne sépare deux mots qu'une espace, une élision, ou le point d'une initiale."""
    entre = texte[gauche.fin : droite.debut].lstrip("'’ʼ")
    motif = _APRES_INITIALE if gauche.initiale else _ESPACES
    return bool(motif.fullmatch(entre))
