"""Un texte plié pour la recherche, qui sait rendre les positions du texte d'origine."""

import re
from dataclasses import dataclass
from functools import lru_cache

from coach.modeles.texte import cle, nfc

_ETIREE = re.compile(r"([^\W\d_])\1{2,}|([ \t\n])\2+")
"""« veuuux », espaces en nombre : un seul caractère suffit à la recherche."""


@dataclass(frozen=True, slots=True)
class Plie:
    """Un texte sans casse ni accents, et pour chaque caractère sa place dans le texte NFC.

    `origines` a un élément de plus que `texte` : la longueur du texte NFC.
    """

    texte: str
    origines: tuple[int, ...]

    def etendue(self, debut: int, fin: int) -> tuple[int, int]:
        """L'étendue du texte NFC, en points de code, des caractères pliés de `debut` à `fin`."""
        if fin <= debut:
            return self.origines[debut], self.origines[debut]
        return self.origines[debut], self.origines[fin - 1] + 1


@lru_cache(maxsize=4096)
def _plier_caractere(caractere: str) -> str:
    return cle(caractere)


def plier(texte: str) -> Plie:
    """Plie un texte : casse, accents, ligatures et lettres étirées n'y comptent plus."""
    lettres: list[str] = []
    origines: list[int] = []
    for place, caractere in enumerate(normal := nfc(texte)):
        for lettre in _plier_caractere(caractere):
            lettres.append(lettre)
            origines.append(place)
    plie = "".join(lettres)
    etirees = list(_ETIREE.finditer(plie))
    for trouve in reversed(etirees):
        del origines[trouve.start() + 1 : trouve.end()]
    if etirees:
        plie = _ETIREE.sub(lambda trouve: trouve[0][0], plie)
    return Plie(plie, (*origines, len(normal)))
