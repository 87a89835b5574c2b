"""La suite de natures la plus vraisemblable d'une phrase, mot à mot."""

from collections.abc import Mapping, Sequence

from coach.analyse.frontieres import Jointure
from coach.analyse.modele import poids


def chemin(apports: list[list[float]], jointures: list[Jointure | None]) -> list[int]:
    """Rend le rang de nature de chaque jeton, avec les coûts appris."""
    modele = poids()
    return suivre(apports, jointures, modele.jointures, modele.passages, modele.echelle)


def suivre(
    apports: list[list[float]],
    jointures: list[Jointure | None],
    couts: Mapping[str, float],
    passages: Sequence[Sequence[float]],
    echelle: float,
) -> list[int]:
    """Viterbi à trois états : changer de nature coûte selon l'endroit et les deux natures.

    Deux jetons sans jointure restent ensemble.
    """
    scores = [0.0, 0.0, 0.0]
    facile = max(passages[a][c] for a in (0, 1, 2) for c in (0, 1, 2) if a != c)
    retours: list[tuple[int, int, int]] = []
    for k, ((f, o, e), jointure) in enumerate(zip(apports, jointures, strict=True)):
        origines = (0, 1, 2)
        if jointure is not None and k:
            prime = 0.0
            for nom in jointure:
                prime += couts.get(nom, 0.0)
            if max(scores) + facile + prime > min(scores):
                f0, o0, e0 = (_origine(scores, passages, c, prime) for c in (0, 1, 2))
                origines = (f0, o0, e0)
                scores = [
                    scores[a] + (passages[a][c] + prime if a != c else 0.0)
                    for c, a in enumerate(origines)
                ]
        retours.append(origines)
        scores[0] += echelle * f
        scores[1] += echelle * o
        scores[2] += echelle * e
    rang = max((0, 1, 2), key=scores.__getitem__)
    rendu: list[int] = []
    for origines in reversed(retours):
        rendu.append(rang)
        rang = origines[rang]
    return rendu[::-1]


def _origine(
    scores: Sequence[float], passages: Sequence[Sequence[float]], c: int, prime: float
) -> int:
    """D'où l'on vient au mieux quand on arrive à la nature `c`."""
    meilleure, origine = scores[c], c
    for a in (0, 1, 2):
        if a != c and scores[a] + passages[a][c] + prime > meilleure:
            meilleure, origine = scores[a] + passages[a][c] + prime, a
    return origine
