"""Qui parle à un endroit du texte : la personne qui écrit, ou quelqu'un qu'elle rapporte."""

import re
from bisect import bisect_right
from typing import NamedTuple

from coach.confidentialite.detresse.motifs import Motifs

_GUILLEMETS = re.compile(
    r"«[^»]*(?:»|$)|“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|^[ \t]*[—–][^\n]*",
    re.MULTILINE,
)
_LETTRE = re.compile(r"\w")
_FIN_DE_PHRASE = re.compile(r"[.!?…\n]+")
_FIN_DE_PROPOSITION = re.compile(r"[.!?…\n,;:«»\"“”()]")
_PORTEE = 120
"""Combien de caractères, avant un motif, peuvent annoncer une parole."""


class Citation(NamedTuple):
    """Une parole entre guillemets ; `soi` : la personne qui écrit se cite elle-même."""

    debut: int
    fin: int
    soi: bool


class Voix:
    """Les phrases et les paroles d'un texte plié, découpées une fois pour tous les motifs."""

    def __init__(self, texte: str, motifs: Motifs) -> None:
        self._texte = texte
        self._motifs = motifs
        self._bornes = [0, *(t.end() for t in _FIN_DE_PHRASE.finditer(texte))]
        self._lettres = len(_LETTRE.findall(texte))
        self._citations = [self._citation(t) for t in _GUILLEMETS.finditer(texte)]

    def phrase(self, debut: int, fin: int) -> tuple[str, str]:
        """Ce qui précède et ce qui suit l'étendue, dans sa phrase."""
        premier = self._bornes[bisect_right(self._bornes, debut) - 1]
        suivant = bisect_right(self._bornes, max(debut, fin - 1))
        dernier = self._bornes[suivant] if suivant < len(self._bornes) else len(self._texte)
        return self._texte[premier:debut], self._texte[fin:dernier]

    def est_autrui(self, debut: int) -> bool:
        """Vrai si les mots placés là sont rapportés de quelqu'un d'autre."""
        for citation in self._citations:
            if citation.debut <= debut < citation.fin:
                return not citation.soi
        depart = self._bornes[bisect_right(self._bornes, debut) - 1]
        avant = self._texte[max(depart, debut - _PORTEE) : debut]
        return bool(self._motifs.autrui.search(avant))

    def paroles_d_autrui(self) -> list[tuple[int, int]]:
        """Où quelqu'un d'autre parle entre guillemets."""
        return [(c.debut, c.fin) for c in self._citations if not c.soi]

    def sujet(self, debut: int, *, infinitif: bool = False) -> str | None:
        """Le dernier sujet lu avant cette place, dans la proposition : `moi`, `tiers` ou aucun.

        `infinitif` : ce qui suit est un infinitif, « a » n'y est donc pas un verbe.
        """
        sujets = self._motifs.sujets_d_infinitif if infinitif else self._motifs.sujets
        depart = max(0, debut - _PORTEE)
        coupes = [t.end() for t in _FIN_DE_PROPOSITION.finditer(self._texte, depart, debut)]
        lus = list(sujets.finditer(self._texte, coupes[-1] if coupes else depart, debut))
        return lus[-1].lastgroup if lus else None

    def _citation(self, trouve: re.Match[str]) -> Citation:
        avant = self._texte[max(0, trouve.start() - _PORTEE) : trouve.start()]
        apres = self._texte[trouve.end() : trouve.end() + _PORTEE]
        seule = self._lettres - len(_LETTRE.findall(trouve[0])) < 3
        soi = seule or self._motifs.soi_avant.search(avant) or self._motifs.soi_apres.search(apres)
        return Citation(trouve.start(), trouve.end(), bool(soi))
