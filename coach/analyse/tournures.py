"""Ce que donnent les suites de deux et trois mots abstraits d'une phrase."""

from collections import Counter
from collections.abc import Sequence

from coach.analyse.charges import CITATION, CLOTURE, OUVERTURE, Suites, suites
from coach.analyse.jetons import Jeton
from coach.analyse.modele import Ecart

Part = tuple[int, int, str, Ecart]
"""Les rangs d'une tournure (premier jeton, dernier exclu), son nom, ce que reçoit chaque jeton."""
Abstrait = tuple[str, int, Suites]
"""Un mot rendu abstrait, le rang de son jeton, et les tournures qu'il ouvre."""
_BORDS = frozenset({OUVERTURE, CLOTURE})


def abstraire(
    mots: Sequence[Jeton], abstraits: Sequence[str], ouvertes: Sequence[Suites]
) -> list[Abstrait]:
    """Les mots abstraits d'une phrase ; une citation n'en fait qu'un, à son début.

    `ouvertes` : les tournures qu'ouvre chacun.
    """
    suite = list(zip(abstraits, range(len(mots)), ouvertes, strict=True))
    cites = [mot.cite for mot in mots]
    if True not in cites:
        return suite
    de_la_citation = suites(CITATION)
    return [
        (CITATION, rang, de_la_citation) if cite else suite[rang]
        for rang, (cite, dedans) in enumerate(zip(cites, [False, *cites], strict=False))
        if not (cite and dedans)
    ]


def internes(suite: list[Abstrait]) -> list[Part]:
    """Ce que donnent les tournures de deux et trois mots, hors des bords, dans l'ordre."""
    rendu: list[Part] = []
    if not suite:
        return rendu
    formes, rangs, ouvertes = zip(*suite, strict=True)
    for k, paire in enumerate(map(dict.get, ouvertes, formes[1:])):
        if paire is None:
            continue
        x, y = rangs[k], rangs[k + 1]
        if paire.ecart is not None:
            rendu.append((x, y + 1, paire.nom, paire.ecart / (y + 1 - x)))
        if k + 2 < len(formes) and (troisieme := paire.troisiemes.get(formes[k + 2])):
            z = rangs[k + 2]
            rendu.append((x, z + 1, troisieme[0], troisieme[1] / (z + 1 - x)))
    return rendu


def revenantes(suite: list[Abstrait], parts: list[Part]) -> set[str]:
    """Les noms des tournures qui reviennent dans la phrase, ou peuvent revenir à un bord."""
    noms = [nom for _, _, nom, _ in parts]
    if not _BORDS.isdisjoint([forme for forme, _, _ in suite]):
        return set(noms)
    if len(set(noms)) == len(noms):
        return set()
    return {nom for nom, fois in Counter(noms).items() if fois > 1}


def des_bords(suite: list[Abstrait], fin: int) -> list[Part]:
    """Celles qui touchent un bord d'un passage ; `fin` : le rang d'après son dernier jeton."""
    (premier, i, _), (ultime, k, ouvertes) = suite[0], suite[-1]
    rendu: list[Part] = []
    if ouvrante := suites(OUVERTURE).get(premier):
        second, j = (suite[1][0], suite[1][1] + 1) if len(suite) > 1 else (CLOTURE, fin)
        if ouvrante.ecart is not None:
            rendu.append((i, i + 1, ouvrante.nom, ouvrante.ecart))
        if troisieme := ouvrante.troisiemes.get(second):
            rendu.append((i, j, troisieme[0], troisieme[1] / (j - i)))
    if (fermante := ouvertes.get(CLOTURE)) and fermante.ecart is not None:
        rendu.append((k, fin, fermante.nom, fermante.ecart / (fin - k)))
    if len(suite) > 1:
        _, h, avant = suite[-2]
        if (paire := avant.get(ultime)) and (troisieme := paire.troisiemes.get(CLOTURE)):
            rendu.append((h, fin, troisieme[0], troisieme[1] / (fin - h)))
    return rendu
