"""L'avancement d'un long travail : une ligne qui se récrit, à côté de la réponse, au terminal."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from coach.cli.paroles import dire

_APRES = 0.7
"""Secondes avant que la ligne paraisse : un travail bref n'en montre pas."""

_ENTRE = 0.1
"""Secondes entre deux récritures."""

_LARGEUR = 20

Avancer = Callable[[int, int], None]
"""Dit combien est fait, et sur combien ; 0 quand on ne sait pas sur combien."""


@contextmanager
def avancement(travail: str) -> Iterator[Avancer]:
    """De quoi dire où en est ce travail ; rien ne s'écrit hors d'un terminal.

    `travail` : la phrase du catalogue (section `avancement`) qui le nomme.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _fait, _tout: None
        return
    ligne = _Ligne(dire(f"avancement.{travail}"))
    try:
        yield ligne.avancer
    finally:
        ligne.effacer()


class _Ligne:
    def __init__(self, travail: str) -> None:
        self._travail = travail
        self._prochaine = time.monotonic() + _APRES
        self._ecrite = 0

    def avancer(self, fait: int, tout: int) -> None:
        if time.monotonic() < self._prochaine:
            return
        self._prochaine = time.monotonic() + _ENTRE
        if tout:
            plein = _LARGEUR * fait // tout
            barre = "█" * plein + "░" * (_LARGEUR - plein)
            texte = dire(
                "avancement.part", travail=self._travail, barre=barre, fait=fait, tout=tout
            )
        else:
            texte = dire("avancement.compte", travail=self._travail, fait=fait)
        self._poser(texte)

    def _poser(self, texte: str) -> None:
        sys.stderr.write("\r" + texte.ljust(self._ecrite))
        sys.stderr.flush()
        self._ecrite = len(texte)

    def effacer(self) -> None:
        """Ôte la ligne, si elle a paru : ce qui suit s'écrit à sa place."""
        if self._ecrite:
            sys.stderr.write("\r" + " " * self._ecrite + "\r")
            sys.stderr.flush()
            self._ecrite = 0
