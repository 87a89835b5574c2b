"""Ce qu'un mot montre à lui seul, où qu'il soit : relevé à la première rencontre, puis gardé."""

from functools import cache, lru_cache
from typing import NamedTuple

from coach.analyse.automate import clot
from coach.analyse.formes import NOMS_DES_MARQUES, marques_du_mot
from coach.analyse.motifs import Noms, ecrire, noms
from coach.analyse.regles import Porteurs, jeu, regles_de

_AU_PLUS = 8192
"""Mots gardés ; au-delà, on recommence."""


class Sens(NamedTuple):
    """Un mot étiqueté, vu des règles."""

    masque: int
    """Pour les motifs, comme les deux suivants : voir `Lettre`."""
    noms: Noms
    clot: bool
    regles: Porteurs
    """Celles que ses étiquettes suffisent à déclencher, d'où qu'il vienne."""
    portees: Porteurs
    """Celles qui veulent, de plus, savoir de qui il vient."""
    marques: bytes
    """Pour les formes de la phrase."""


class Vocabulaire(dict[tuple[str, frozenset[str]], Sens]):
    """Le sens de chaque mot rencontré, par sa clé et ses étiquettes."""

    def __missing__(self, mot: tuple[str, frozenset[str]]) -> Sens:
        if len(self) >= _AU_PLUS:
            self.clear()
        cle, etiquettes = mot
        ecrit = ecrire(cle)
        demande = ecrit if ecrit in noms_connus() else ""
        rendu = self[mot] = _sens(demande, etiquettes, clot(cle, etiquettes))
        return rendu


@cache
def noms_connus() -> Noms:
    """Ce que demande au moins un motif ou une forme : le reste ne change rien."""
    return jeu().automate.noms() | NOMS_DES_MARQUES


@lru_cache(maxsize=4096)
def _sens(demande: str, etiquettes: frozenset[str], clot_: bool) -> Sens:
    """Un seul sens pour tous les mots dont les règles voient la même chose.

    `demande` : le mot, s'il est de ceux que nomme un motif ou une forme ; vide sinon.
    """
    siens = noms(demande, etiquettes) & noms_connus()
    lettre = jeu().automate.lettre(siens, clot=clot_)
    regles = regles_de(etiquettes)
    return Sens(
        *lettre,
        tuple(r for r in regles if not r[1]),
        tuple(r for r in regles if r[1]),
        marques_du_mot(siens),
    )


@cache
def vocabulaire() -> Vocabulaire:
    """Le vocabulaire commun à toutes les lectures."""
    return Vocabulaire()
