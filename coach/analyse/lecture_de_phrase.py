"""Lire un morceau de phrase : sa nature d'abord, le reste quand on le demande."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from coach.analyse.classement import Classement, classer, incliner
from coach.analyse.donnees import donnees
from coach.analyse.entrevu import entrevoir
from coach.analyse.indices import indices
from coach.analyse.memoire import Correction, Memoire
from coach.analyse.modele import NATURES
from coach.analyse.morceaux import Morceau, relire
from coach.analyse.sous_types import Precision, preciser
from coach.modeles.lecture import Indice, Nature, Segment

RAISON_DE_CORRECTION: str = donnees("explications")["correction"]["raison"]
SEUIL_INCERTAIN = 0.6
"""Sous cette confiance, le coach dit qu'il hésite (mesures dans docs/lecture.md)."""


@dataclass(eq=False)
class Lu:
    """Un morceau lu d'un seul tenant : de quoi le colorer, et de quoi en dire plus."""

    texte: str
    """Celui dont il est un morceau."""
    debut: int
    fin: int
    rang: int
    """Celui de la nature retenue."""
    probabilites: Sequence[float]
    attendue: Nature | None
    lecture: Classement | None
    """Celle dont il vient ; rien si seules ses probabilités ont été retenues."""
    decalage: int
    """Où commence, dans ce texte, celui de la lecture."""
    semblable: Correction | None
    """La correction qui dit la même nature d'une phrase qui ressemble."""

    def segment(self, position: int = 0) -> Segment:
        """Le segment, la nature et la confiance sues, le reste à la demande.

        `position` : où commence, dans le texte entier, celui du morceau.
        """
        confiance = round(self.probabilites[self.rang], 4)
        connus = {
            "debut": position + self.debut,
            "fin": position + self.fin,
            "texte": self.texte[self.debut : self.fin],
            "nature": NATURES[self.rang],
            "confiance": confiance,
            "incertain": confiance < SEUIL_INCERTAIN,
            "corrige": False,
        }
        return entrevoir(connus, partial(self._dire, position))

    def _dire(self, position: int, champ: str) -> Any:
        if champ == "indices":
            return tuple(
                Indice(debut=position + a, fin=position + b, raison=raison)
                for a, b, raison in self._indices
            )
        if champ == "sous_type" and self.semblable and self.semblable.sous_type:
            return self.semblable.sous_type
        return getattr(self._precision, champ)

    @cached_property
    def classe(self) -> Classement:
        """Sa lecture, refaite s'il le faut."""
        return self.lecture or relire(self.texte, self.attendue, self.debut)

    @cached_property
    def _precision(self) -> Precision:
        return preciser(self.classe, self.rang, self.texte[self.debut : self.fin])

    @cached_property
    def _indices(self) -> list[tuple[int, int, str]]:
        """Les mots qui ont fait pencher, vérifiés ; positions du texte du morceau."""
        if self.semblable:
            return [(self.debut, self.fin, RAISON_DE_CORRECTION)]
        de = self.decalage
        emu = NATURES[self.rang] is Nature.EMOTION  # une famille n'y départage pas les mots
        montres = indices(self.classe, self.rang, "" if emu else self._precision.sous_type)
        return [(de + a, de + b, raison) for a, b, raison in montres]


def lu(
    texte: str,
    morceau: Morceau,
    attendue: Nature | None = None,
    impose: bool = False,
    memoire: Memoire | None = None,
) -> Lu:
    """Lit un morceau d'un seul tenant ; `memoire` y a sa voix.

    Avec `impose`, la nature reste celle du morceau.
    """
    debut, fin, rang, probabilites, lecture = morceau
    decalage = 0
    if not probabilites:
        lecture, decalage = classer(texte[debut:fin], attendue), debut
        probabilites = tuple(lecture.probabilites)
    semblable = None
    if memoire and not impose:
        lecture = lecture or relire(texte, attendue, debut)
        ajout, semblable = memoire.avis(lecture.mots)
        if semblable:
            lecture = incliner(lecture, ajout)
            probabilites = tuple(lecture.probabilites)
    if not impose:
        rang = max(0, 1, 2, key=probabilites.__getitem__)
    suivie = semblable if semblable and semblable.nature is NATURES[rang] else None
    return Lu(texte, debut, fin, rang, probabilites, attendue, lecture, decalage, suivie)


def segment(
    texte: str, morceau: Morceau, attendue: Nature | None = None, impose: bool = False
) -> Segment:
    """Lit un morceau d'un seul tenant."""
    return lu(texte, morceau, attendue, impose).segment()
