"""L'accord entre lecteurs : κ de Cohen (deux) et de Fleiss (plusieurs), avec leur matière.

κ = (observé − attendu) / (1 − attendu), où « observé » est la part des paires de lectures qui
s'accordent, et « attendu » celle que le hasard donnerait avec les mêmes fréquences (Cohen 1960,
Fleiss 1971). κ n'existe pas, et vaut rien, dans trois cas, que `raison` nomme : aucun sujet, moins
de deux lecteurs, ou une seule catégorie partout (le hasard s'accorderait toujours).
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Literal, NamedTuple


class Accord(NamedTuple):
    """Un accord : κ s'il existe, ses deux parts dans [0, 1], et les sujets où l'on diffère."""

    kappa: float | None
    observe: float | None
    attendu: float | None
    sujets: int
    lecteurs: int
    desaccords: tuple[str, ...] = ()
    raison: Literal["", "aucun_sujet", "moins_de_deux_lecteurs", "une_seule_categorie"] = ""


def cohen(une: Mapping[str, Hashable], autre: Mapping[str, Hashable]) -> Accord:
    """L'accord de deux lecteurs, sur les sujets que les deux ont lus.

    Chaque lecteur garde ses propres fréquences : c'est ce qui distingue Cohen de Fleiss.
    """
    communs = [s for s in une if s in autre]
    if not communs:
        return Accord(None, None, None, 0, 2, raison="aucun_sujet")
    nombre = len(communs)
    differents = tuple(s for s in communs if une[s] != autre[s])
    observe = 1 - len(differents) / nombre
    siennes, autres = Counter(une[s] for s in communs), Counter(autre[s] for s in communs)
    attendu = sum(siennes[c] * autres[c] for c in siennes) / nombre**2
    return _accord(observe, attendu, nombre, 2, differents)


def fleiss(lectures: Mapping[str, Sequence[Hashable]]) -> Accord:
    """L'accord de plusieurs lecteurs ; `lectures` : par sujet, ce que chacun a dit.

    Tous les sujets doivent avoir été lus par le même nombre de lecteurs ; lève `ValueError` sinon.
    """
    if not lectures:
        return Accord(None, None, None, 0, 0, raison="aucun_sujet")
    tailles = {len(dites) for dites in lectures.values()}
    if len(tailles) > 1:
        raise ValueError("des sujets n'ont pas été lus par le même nombre de lecteurs")
    lecteurs, nombre = tailles.pop(), len(lectures)
    if lecteurs < 2:
        return Accord(None, None, None, nombre, lecteurs, raison="moins_de_deux_lecteurs")
    comptes = {sujet: Counter(dites) for sujet, dites in lectures.items()}
    paires = sum(n * (n - 1) for compte in comptes.values() for n in compte.values())
    observe = paires / (nombre * lecteurs * (lecteurs - 1))
    total: Counter[Hashable] = Counter()
    for compte in comptes.values():
        total.update(compte)
    attendu = sum((n / (nombre * lecteurs)) ** 2 for n in total.values())
    differents = tuple(sujet for sujet, compte in comptes.items() if len(compte) > 1)
    return _accord(observe, attendu, nombre, lecteurs, differents)


def _accord(
    observe: float, attendu: float, sujets: int, lecteurs: int, differents: tuple[str, ...]
) -> Accord:
    if attendu >= 1:
        return Accord(
            None, observe, 1.0, sujets, lecteurs, differents, raison="une_seule_categorie"
        )
    kappa = (observe - attendu) / (1 - attendu)
    return Accord(kappa, observe, attendu, sujets, lecteurs, differents)
