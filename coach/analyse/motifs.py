"""Un petit langage de motifs sur les mots étiquetés, pour des règles qu'on lit.

Éléments séparés par des espaces : `@etiquette` ou un mot (sans accents), au choix avec `|` ;
suffixes `?`, `*`, `+` ; `!x` : le mot suivant n'est pas x ; `...` : jusqu'à quatre mots ;
`^` et `$` : bords. Ce qui est cité est sauté.

Un motif se cherche partout à la fois : un ensemble de places est un entier dont le bit k dit « le
mot k » ; avancer d'un mot est un décalage. On lit le motif de droite à gauche.
"""

from dataclasses import dataclass
from functools import lru_cache

from coach.analyse.jetons import Jeton

_TABLE = str.maketrans({" ": "_", "/": "-"})
_UN, _PEUT_ETRE, _SUITE, _AU_MOINS_UN, _PAS, _QUELQUES, _DEBUT, _FIN = range(8)
_SUFFIXES = {"?": _PEUT_ETRE, "*": _SUITE, "+": _AU_MOINS_UN}
_SEULS = {"...": _QUELQUES, "^": _DEBUT, "$": _FIN}
_TOUT = "_"
_POINT_FINAL = " $"
"""Le nom, dans la bande, des signes que `$` laisse passer ; aucun mot ne s'écrit ainsi."""
_SIGNES_FINAUX = frozenset(".!?…,;:")
_SEUL_SIGNE = frozenset({"signe"})

Places = int
Choix = frozenset[str]


class Ensembles(dict[Choix, Places]):
    """Les places d'un des mots ou étiquettes au choix, cherchées à la première demande."""

    def __init__(self, places: dict[str, Places]) -> None:
        self._places = places

    def __missing__(self, choix: Choix) -> Places:
        rendu = 0
        for nom in self._places.keys() & choix:
            rendu |= self._places[nom]
        self[choix] = rendu
        return rendu


@dataclass(slots=True)
class Bande:
    """Des mots d'une phrase : où est chacun, où est chaque étiquette."""

    rangs: list[int]
    """Le rang de jeton de chaque place."""
    places: dict[str, Places]
    ou: Ensembles


def bande(jetons: list[Jeton]) -> Bande:
    """Rend la bande d'une liste de jetons, sans ce qui est cité ou rapporté."""
    lisibles = [k for k, j in enumerate(jetons) if not (j.cite or j.rapporte)]
    return ranger(jetons, lisibles)


def ranger(jetons: list[Jeton], rangs: list[int]) -> Bande:
    """Rend la bande des jetons de ces rangs."""
    places: dict[str, Places] = {}
    bit = 1
    for rang in rangs:
        jeton = jetons[rang]
        for nom in _noms(jeton.cle, jeton.etiquettes):
            places[nom] = places.get(nom, 0) | bit
        bit <<= 1
    places[_TOUT] = bit - 1
    return Bande(rangs, places, Ensembles(places))


@lru_cache(maxsize=8192)
def _noms(cle: str, etiquettes: frozenset[str]) -> tuple[str, ...]:
    """Ce qu'un motif peut demander d'un jeton."""
    plate = cle.translate(_TABLE)
    final = (_POINT_FINAL,) if plate in _SIGNES_FINAUX and etiquettes == _SEUL_SIGNE else ()
    return plate, *("@" + e for e in sorted(etiquettes)), *final


