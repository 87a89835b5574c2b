"""Ce que les règles reconnaissent d'une phrase, passage par passage."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import NamedTuple

from coach.analyse.automate import Bande, Lettre
from coach.analyse.discours import PAROLES, PENSEES, PROJETS, dater, marquer, voiler
from coach.analyse.formes import formes, marques
from coach.analyse.jetons import Jeton, jetons
from coach.analyse.porteur import porteur
from coach.analyse.regles import Porteurs, jeu
from coach.analyse.vocabulaire import Sens, vocabulaire

Etendue = tuple[int, int]
Reconnue = tuple[str, int, int]
"""Une règle, et les rangs de ses premier et dernier jetons."""


class Trouvaille(NamedTuple):
    """Une règle reconnue, de `debut` à `fin` (points de code du texte lu), sur ces jetons."""

    regle: str
    debut: int
    fin: int
    rang: int
    rang_fin: int


def preparer(texte: str) -> tuple[list[Jeton], list[Etendue]]:
    """Rend les jetons d'un texte, ce qui est dit ou pensé marqué, et les étendues des paroles."""
    mots = jetons(texte)
    presentes = frozenset().union(*[m.etiquettes for m in mots])
    paroles = marquer(mots) if presentes & PAROLES else []
    if presentes & PENSEES:
        voiler(mots)
    if presentes & PROJETS:
        dater(mots)
    return mots, paroles


def reconnaitre(mots: list[Jeton], paroles: Iterable[Etendue]) -> list[Trouvaille]:
    """Applique toutes les règles à des jetons préparés ; `paroles` compte ces jetons-là."""
    connus = vocabulaire()
    sens = [connus[m.cle, m.etiquettes] for m in mots]
    return situer(Reperage(mots, sens, paroles).reperer(0, len(mots)), mots, 0)


def situer(reconnues: list[Reconnue], mots: list[Jeton], depuis: int) -> list[Trouvaille]:
    """Situe dans le texte les règles reconnues ; `depuis` : le rang du premier de ces jetons."""
    return [
        Trouvaille(regle, mots[x - depuis].debut, mots[y - depuis].fin, x - depuis, y - depuis)
        for regle, x, y in reconnues
    ]


class Reperage:
    """Ce que les règles voient d'une phrase préparée.

    Ce qui ne dépend pas du passage se relève une fois.
    """

    def __init__(self, mots: list[Jeton], sens: Sequence[Sens], paroles: Iterable[Etendue]) -> None:
        self._mots = mots
        self._paroles = tuple(paroles)
        lettres: Sequence[Lettre]
        regles: Sequence[Porteurs]
        portees: Sequence[Porteurs]
        lettres, regles, portees, leurs_marques = zip(*sens, strict=True) if sens else [()] * 4
        self._regles = regles
        self._marques = marques(mots, leurs_marques)
        self.lisibles: Sequence[int] = range(len(mots))
        """Les rangs des jetons qui parlent pour la personne, signes compris."""
        if self._marques.cites or self._marques.rapportes:
            self.lisibles = [k for k, mot in enumerate(mots) if not (mot.cite or mot.rapporte)]
            lettres = [lettres[k] for k in self.lisibles]
            portees = [portees[k] for k in self.lisibles]
        self._bande = Bande(jeu().automate, lettres)
        self._portees = list(compress(zip(self.lisibles, portees, strict=True), portees))

    def reperer(self, a: int, b: int) -> list[Reconnue]:
        """Applique les règles aux jetons `a` à `b` (exclu), lus comme un tout.

        Les rangs sont ceux de la phrase. Une règle peut être reconnue plusieurs fois.
        """
        rendu = [
            (regle, rang, rang)
            for rang in self.lisibles
            if a <= rang < b
            for regle, _ in self._regles[rang]
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
