"""Le vocabulaire propre à chaque compétence : un BM25 sur son titre et ses énoncés."""

import math
from collections import Counter
from collections.abc import Iterable

from coach.liens.mots import formes
from coach.modeles.referentiel import Competence, Referentiel

_K1 = 1.2
_B = 0.75
_LETTRES_D_UN_MOT_PROPRE = 5
_COMPETENCES_D_UN_MOT_PROPRE = 3


class Enonces:
    """Les énoncés d'un référentiel, prêts à être comparés à un texte."""

    def __init__(self, referentiel: Referentiel, ordinaires: frozenset[str] = frozenset()) -> None:
        """Compte les racines des titres et des énoncés de chaque compétence, sauf `ordinaires`."""
        self._comptes = {c.code: _racines(c, ordinaires) for c in referentiel.competences}
        self._presences = Counter(r for compte in self._comptes.values() for r in compte)
        tailles = [sum(compte.values()) for compte in self._comptes.values()]
        self._taille_moyenne = sum(tailles) / max(1, len(tailles)) or 1.0

    @staticmethod
    def formes(referentiel: Referentiel) -> set[str]:
        """Les clés des mots des titres et des énoncés : des mots justes, qu'on ne corrige pas."""
        return {f.cle for c in referentiel.competences for t in _textes(c) for f in formes(t)}

    def scores(self, racines: Iterable[str]) -> dict[str, float]:
        """BM25 de chaque compétence pour ces racines, chacune comptée une fois."""
        utiles = [r for r in set(racines) if r in self._presences]
        return {code: self._bm25(compte, utiles) for code, compte in self._comptes.items()}

    def _bm25(self, compte: Counter[str], racines: list[str]) -> float:
        longueur = _K1 * (1 - _B + _B * sum(compte.values()) / self._taille_moyenne)
        return sum(
            self.rarete(r) * compte[r] * (_K1 + 1) / (compte[r] + longueur)
            for r in racines
            if compte[r]
        )

    def rarete(self, racine: str) -> float:
        """Logarithme de rareté d'une racine parmi les compétences."""
        n = self._presences[racine]
        return math.log(1 + (len(self._comptes) - n + 0.5) / (n + 0.5))

    def propre(self, racine: str, code: str) -> bool:
        """Vrai si cette racine, assez longue, distingue cette compétence des autres."""
        return (
            len(racine) >= _LETTRES_D_UN_MOT_PROPRE
            and self._comptes[code][racine] > 0
            and self._presences[racine] <= _COMPETENCES_D_UN_MOT_PROPRE
        )


def _textes(competence: Competence) -> list[str]:
    return [competence.titre, *(item.enonce for item in competence.items)]


def _racines(competence: Competence, ordinaires: frozenset[str]) -> Counter[str]:
    return Counter(
        f.racine
        for t in _textes(competence)
        for f in formes(t)
        if not f.petit and f.racine not in ordinaires
    )
