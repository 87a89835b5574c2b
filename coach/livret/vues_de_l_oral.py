"""Ce qu'une répétition montre : l'horloge, la question qui attend, ce qu'elle laisse."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.livret.repli import PreuveFigee
from coach.modeles.texte import cle

_MOT_PLEIN = 5
_MOTS_COMMUNS = 2


@dataclass(frozen=True, slots=True)
class Temps:
    """L'horloge, en secondes : depuis le début, sur cette question, et ce qui est conseillé."""

    ecoule: int
    total: int
    ici: int
    conseil: int

    @property
    def depasse(self) -> bool:
        """Vrai quand la durée annoncée est passée."""
        return self.ecoule > self.total


@dataclass(frozen=True, slots=True)
class Posee:
    """La question qui attend : son texte, pourquoi elle, son rang (dès 1) et combien en tout."""

    id: str
    texte: str
    pourquoi: str
    rang: int
    total: int


@dataclass(frozen=True, slots=True)
class BilanDeLOral:
    """Ce que la répétition laisse : le temps pris, les questions passées, les preuves restées.

    `durees` : par question répondue, son texte et ses secondes.
    """

    reponses: int
    passees: tuple[str, ...]
    secondes: int
    durees: tuple[tuple[str, int], ...]
    sans_servir: tuple[PreuveFigee, ...]


def a_servi(preuve: PreuveFigee, reponses: Sequence[str]) -> bool:
    """Vrai si une réponse reprend au moins deux mots pleins de l'extrait (un, s'il est court).

    Un mot plein : cinq lettres au moins, accents et casse à part.
    """
    voulus = _pleins(preuve.extrait)
    communs = min(_MOTS_COMMUNS, len(voulus))
    return any(len(voulus & _pleins(reponse)) >= max(1, communs) for reponse in reponses)


def _pleins(texte: str) -> set[str]:
    mots = "".join(c if c.isalnum() else " " for c in cle(texte)).split()
    return {mot for mot in mots if len(mot) >= _MOT_PLEIN}
