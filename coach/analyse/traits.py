"""Ce que l'apprentissage pèse à côté des règles : tournures, étiquettes, morceaux de mots.

Un trait a un nom et l'étendue des jetons qui le montrent. Préfixes : « a: » une suite de deux ou
trois mots rendus abstraits (« je @aux @acte »), « t: » une étiquette du lexique, « l: » la
longueur, « d: » le premier mot, « f: » le signe final, « c: » des lettres d'un mot.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from coach.analyse.donnees import liste
from coach.analyse.jetons import Jeton

Trait = tuple[str, int, int]
Abstrait = tuple[str, int]
"""Un mot rendu abstrait, et son rang."""
_PAR_ORDRE = liste("etiquettes_par_ordre")
_OUTILS = frozenset({"det", "clitique", "je", "aux", "etre", "avoir", "prep", "adv", "neg"})
_MOT_COURT = 4
_LETTRES = (4, 5)
_PAR_TRANCHE = 4
TRANCHES = 8


def tournures(mots: list[Jeton]) -> Iterator[Trait]:
    """Les suites abstraites de deux et trois mots, bords compris ; une citation n'en fait qu'un."""
    suite = [("^", 0), *abstraits(mots), ("$", max(0, len(mots) - 1))]
    for k in range(1, len(suite)):
        (a, i), (b, j) = suite[k - 1], suite[k]
        yield f"a:{a} {b}", i, j
        if k > 1:
            avant, debut = suite[k - 2]
            yield f"a:{avant} {a} {b}", debut, j


def noms_de_tournures(mots: Sequence[Jeton]) -> list[str]:
    """Les noms seuls de ces suites, celles de deux mots d'abord."""
    suite = ["^", *[forme for forme, _ in abstraits(mots)], "$"]
    deux = [f"a:{a} {b}" for a, b in pairwise(suite)]
    return deux + [f"{paire} {c}" for paire, c in zip(deux, suite[2:], strict=False)]


def abstraits(mots: Sequence[Jeton]) -> list[Abstrait]:
    """Les mots rendus abstraits et leur rang ; une citation n'en fait qu'un, à son début."""
    suite: list[Abstrait] = []
    dedans = False
    for i, mot in enumerate(mots):
        if not mot.cite:
            suite.append((abstrait(mot.cle, mot.etiquettes), i))
        elif not dedans:
            suite.append(("Q", i))
        dedans = mot.cite
    return suite


def abstrait(cle: str, etiquettes: frozenset[str]) -> str:
    """Un mot réduit à ce qui se retrouve ailleurs : lui-même, son étiquette, ou sa fin."""
    if "signe" in etiquettes:
        return cle
    etiquette = _premiere(etiquettes)
    if etiquette:
        return etiquette
    if etiquettes & _OUTILS or len(cle) <= _MOT_COURT:
        return cle
    return "X" + cle[-2:]


@lru_cache(maxsize=1024)
def _premiere(etiquettes: frozenset[str]) -> str:
    """La plus parlante de ces étiquettes, ou rien."""
    return next(("@" + e for e in _PAR_ORDRE if e in etiquettes), "")


def marques(mots: list[Jeton]) -> Iterator[Trait]:
    """Étiquettes présentes (la première fois qu'elles le sont), longueur, premier et dernier."""
    if not mots:
        return
    vues: set[str] = set()
    for i, mot in enumerate(mots):
        if not mot.cite and not mot.rapporte:
            for etiquette in mot.etiquettes - vues:
                yield "t:" + etiquette, i, i
            vues |= mot.etiquettes
    yield from bords(mots, 0, len(mots))


def bords(mots: list[Jeton], a: int, b: int) -> tuple[Trait, ...]:
    """La longueur, le premier mot et le signe final des jetons `a` à `b` (exclu)."""
    final = mots[b - 1].cle if "signe" in mots[b - 1].etiquettes else ""
    return (
        (f"l:{tranche(b - a)}", a, b - 1),
        ("d:" + mots[a].cle, a, a),
        ("f:" + final, b - 1, b - 1),
    )


def tranche(longueur: int) -> int:
    """La tranche où tombe une longueur en jetons, signes compris."""
    return min(TRANCHES, longueur // _PAR_TRANCHE)


def lisible(mot: Jeton) -> bool:
    """Le mot parle pour la personne : ni cité, ni rapporté, ni signe."""
    return not (mot.cite or mot.rapporte or "signe" in mot.etiquettes)


def lettres(cle: str) -> list[str]:
    """Les suites de quatre et cinq lettres d'un mot, bords compris."""
    return ["c:" + suite for suite in suites_de_lettres(cle)]


def suites_de_lettres(cle: str) -> Iterator[str]:
    """Les mêmes, sans préfixe."""
    borde = f" {cle} "
    return map(borde.__getitem__, _coupes(len(borde)))


@lru_cache(maxsize=64)
def _coupes(longueur: int) -> tuple[slice, ...]:
    """Où se prennent les suites d'un mot de cette longueur, bords compris ; les courtes d'abord."""
    return tuple(slice(i, i + n) for n in _LETTRES for i in range(longueur - n + 1))
