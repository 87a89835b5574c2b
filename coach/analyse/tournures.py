"""Ce que donnent les suites de deux et trois mots abstraits d'une phrase."""

from collections import Counter
from collections.abc import Iterator

from coach.analyse.charges import CITATION, CLOTURE, OUVERTURE, Charge, Suites, suites
from coach.analyse.jetons import Jeton
from coach.analyse.modele import Ecart

Part = tuple[int, int, str, Ecart]
"""Les rangs d'une tournure (premier jeton, dernier exclu), son nom, ce que reçoit chaque jeton."""
Abstrait = tuple[str, int, Suites]
"""Un mot rendu abstrait, le rang de son jeton, et les tournures qu'il ouvre."""
_RIEN: Abstrait = ("", 0, {})
_BORDS = frozenset({OUVERTURE, CLOTURE})


def abstraire(mots: list[Jeton], charges: list[Charge]) -> list[Abstrait]:
    """Les mots rendus abstraits ; une citation n'en fait qu'un, à son début."""
    suite: list[Abstrait] = []
    dedans = False
    for rang, (mot, charge) in enumerate(zip(mots, charges, strict=True)):
        if not mot.cite:
            suite.append((charge.abstrait, rang, charge.suites))
        elif not dedans:
            suite.append((CITATION, rang, suites(CITATION)))
        dedans = mot.cite
    return suite


def internes(suite: list[Abstrait]) -> list[Part]:
    """Ce que donnent les tournures de deux et trois mots, hors des bords, dans l'ordre."""
    rendu: list[Part] = []
    suivis = zip(suite, suite[1:], [*suite[2:], _RIEN], strict=False)
    for (_, x, ouvertes), (forme, y, _), (suivante, z, _) in suivis:
        paire = ouvertes.get(forme)
        if paire is None:
            continue
        if paire.ecart is not None:
            rendu.append((x, y + 1, paire.nom, paire.ecart / (y + 1 - x)))
        if suivante in paire.troisiemes:
            nom, ecart = paire.troisiemes[suivante]
            rendu.append((x, z + 1, nom, ecart / (z + 1 - x)))
    return rendu


def revenantes(suite: list[Abstrait], parts: list[Part]) -> set[str]:
    """Les noms des tournures qui reviennent dans la phrase, ou peuvent revenir à un bord."""
    noms = [nom for _, _, nom, _ in parts]
    if not _BORDS.isdisjoint([forme for forme, _, _ in suite]):
        return set(noms)
    if len(set(noms)) == len(noms):
        return set()
    return {nom for nom, fois in Counter(noms).items() if fois > 1}


def des_bords(suite: list[Abstrait], fin: int) -> Iterator[Part]:
    """Celles qui touchent un bord d'un passage ; `fin` : le rang d'après son dernier jeton."""
    (premier, i, _), (ultime, k, ouvertes) = suite[0], suite[-1]
    second, j = (suite[1][0], suite[1][1] + 1) if len(suite) > 1 else (CLOTURE, fin)
    ouvrante, fermante = suites(OUVERTURE).get(premier), ouvertes.get(CLOTURE)
    if ouvrante is not None:
        if ouvrante.ecart is not None:
            yield i, i + 1, ouvrante.nom, ouvrante.ecart
        if second in ouvrante.troisiemes:
            nom, ecart = ouvrante.troisiemes[second]
            yield i, j, nom, ecart / (j - i)
    if fermante is not None and fermante.ecart is not None:
        yield k, fin, fermante.nom, fermante.ecart / (fin - k)
    if len(suite) > 1:
        _, h, avant = suite[-2]
        paire = avant.get(ultime)
        if paire is not None and CLOTURE in paire.troisiemes:
            nom, ecart = paire.troisiemes[CLOTURE]
            yield h, fin, nom, ecart / (fin - h)
