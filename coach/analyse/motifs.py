"""Un petit langage de motifs sur les mots étiquetés, pour des règles qu'on lit.

Éléments séparés par des espaces : `@etiquette` ou un mot (sans accents), au choix avec `|` ;
suffixes `?`, `*`, `+` ; `!x` : le mot qui vient, et qu'on attend ensuite, n'est pas x ; `...` :
jusqu'à quatre mots ; `^` et `$` : bords. Ce qui est cité est sauté.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Noms = frozenset[str]
"""Ce qu'un motif peut demander d'un mot : lui-même, ses étiquettes, n'importe quel mot."""
UN, PEUT_ETRE, SUITE, AU_MOINS_UN, QUELQUES = range(5)
QUELQUES_AU_PLUS = 4
TOUT = "_"
_SUFFIXES = {"?": PEUT_ETRE, "*": SUITE, "+": AU_MOINS_UN}
_RIEN: Noms = frozenset()


def noms(cle: str, etiquettes: Iterable[str]) -> Noms:
    """Ce qu'un motif peut demander d'un mot de cette clé et de ces étiquettes."""
    return frozenset((TOUT, ecrire(cle), *("@" + e for e in etiquettes)))


def ecrire(cle: str) -> str:
    """Un mot ou une locution tels qu'on les écrit dans un motif, où l'espace sépare."""
    return cle.replace(" ", "_").replace("/", "-")


class Element(NamedTuple):
    """Ce qu'un motif attend ici : un des noms au choix, aucun de ceux qu'il refuse."""

    genre: int
    choix: Noms
    refus: Noms = _RIEN

    def accepte(self, mot: Noms) -> bool:
        """Le mot qui porte ces noms convient."""
        return not self.choix.isdisjoint(mot) and self.refus.isdisjoint(mot)


@dataclass(frozen=True, slots=True)
class Motif:
    """Un motif : ses éléments, et s'il tient aux bords du passage."""

    elements: tuple[Element, ...]
    au_debut: bool
    a_la_fin: bool
    longueur: int
    """En mots ; 0 si elle varie."""

    def arrivee(self, mots: Sequence[Noms], depart: int, fin: int, calme: int = 0) -> int:
        """La place où s'arrête le motif s'il se lit à `depart`, `fin` au plus ; -1 sinon.

        Ce qui se répète prend le plus de mots, `...` le moins ; ce qui tient à la fin y va, s'il
        atteint `calme`, d'où il n'y a plus que des signes.
        """
        place = depart
        for genre, choix, refus in self.elements:  # d'une traite, tant qu'on ne bute pas
            if genre == QUELQUES:
                break
            avant = place
            while place < fin and not choix.isdisjoint(mots[place]):
                if refus and not refus.isdisjoint(mots[place]):
                    break
                place += 1
                if genre <= PEUT_ETRE:
                    break
            if place == avant and genre in (UN, AU_MOINS_UN):
                if self.longueur:
                    return -1
                break
        else:
            if place >= calme:
                return fin if self.a_la_fin else place
        place = self._suivre(0, mots[:fin], depart, calme)
        return fin if self.a_la_fin and place >= 0 else place

    def _suivre(self, rang: int, mots: Sequence[Noms], place: int, calme: int) -> int:
        """La place après les éléments qui restent, ou -1 s'ils n'y sont pas."""
        if rang == len(self.elements):
            return place if place >= calme else -1
        element = self.elements[rang]
        for suite in _suites(element, mots, place):
            arrivee = self._suivre(rang + 1, mots, suite, calme)
            if arrivee >= 0:
                return arrivee
        return -1


def _suites(element: Element, mots: Sequence[Noms], place: int) -> Iterable[int]:
    """Les places où l'on peut être après cet élément, la préférée d'abord."""
    if element.genre == QUELQUES:
        return range(place, min(place + QUELQUES_AU_PLUS, len(mots)) + 1)
    loin = place
    while loin < len(mots) and element.accepte(mots[loin]):
        loin += 1
        if element.genre in (UN, PEUT_ETRE):
            break
    au_moins = place + (element.genre in (UN, AU_MOINS_UN))
    return range(loin, au_moins - 1, -1)


def compiler(motif: str) -> Motif:
    """Prépare un motif ; lève ValueError s'il ne suit pas le langage."""
    ecrits = motif.split()
    au_debut, a_la_fin = ecrits[0] == "^", ecrits[-1] == "$"
    elements: list[Element] = []
    refus: Noms = _RIEN
    for ecrit in ecrits[au_debut : len(ecrits) - a_la_fin]:
        genre, choix = _element(ecrit)
        if genre is None:
            refus |= choix
            continue
        if refus and genre != UN:
            raise ValueError(f"« ! » se place devant un mot attendu : {motif}")
        elements.append(Element(genre, choix, refus))
        refus = _RIEN
    if refus or not elements:
        raise ValueError(f"motif sans fin : {motif}")
    fixe = not a_la_fin and all(e.genre == UN for e in elements)
    return Motif(tuple(elements), au_debut, a_la_fin, len(elements) if fixe else 0)


def _element(ecrit: str) -> tuple[int | None, Noms]:
    """Le genre d'un élément (rien : un refus) et ses noms au choix."""
    if ecrit == "...":
        return QUELQUES, frozenset({TOUT})
    genre: int | None = UN
    if len(ecrit) > 1:
        if ecrit[0] == "!":
            genre, ecrit = None, ecrit[1:]
        elif ecrit[-1] in _SUFFIXES:
            genre, ecrit = _SUFFIXES[ecrit[-1]], ecrit[:-1]
    return genre, frozenset(ecrit.split("|"))
