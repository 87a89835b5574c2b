"""Ce qu'un écrit contient de réflexion : des éléments présents ou absents, jamais une note."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from coach.analyse.automate import Automate, Bande, Lettre, clot
from coach.analyse.discours import marquer
from coach.analyse.donnees import donnees
from coach.analyse.jetons import jetons
from coach.analyse.motifs import compiler, noms
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
    motifs: tuple[str, ...]


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
            tuple(brut["motifs"]),
        )
        for id_, brut in donnees(fichier).items()
    )


@cache
def _automate(fichier: str) -> Automate:
    """Les motifs de tous les genres, chacun nommé par ce qu'il est."""
    return Automate((motif, compiler(motif)) for g in _genres(fichier) for motif in g.motifs)


@lru_cache(maxsize=4096)
def _lettre(fichier: str, cle: str, etiquettes: frozenset[str]) -> Lettre:
    return _automate(fichier).lettre(noms(cle, etiquettes), clot=clot(cle, etiquettes))


@lru_cache(maxsize=512)
def _trouver(texte: str, fichier: str) -> tuple[tuple[_Genre, int, int], ...]:
    """Ce qui se trouve, gardé : chaque critère d'un livret redemande les mêmes passages."""
    return tuple(_chercher(texte, fichier))


def _chercher(texte: str, fichier: str) -> Iterator[tuple[_Genre, int, int]]:
    """Chaque genre et le premier passage qui le montre, phrase par phrase."""
    for debut, fin in phrases(texte):
        mots = jetons(texte[debut:fin])
        marquer(mots)
        lus = [m for m in mots if not (m.cite or m.rapporte)]
        lettres = [_lettre(fichier, m.cle, m.etiquettes) for m in lus]
        reconnus = Bande.de_lettres(_automate(fichier), lettres).reconnus(0, len(lus))
        for genre in _genres(fichier):
            etendues = [reconnus[motif] for motif in genre.motifs if motif in reconnus]
            if etendues:
                a, b = min((lus[x].debut, lus[y - 1].fin) for x, y in etendues)
                yield genre, debut + a, debut + b


def _nature(lecture: Lecture, debut: int, fin: int) -> Nature | None:
    """La nature du segment où tombe le milieu du passage."""
    milieu = (debut + fin) // 2
    return next((s.nature for s in lecture.segments if s.debut <= milieu < s.fin), None)
