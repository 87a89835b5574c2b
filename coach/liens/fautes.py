"""Absorber les fautes de frappe sans inventer de rapprochements."""

from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz.distance import OSA

from coach.liens.langue import langue
from coach.liens.mots import Mot, racine

_LONGUEUR_MINIMALE = 5
# longueurs du mot tapé à partir desquelles chaque faute est crue ; avant, seules deux lettres
# inversées ou un redoublement le sont (« poste » et « porte » sont deux mots)
_LETTRE_OUBLIEE = 7
_LETTRE_AJOUTEE = 8
_LETTRE_CHANGEE = 9


class Correcteur:
    """Rapproche un mot inconnu d'une forme connue à une lettre près, même initiale."""

    def __init__(self, formes: Iterable[str]) -> None:
        """`formes` : les clés des mots que le vocabulaire connaît."""
        connues = set(formes)
        self._racines = {racine(f) for f in connues | langue().justes}
        self._par_initiale: dict[str, list[str]] = {}
        for forme in sorted(connues):
            if len(forme) >= _LONGUEUR_MINIMALE:
                self._par_initiale.setdefault(forme[0], []).append(forme)
        self._deja_vus: dict[str, str] = {}

    def corriger(self, mot: Mot) -> Mot:
        """Le mot lui-même s'il est connu ou court, sinon le mot avec la racine du plus proche."""
        if len(mot.cle) < _LONGUEUR_MINIMALE or mot.racine in self._racines or mot.petit:
            return mot
        if mot.cle not in self._deja_vus:
            if len(self._deja_vus) > 50_000:
                self._deja_vus.clear()
            self._deja_vus[mot.cle] = self._voisine(mot.cle)
        trouvee = self._deja_vus[mot.cle]
        return replace(mot, racine=racine(trouvee)) if trouvee else mot

    def _voisine(self, forme: str) -> str:
        return next(
            (
                autre
                for autre in self._par_initiale.get(forme[0], ())
                if abs(len(autre) - len(forme)) <= 1 and _une_faute(forme, autre)
            ),
            "",
        )


def _une_faute(forme: str, autre: str) -> bool:
    """Vrai si `forme` est `autre` mal tapée, avec d'autant plus de prudence qu'elle est courte."""
    if OSA.distance(forme, autre, score_cutoff=1) > 1:
        return False
    if len(forme) == len(autre):
        return len(forme) >= _LETTRE_CHANGEE or sorted(forme) == sorted(autre)
    longue, courte = (forme, autre) if len(forme) > len(autre) else (autre, forme)
    return _lettre_doublee(longue, courte) or len(forme) >= (
        _LETTRE_OUBLIEE if forme is courte else _LETTRE_AJOUTEE
    )


def _lettre_doublee(longue: str, courte: str) -> bool:
    return any(
        longue[i] == longue[i + 1] and longue[:i] + longue[i + 1 :] == courte
        for i in range(len(longue) - 1)
    )
