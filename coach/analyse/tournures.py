"""Ce que donnent les suites de deux et trois mots abstraits d'une phrase."""

from collections.abc import Sequence

from coach.analyse.charges import CITATION, CLOTURE, OUVERTURE, Suites, suites
from coach.analyse.jetons import Jeton
from coach.analyse.modele import Ecart

Part = tuple[int, int, str, Ecart]
"""Les rangs d'une tournure (premier jeton, dernier exclu), son nom, ce que reçoit chaque jeton."""
Abstrait = tuple[str, int, Suites]
"""Un mot rendu abstrait, le rang de son jeton, et les tournures qu'il ouvre."""


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


def repandre(suite: list[Abstrait], pentes: list[Ecart]) -> set[str]:
    """Ajoute aux pentes ce que donnent les tournures d'un passage, hors de ses bords ; leurs noms.

    Une tournure ne compte qu'une fois, là où elle se montre d'abord.
    """
    vues: set[str] = set()
    if not suite:
        return vues
    formes, rangs, ouvertes = zip(*suite, strict=True)
    suivantes = formes[1:]
    for x, y, z, paire, troisieme in zip(
        rangs,
        rangs[1:],
        (*rangs[2:], 0),
        map(dict.get, ouvertes, suivantes),
        (*suivantes[1:], ""),
        strict=False,
    ):
        if paire is None:
            continue
        nom, ecart, troisiemes = paire
        if ecart is not None and nom not in vues:
            vues.add(nom)
            donne = ecart / (y + 1 - x)
            pentes[x] += donne
            pentes[y + 1] -= donne
        if troisieme in troisiemes:
            nom, ecart = troisiemes[troisieme]
            if nom not in vues:
                vues.add(nom)
                donne = ecart / (z + 1 - x)
                pentes[x] += donne
                pentes[z + 1] -= donne
    return vues


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
