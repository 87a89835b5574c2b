"""Lire comme la personne l'a appris au coach : ses corrections d'hier, et celle de l'instant."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from threading import Lock
from typing import Protocol

from coach.analyse import Correction, Lecteur, Memoire
from coach.carnet import ErreurDeCarnet
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import CorrectionApprise
from coach.modeles.lecture import Decision, Lecture, Nature

LECTURES_GARDEES = 512
"""Une même réponse se relit à chaque pas d'une séance, un passage à chaque vérification."""


class Retenues(Protocol):
    """Là où les corrections se gardent."""

    def dernier(self, flux: str) -> str:
        """L'identifiant du dernier événement du flux : il change à chaque écriture."""

    def apprises(self) -> Sequence[CorrectionApprise]:
        """Les corrections qui tiennent, de la plus ancienne à la plus récente."""


class LectureApprise:
    """La lecture d'une personne ; elle suit ses corrections, d'où qu'on les change."""

    def __init__(self, retenues: Retenues) -> None:
        self._retenues = retenues
        self._dernier: str | None = None
        self._corrections: tuple[Correction, ...] = ()
        self._memoire = _memoire(())
        self._verrou = Lock()

    def lire(
        self, texte: str, decisions: Sequence[Decision] = (), attendue: Nature | None = None
    ) -> Lecture:
        """Lit un texte comme `coach.analyse.lire`, avec ce qui est retenu maintenant."""
        return _lire(self.memoire(), texte, tuple(decisions), attendue)

    def lecteur(self) -> Callable[[str], Lecture]:
        """De quoi lire avec ce qui est retenu à cet instant, sans revenir au carnet.

        Un autre fil peut s'en servir ; ce qu'il lit, `lire` n'aura plus à le lire.
        """
        memoire = self.memoire()
        return lambda texte: _lire(memoire, texte, (), None)

    def memoire(self) -> Memoire:
        """Ce qui est retenu maintenant ; le même objet tant que rien n'en change.

        Si le carnet ne se lit plus, ce qui en était connu : c'est en écrivant qu'on le dira.
        """
        with self._verrou:
            with suppress(ErreurDeCarnet):
                self._suivre()
            return self._memoire

    def _suivre(self) -> None:
        dernier = self._retenues.dernier(FLUX_DU_CARNET)
        if dernier == self._dernier:
            return
        corrections = tuple(
            Correction(e.texte, e.nature, e.sous_type) for e in self._retenues.apprises()
        )
        if corrections != self._corrections:
            self._corrections, self._memoire = corrections, _memoire(corrections)
        self._dernier = dernier


@lru_cache(maxsize=2)
def _memoire(corrections: tuple[Correction, ...]) -> Memoire:
    """La même pour les mêmes corrections : ce qui fut lu avec elle vaut encore."""
    return Memoire(corrections)


@lru_cache(maxsize=LECTURES_GARDEES)
def _lire(
    memoire: Memoire, texte: str, decisions: Sequence[Decision], attendue: Nature | None
) -> Lecture:
    return Lecteur(memoire).lire(texte, decisions, attendue)
