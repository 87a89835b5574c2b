"""La séparation : dans chaque étape, quelle part du texte est de la nature que l'étape demande.

Définition : caractères (blancs à part) des segments de la nature attendue, divisés par ceux de
tous les segments de l'étape. Une étape sans texte n'a pas de part. D'une séance, ou d'un mois : les
mêmes sommes sur toutes leurs étapes, jamais une moyenne de parts.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coach.modeles.lecture import Nature, Segment


class TexteLu(NamedTuple):
    """Une réponse lue : son étape, la nature que l'étape demande, ses segments."""

    etape: str
    reponse: str
    attendue: Nature
    segments: Sequence[Segment]


class Passage(NamedTuple):
    """Un morceau d'une réponse ; positions en points de code, `fin` exclue."""

    etape: str
    reponse: str
    debut: int
    fin: int
    texte: str


class Purete(NamedTuple):
    """La pureté d'une étape, et ce dont elle est faite.

    `conformes` et `ailleurs` : les passages de la nature attendue, et les autres ;
    `incertains` : caractères des passages où le coach hésitait.
    """

    etape: str
    attendue: Nature
    conformes: tuple[Passage, ...]
    ailleurs: tuple[Passage, ...]
    incertains: int = 0

    @property
    def part(self) -> float | None:
        """Dans [0, 1] ; rien si l'étape n'a aucun texte."""
        bons = poids(self.conformes)
        total = bons + poids(self.ailleurs)
        return bons / total if total else None


def separation(textes: Iterable[TexteLu]) -> tuple[Purete, ...]:
    """La pureté de chaque étape, dans l'ordre où elles viennent.

    Une étape qui demande deux natures, selon ses questions, compte une fois pour chacune.
    """
    conformes: dict[tuple[str, Nature], list[Passage]] = {}
    ailleurs: dict[tuple[str, Nature], list[Passage]] = {}
    incertains: dict[tuple[str, Nature], int] = {}
    for texte in textes:
        ou = (texte.etape, texte.attendue)
        bons, autres = conformes.setdefault(ou, []), ailleurs.setdefault(ou, [])
        incertains.setdefault(ou, 0)
        for segment in texte.segments:
            place = passage(texte.etape, texte.reponse, segment)
            (bons if segment.nature is texte.attendue else autres).append(place)
            if segment.incertain:
                incertains[ou] += poids([place])
    return tuple(
        Purete(*ou, tuple(bons), tuple(ailleurs[ou]), incertains[ou])
        for ou, bons in conformes.items()
    )


def part_commune(puretes: Iterable[Purete]) -> float | None:
    """La part du texte à sa place, toutes ces étapes réunies ; rien s'il n'y a pas de texte."""
    toutes = list(puretes)
    bons = sum(poids(p.conformes) for p in toutes)
    total = bons + sum(poids(p.ailleurs) for p in toutes)
    return bons / total if total else None


def passage(etape: str, reponse: str, segment: Segment) -> Passage:
    """Le passage que couvre ce segment."""
    return Passage(etape, reponse, segment.debut, segment.fin, segment.texte)


def poids(passages: Iterable[Passage]) -> int:
    """Leurs caractères, blancs à part."""
    return sum(len("".join(p.texte.split())) for p in passages)
