"""La suite de natures la plus vraisemblable d'une phrase, mot à mot."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate

from coach.analyse.frontieres import Jointure, Vue, jointure
from coach.analyse.modele import Ecart, ecart, poids

_SANS_CHANGER = (0, 1, 2)
_AU_PLUS_LOIN = math.sqrt(2.0) + 1e-9
"""De combien deux natures peuvent s'écarter, pour un écart de module un."""
_PRIMES_AU_PLUS = 8192
"""Jointures gardées ; au-delà, on recommence."""
Prime = tuple[int, float]
"""Le rang d'un jeton devant qui la nature peut changer, et ce qu'y ajoute tout changement."""
Retour = tuple[int, tuple[int, int, int]]
"""Un jeton, et d'où vient au mieux, devant lui, chacune des trois natures."""
Passages = tuple[tuple[float, ...], ...]
"""Ce que coûte de passer de chaque nature à chaque autre."""
Course = tuple[int, int, int]
"""Une suite de jetons de même nature : premier, dernier exclu, rang de la nature."""


def primes(coupures: Iterable[tuple[int, Vue]]) -> list[Prime]:
    """Rend la prime de chaque endroit où l'on peut couper, avec les coûts appris."""
    connues = _primes()
    return [(k, connues[vue]) for k, vue in coupures]


class _Primes(dict[Vue, float]):
    """La prime de chaque jointure rencontrée."""

    def __missing__(self, vue: Vue) -> float:
        if len(self) >= _PRIMES_AU_PLUS:
            self.clear()
        couts = poids().jointures
        rendu = self[vue] = sum([couts.get(nom, 0.0) for nom in jointure(*vue)])
        return rendu


@cache
def _primes() -> _Primes:
    """Les primes communes à toutes les lectures."""
    return _Primes()


def chemin(apports: Iterable[Ecart], primes_: Iterable[Prime]) -> list[Course]:
    """Rend les passages d'une phrase, chacun d'une nature, avec les coûts appris."""
    modele = poids()
    return _viterbi(apports, primes_, modele.passages, modele.echelle)


def suivre(
    apports: Iterable[Sequence[float]],
    jointures: Sequence[Jointure | None],
    couts: Mapping[str, float],
    passages: Sequence[Sequence[float]],
    echelle: float,
) -> list[int]:
    """Rend le rang de nature de chaque jeton, avec d'autres coûts que ceux qui sont appris."""
    primes_ = [
        (k, sum([couts.get(nom, 0.0) for nom in j]))
        for k, j in enumerate(jointures)
        if k and j is not None
    ]
    couples = tuple(map(tuple, passages))
    courses = _viterbi([ecart(trio) for trio in apports], primes_, couples, echelle)
    return [rang for a, b, rang in courses for _ in range(a, b)]


def _viterbi(
    apports: Iterable[Ecart],
    primes_: Iterable[Prime],
    passages: Passages,
    echelle: float,
) -> list[Course]:
    """Viterbi à trois états : changer de nature coûte selon l'endroit et les deux natures.

    Les scores se tiennent face à celui de l'émotion, qui vaut donc toujours zéro.
    """
    cumul = [0j, *accumulate(apports)]
    facile = _le_moins_cher(passages)
    retours: list[Retour] = []
    avance = 0j
    for k, prime in primes_:
        scores = avance + echelle * cumul[k]
        if abs(scores) * _AU_PLUS_LOIN + facile + prime <= 0.0:
            continue
        fait, opinion = scores.real, scores.imag
        if max(fait, opinion, 0.0) - min(fait, opinion, 0.0) + facile + prime <= 0.0:
            continue
        origines, suite = _changer(fait, opinion, passages, prime)
        if origines != _SANS_CHANGER:
            retours.append((k, origines))
            avance = suite - echelle * cumul[k]
    scores = avance + echelle * cumul[-1]
    rang = max((0, 1, 2), key=(scores.real, scores.imag, 0.0).__getitem__)
    return _remonter(retours, rang, len(cumul) - 1)


@lru_cache(maxsize=8)
def _le_moins_cher(passages: Passages) -> float:
    """Ce que coûte le changement de nature le moins cher."""
    return max(cout for a, couts in enumerate(passages) for c, cout in enumerate(couts) if a != c)


def _changer(
    fait: float, opinion: float, passages: Passages, prime: float
) -> tuple[tuple[int, int, int], Ecart]:
    """D'où l'on vient au mieux pour chaque nature, et les scores qui en résultent."""
    (_, f_o, f_e), (o_f, _, o_e), (e_f, e_o, _) = passages
    de_f, de_o, de_e = 0, 1, 2
    vers_f, vers_o, vers_e = fait, opinion, 0.0
    if (score := opinion + o_f + prime) > vers_f:
        vers_f, de_f = score, 1
    if (score := e_f + prime) > vers_f:
        vers_f, de_f = score, 2
    if (score := fait + f_o + prime) > vers_o:
        vers_o, de_o = score, 0
    if (score := e_o + prime) > vers_o:
        vers_o, de_o = score, 2
    if (score := fait + f_e + prime) > vers_e:
        vers_e, de_e = score, 0
    if (score := opinion + o_e + prime) > vers_e:
        vers_e, de_e = score, 1
    return (de_f, de_o, de_e), complex(vers_f - vers_e, vers_o - vers_e)


def _remonter(retours: list[Retour], rang: int, fin: int) -> list[Course]:
    """Les passages, du dernier au premier, puis remis dans l'ordre."""
    courses: list[Course] = []
    for k, origines in reversed(retours):
        if origines[rang] != rang:
            courses.append((k, fin, rang))
            fin, rang = k, origines[rang]
    courses.append((0, fin, rang))
    return courses[::-1]
