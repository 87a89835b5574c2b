"""La suite de natures la plus vraisemblable d'une phrase, mot à mot."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from coach.analyse.frontieres import Jointure, Vue, jointure
from coach.analyse.modele import Ecart, ecart, poids

_SANS_CHANGER = (0, 1, 2)
Prime = tuple[int, float]
"""Le rang d'un jeton devant qui la nature peut changer, et ce qu'y ajoute tout changement."""
Retour = tuple[int, tuple[int, int, int]]
"""Un jeton, et d'où vient au mieux, devant lui, chacune des trois natures."""
Passages = tuple[tuple[float, ...], ...]
"""Ce que coûte de passer de chaque nature à chaque autre."""
Changement = tuple[int, int, float]
"""D'une nature, à une autre, ce que cela coûte."""
Course = tuple[int, int, int]
"""Une suite de jetons de même nature : premier, dernier exclu, rang de la nature."""


def primes(coupures: Iterable[tuple[int, Vue]]) -> list[Prime]:
    """Rend la prime de chaque endroit où l'on peut couper, avec les coûts appris."""
    return [(k, _prime(*vue)) for k, vue in coupures]


@lru_cache(maxsize=8192)
def _prime(*vue: *Vue) -> float:
    couts = poids().jointures
    return sum([couts.get(nom, 0.0) for nom in jointure(*vue)])


def chemin(apports: Sequence[Ecart], primes_: Iterable[Prime]) -> list[Course]:
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
    apports: Sequence[Ecart],
    primes_: Iterable[Prime],
    passages: Passages,
    echelle: float,
) -> list[Course]:
    """Viterbi à trois états : changer de nature coûte selon l'endroit et les deux natures.

    Les scores se tiennent face à celui de l'émotion, qui vaut donc toujours zéro.
    """
    cumul = [0j, *accumulate(apports)]
    changements, facile = _changements(passages)
    retours: list[Retour] = []
    avance = 0j
    for k, prime in primes_:
        scores = avance + echelle * cumul[k]
        fait, opinion = scores.real, scores.imag
        bas, haut = (fait, opinion) if fait < opinion else (opinion, fait)
        if (haut if haut > 0.0 else 0.0) + facile + prime > (bas if bas < 0.0 else 0.0):
            origines, suite = _changer((fait, opinion, 0.0), changements, prime)
            if origines != _SANS_CHANGER:
                retours.append((k, origines))
                avance = suite - echelle * cumul[k]
    scores = avance + echelle * cumul[-1]
    rang = max((0, 1, 2), key=(scores.real, scores.imag, 0.0).__getitem__)
    return _remonter(retours, rang, len(apports))


@lru_cache(maxsize=8)
def _changements(passages: Passages) -> tuple[tuple[Changement, ...], float]:
    """Les changements de nature, et ce que coûte le moins cher."""
    tous = [(a, c, passages[a][c]) for c in _SANS_CHANGER for a in _SANS_CHANGER if a != c]
    return tuple(tous), max(cout for _, _, cout in tous)


def _changer(
    scores: tuple[float, float, float], changements: Iterable[Changement], prime: float
) -> tuple[tuple[int, int, int], Ecart]:
    """D'où l'on vient au mieux pour chaque nature, et les scores qui en résultent."""
    origines = [0, 1, 2]
    suite = list(scores)
    for a, c, cout in changements:
        score = scores[a] + cout + prime
        if score > suite[c]:
            suite[c], origines[c] = score, a
    fait, opinion, emotion = origines
    return (fait, opinion, emotion), ecart((suite[0], suite[1], suite[2]))


def _remonter(retours: list[Retour], rang: int, fin: int) -> list[Course]:
    """Les passages, du dernier au premier, puis remis dans l'ordre."""
    courses: list[Course] = []
    for k, origines in reversed(retours):
        if origines[rang] != rang:
            courses.append((k, fin, rang))
            fin, rang = k, origines[rang]
    courses.append((0, fin, rang))
    return courses[::-1]
