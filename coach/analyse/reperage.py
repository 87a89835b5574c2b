"""Ce que les règles reconnaissent d'une phrase, passage par passage."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from coach.analyse.automate import Bande
from coach.analyse.enonce import Enonce
from coach.analyse.formes import formes, marques
from coach.analyse.jetons import Jeton
from coach.analyse.motifs import Noms
from coach.analyse.porteur import porteur
from coach.analyse.regles import Porteurs, jeu
from coach.analyse.vocabulaire import Sens, vocabulaire

Reconnue = tuple[str, int, int]
"""Une règle, et les rangs de ses premier et dernier jetons."""


class Trouvaille(NamedTuple):
    """Une règle reconnue, de `debut` à `fin` (points de code du texte lu), sur ces jetons."""

    regle: str
    debut: int
    fin: int
    rang: int
    rang_fin: int


def reconnaitre(enonce: Enonce) -> list[Trouvaille]:
    """Applique toutes les règles à un énoncé."""
    return situer(reperer(enonce, 0, len(enonce.mots)), enonce.mots, 0)


def reperer(enonce: Enonce, a: int, b: int) -> list[Reconnue]:
    """Applique toutes les règles aux jetons `a` à `b` (exclu) d'un énoncé, lus comme un tout."""
    connus = vocabulaire()
    sens = [connus[m.cle, m.etiquettes] for m in enonce.mots]
    return Reperage(enonce, sens).reperer(a, b)


def situer(reconnues: list[Reconnue], mots: list[Jeton], depuis: int) -> list[Trouvaille]:
    """Situe dans le texte les règles reconnues ; `depuis` : le rang du premier de ces jetons."""
    return [
        Trouvaille(regle, mots[x - depuis].debut, mots[y - depuis].fin, x - depuis, y - depuis)
        for regle, x, y in reconnues
    ]


class Reperage:
    """Ce que les règles voient d'un énoncé.

    Ce qui ne dépend pas du passage se relève une fois.
    """

    def __init__(self, enonce: Enonce, sens: Sequence[Sens]) -> None:
        self._mots = enonce.mots
        self._paroles = enonce.paroles
        self._sens = sens
        masques: Sequence[int]
        noms: Sequence[Noms]
        clots: Sequence[bool]
        portees: Sequence[Porteurs]
        masques, noms, clots, _, portees, leurs_marques = (
            zip(*sens, strict=True) if sens else [()] * 6
        )
        self._marques = marques(enonce, leurs_marques)
        self.lisibles: Sequence[int] = range(len(sens))
        """Les rangs des jetons qui parlent pour la personne, signes compris."""
        tus = self._marques.cites | self._marques.rapportes
        if tus:
            self.lisibles = [
                k for k, mot in enumerate(enonce.mots) if not (mot.cite or mot.rapporte)
            ]
            masques, noms, clots, portees = (
                [colonne[k] for k in self.lisibles] for colonne in (masques, noms, clots, portees)
            )
        self._bande = Bande(jeu().automate, masques, noms, clots)
        self._portees = list(compress(zip(self.lisibles, portees, strict=True), portees))

    def reperer(self, a: int, b: int) -> list[Reconnue]:
        """Applique les règles aux jetons `a` à `b` (exclu), lus comme un tout.

        Les rangs sont ceux de la phrase. Une règle peut être reconnue plusieurs fois.
        """
        rendu = [
            (regle, rang, rang)
            for rang in self.lisibles
            if a <= rang < b
            for regle, _ in self._sens[rang].regles
        ]
        return rendu + self.a_deux(a, b)

    def a_deux(self, a: int, b: int) -> list[Reconnue]:
        """Les mêmes, sans celles qu'un mot suffit à déclencher, où qu'il soit."""
        if a >= b:
            return []
        rendu = self._par_porteur(a, b) if self._portees else []
        rangs = self.lisibles
        debut, fin = bisect_left(rangs, a), bisect_left(rangs, b)
        for regle, (x, y) in self._bande.reconnus(debut, fin).items():
            rendu.append((regle, rangs[x], rangs[y - 1]))
        connues = jeu().formes
        for forme, x, y in formes(self._marques, a, b):
            if forme in connues:
                rendu.append((connues[forme], x, y))
        if self._paroles:
            rendu += [("discours", x, y) for x, y in self._paroles if a <= x and y < b]
        return rendu

    def _par_porteur(self, a: int, b: int) -> list[Reconnue]:
        rendu: list[Reconnue] = []
        passage: list[Jeton] = []
        for rang, regles in self._portees:
            if not a <= rang < b:
                continue
            passage = passage or self._mots[a:b]
            qui = _porteur(passage, rang - a)
            rendu += [(regle, rang, rang) for regle, porteurs in regles if qui in porteurs]
        return rendu


def _porteur(mots: list[Jeton], i: int) -> str:
    return "je" if "je" in mots[i].etiquettes else porteur(mots, i)
