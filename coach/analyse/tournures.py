"""Ce que donnent les suites de deux et trois mots abstraits d'une phrase."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain, compress
from typing import NamedTuple

from coach.analyse.charges import CITATION, CLOTURE, OUVERTURE, Suites, suites
from coach.analyse.modele import Ecart

Part = tuple[int, int, str, Ecart]
"""Les rangs d'une tournure (premier jeton, dernier exclu), son nom, ce que reçoit chaque jeton."""


class Suite(NamedTuple):
    """Les mots abstraits d'un passage, en colonnes."""

    formes: Sequence[str]
    rangs: Sequence[int]
    """Ceux de leurs jetons, dans la phrase."""
    ouvertes: Sequence[Suites]
    """Les tournures que chacun ouvre."""

    def entre(self, a: int, b: int) -> "Suite":
        """Ceux des jetons `a` à `b` (exclu)."""
        i, j = bisect_left(self.rangs, a), bisect_left(self.rangs, b)
        if j - i == len(self.rangs):
            return self
        return Suite(self.formes[i:j], self.rangs[i:j], self.ouvertes[i:j])


def abstraire(formes: Sequence[str], ouvertes: Sequence[Suites], cites: Sequence[bool]) -> Suite:
    """Les mots abstraits d'une phrase ; une citation n'en fait qu'un, à son début.

    `cites` : pour chacun, s'il l'est ; vide si aucun ne l'est.
    """
    suite = Suite(formes, range(len(formes)), ouvertes)
    if True not in cites:
        return suite
    seuls = [not (cite and dedans) for cite, dedans in zip(cites, (False, *cites), strict=False)]
    de_la_citation = suites(CITATION)
    return Suite(
        [CITATION if cites[rang] else formes[rang] for rang in compress(suite.rangs, seuls)],
        list(compress(suite.rangs, seuls)),
        [de_la_citation if cites[r] else ouvertes[r] for r in compress(suite.rangs, seuls)],
    )


def repandre(suite: Suite, pentes: list[Ecart]) -> set[str]:
    """Ajoute aux pentes ce que donnent les tournures d'un passage, hors de ses bords ; leurs noms.

    Une tournure ne compte qu'une fois, là où elle se montre d'abord.
    """
    vues: set[str] = set()
    formes, rangs, ouvertes = suite
    for x, y, z, paire, troisieme in zip(
        rangs,
        rangs[1:],
        chain(rangs[2:], (0,)),
        map(dict.get, ouvertes, formes[1:]),
        chain(formes[2:], ("",)),
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
        if troisiemes is not None and troisieme in troisiemes:
            nom, ecart = troisiemes[troisieme]
            if nom not in vues:
                vues.add(nom)
                donne = ecart / (z + 1 - x)
                pentes[x] += donne
                pentes[z + 1] -= donne
    return vues


def des_bords(suite: Suite, fin: int) -> list[Part]:
    """Celles qui touchent un bord d'un passage ; `fin` : le rang d'après son dernier jeton."""
    formes, rangs, ouvertes_ = suite
    premier, i = formes[0], rangs[0]
    ultime, k, ouvertes = formes[-1], rangs[-1], ouvertes_[-1]
    rendu: list[Part] = []
    if ouvrante := suites(OUVERTURE).get(premier):
        second, j = (formes[1], rangs[1] + 1) if len(formes) > 1 else (CLOTURE, fin)
        if ouvrante.ecart is not None:
            rendu.append((i, i + 1, ouvrante.nom, ouvrante.ecart))
        if ouvrante.troisiemes and (troisieme := ouvrante.troisiemes.get(second)):
            rendu.append((i, j, troisieme[0], troisieme[1] / (j - i)))
    if (fermante := ouvertes.get(CLOTURE)) and fermante.ecart is not None:
        rendu.append((k, fin, fermante.nom, fermante.ecart / (fin - k)))
    if len(formes) > 1:
        h = rangs[-2]
        paire = ouvertes_[-2].get(ultime)
        if paire and paire.troisiemes and (troisieme := paire.troisiemes.get(CLOTURE)):
            rendu.append((h, fin, troisieme[0], troisieme[1] / (fin - h)))
    return rendu
