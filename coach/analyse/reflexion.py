"""Ce qu'un écrit contient de réflexion : des éléments présents ou absents, jamais une note."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from coach.analyse.discours import marquer
from coach.analyse.donnees import donnees
from coach.analyse.jetons import Jeton, jetons
from coach.analyse.motifs import Bande, Motif, bande, compiler
from coach.analyse.phrases import phrases
from coach.modeles.lecture import Lecture, Nature
from coach.modeles.texte import nfc


@dataclass(frozen=True, slots=True)
class Element:
    """Un élément et le passage qui le montre ; positions en points de code du texte NFC.

    `genre` : causes, autre_point_de_vue, propre_part, contexte, apprentissage ou plan.
    """

    genre: str
    debut: int
    fin: int


@dataclass(frozen=True, slots=True)
class Generalite:
    """Un mot qui éloigne du moment précis ; `genre` : on, frequence, habitude ou groupe."""

    genre: str
    debut: int
    fin: int


@dataclass(frozen=True, slots=True)
class _Genre:
    id: str
    nom: str
    natures: frozenset[Nature]
    motifs: tuple[Motif, ...]


def genres() -> dict[str, str]:
    """Rend le nom de chaque genre d'élément, dans l'ordre où on les montre."""
    return {genre.id: genre.nom for genre in _genres("elements")}


def elements(texte: str, lecture: Lecture) -> tuple[Element, ...]:
    """Rend les éléments de réflexion d'un texte, dans l'ordre ; un par genre et par phrase.

    `lecture` est celle de ce texte : un élément ne compte que dans un passage de nature voulue,
    et jamais dans une citation ou une parole rapportée.
    """
    texte = nfc(texte)
    rendu = [
        Element(genre.id, debut, fin)
        for genre, debut, fin in _trouver(texte, "elements")
        if _nature(lecture, debut, fin) in genre.natures
    ]
    return tuple(sorted(rendu, key=lambda e: (e.debut, e.fin, e.genre)))


def generalites(texte: str) -> tuple[Generalite, ...]:
    """Rend ce qui généralise dans un texte, dans l'ordre : de quoi demander un moment précis."""
    rendu = [Generalite(g.id, debut, fin) for g, debut, fin in _trouver(nfc(texte), "generalites")]
    return tuple(sorted(rendu, key=lambda e: (e.debut, e.fin, e.genre)))


@cache
def _genres(fichier: str) -> tuple[_Genre, ...]:
    return tuple(
        _Genre(
            id_,
            brut.get("nom", ""),
            frozenset(Nature(n) for n in brut.get("natures", ())),
            tuple(compiler(m) for m in brut["motifs"]),
        )
        for id_, brut in donnees(fichier).items()
    )


def _trouver(texte: str, fichier: str) -> Iterator[tuple[_Genre, int, int]]:
    for debut, fin in phrases(texte):
        mots = jetons(texte[debut:fin])
        marquer(mots)
        rendu = bande(mots)
        for genre in _genres(fichier):
            premier = _premier(genre, rendu, mots)
            if premier is not None:
                yield genre, debut + premier[0], debut + premier[1]


def _premier(genre: _Genre, rendu: Bande, mots: list[Jeton]) -> tuple[int, int] | None:
    """L'étendue du premier motif reconnu dans la phrase."""
    places = []
    for motif in genre.motifs:
        etendue = motif.chercher(rendu, 0, len(rendu.rangs))
        if etendue is not None:
            a, b = etendue
            places.append((mots[rendu.rangs[a]].debut, mots[rendu.rangs[b - 1]].fin))
    return min(places, default=None)


def _nature(lecture: Lecture, debut: int, fin: int) -> Nature | None:
    """La nature du segment où tombe le milieu du passage."""
    milieu = (debut + fin) // 2
    return next((s.nature for s in lecture.segments if s.debut <= milieu < s.fin), None)