@dataclass(frozen=True, slots=True)
class Motif:
    """Un motif : ce qu'il exige (chaque groupe doit être présent), et ses éléments."""

    exige: tuple[Choix, ...]
    a_rebours: tuple[tuple[int, Choix], ...]
    au_debut: bool
    """Le motif veut commencer là où commence le passage."""
    longueur: int
    """En mots ; 0 si elle varie."""

    def debuts(self, rendu: Bande) -> Places:
        """Les places où le motif peut commencer, ses bords mis à part."""
        ou = rendu.ou
        reste = 2 * rendu.places[_TOUT] + 1
        for genre, choix in self.a_rebours:
            if genre == _UN:
                reste = reste >> 1 & ou[choix]
                if not reste:
                    return 0
            elif genre < _DEBUT:
                reste = _reculer(genre, ou[choix], reste)
        return reste

    def chercher(self, rendu: Bande, debut: int, fin: int) -> tuple[int, int] | None:
        """La première étendue reconnue entre deux places, `fin` exclue ; le plus long d'abord."""
        ou = rendu.ou
        reste = (2 << fin) - 1
        restes = [reste]
        for genre, choix in self.a_rebours:
            if genre == _UN:
                reste = reste >> 1 & ou[choix]
            elif genre == _DEBUT:
                reste &= 1 << debut
            elif genre == _FIN:
                reste &= _avant_la_fin(rendu, debut, fin)
            else:
                reste = _reculer(genre, ou[choix], reste)
            if not reste:
                return None
            restes.append(reste)
        dedans = reste >> debut
        if not dedans:
            return None
        depart = debut + (dedans & -dedans).bit_length() - 1
        if self.longueur:
            return depart, depart + self.longueur
        arrivee = self._suivre(rendu, restes, depart, fin)
        return (depart, arrivee) if arrivee > depart else None

    def _suivre(self, rendu: Bande, restes: list[Places], place: int, fin: int) -> int:
        """Où s'arrête le motif commencé à cette place ; `restes` dit d'où la suite est possible."""
        elements = reversed(self.a_rebours)
        for (genre, choix), reste in zip(elements, reversed(restes[:-1]), strict=True):
            if genre == _UN:
                place += 1
            elif genre == _QUELQUES:
                suite = reste >> place
                place += (suite & -suite).bit_length() - 1
            elif genre == _FIN:
                place = fin
            elif genre in (_PEUT_ETRE, _SUITE, _AU_MOINS_UN):
                place = _au_plus_loin(genre, rendu.ou[choix], reste, place)
        return place


def _reculer(genre: int, ou: Places, reste: Places) -> Places:
    """D'où l'on peut lire cet élément, si la suite peut se lire de `reste`."""
    if genre == _PAS:
        return reste & ~ou
    if genre == _QUELQUES:
        return reste | reste >> 1 | reste >> 2 | reste >> 3 | reste >> 4
    avant = reste >> 1 & ou
    if genre == _PEUT_ETRE:
        return reste | avant
    tout = avant if genre == _AU_MOINS_UN else reste | avant
    while avant:
        avant = avant >> 1 & ou & ~tout
        tout |= avant
    return tout


def _avant_la_fin(rendu: Bande, debut: int, fin: int) -> Places:
    """Les places d'où il ne reste que des signes."""
    signes = rendu.places.get(_POINT_FINAL, 0)
    place = fin
    while place > debut and signes >> (place - 1) & 1:
        place -= 1
    return (2 << fin) - (1 << place)


def _au_plus_loin(genre: int, ou: Places, reste: Places, place: int) -> int:
    """La place la plus lointaine où mène un élément répété, la suite restant possible."""
    arrivee = place
    while ou >> place & 1:
        place += 1
        if reste >> place & 1:
            arrivee = place
        if genre == _PEUT_ETRE:
            break
    return arrivee


def compiler(motif: str) -> Motif:
    """Prépare un motif."""
    elements = [_element(e) for e in motif.split()]
    exige = tuple(c for genre, c in elements if genre in (_UN, _AU_MOINS_UN) and _TOUT not in c)
    genres = [genre for genre, _ in elements]
    fixe = all(genre in (_UN, _PAS, _DEBUT) for genre in genres)
    longueur = genres.count(_UN) if fixe else 0
    return Motif(exige, tuple(reversed(elements)), genres[0] == _DEBUT, longueur)


def _element(element: str) -> tuple[int, Choix]:
    if element in _SEULS:
        return _SEULS[element], frozenset()
    genre = _UN
    if len(element) > 1:
        if element[0] == "!":
            genre, element = _PAS, element[1:]
        elif element[-1] in _SUFFIXES:
            genre, element = _SUFFIXES[element[-1]], element[:-1]
    return genre, frozenset(element.split("|"))
