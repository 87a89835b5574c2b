"""Découper une phrase en morceaux, chacun d'une seule nature, et se souvenir des dernières."""

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from coach.analyse.charges import charges
from coach.analyse.chemin import Course, Prime, chemin, primes
from coach.analyse.classement import Classement, classer, conclure
from coach.analyse.enonce import preparer
from coach.analyse.frontieres import coupures
from coach.analyse.jetons import Jeton
from coach.analyse.pesage import Pesage, Pesee
from coach.modeles.lecture import Nature

_AU_PLUS = 2048
"""Phrases retenues ; au-delà, on recommence."""


class Morceau(NamedTuple):
    """Une étendue de la phrase (points de code) et le rang de sa nature."""

    debut: int
    fin: int
    rang: int
    probabilites: tuple[float, ...] = ()
    """De chaque nature, s'il a été lu dans sa phrase."""
    classe: Classement | None = None
    """Sa lecture dans la phrase (positions de la phrase), si elle vient d'être faite."""


Morceaux = tuple[Morceau, ...]


@cache
def _retenues() -> dict[tuple[str, Nature | None], Morceaux]:
    """Les phrases déjà lues : leurs morceaux, sans ce qui a servi à les lire."""
    return {}


def morceler(phrases: Sequence[str], attendue: Nature | None = None) -> list[Morceaux]:
    """Découpe chaque phrase là où la nature change : le chemin le plus probable de natures.

    Retenu : ce qu'on vient de colorer se lit ensuite, puis se relit au carnet.
    """
    retenues = _retenues()
    rendu = {phrase: retenues.get((phrase, attendue), ()) for phrase in phrases}
    neuves = [phrase for phrase, connus in rendu.items() if not connus]
    if len(retenues) + len(neuves) > _AU_PLUS:
        retenues.clear()
    for phrase, morceaux in zip(neuves, _lire(neuves, attendue), strict=True):
        rendu[phrase] = morceaux
        retenues[phrase, attendue] = tuple([Morceau(*morceau[:-1]) for morceau in morceaux])
    return [rendu[phrase] for phrase in phrases]


def relire(phrase: str, attendue: Nature | None, debut: int) -> Classement:
    """La lecture, refaite, du morceau de la phrase qui commence à `debut`."""
    lectures = {m.debut: m.classe for m in _lire([phrase], attendue)[0]}
    return lectures[debut] or classer(phrase, attendue)


def _lire(phrases: Sequence[str], attendue: Nature | None) -> list[Morceaux]:
    """Lit des phrases, une étape après l'autre.

    Refaire la même étape sur toutes va un dixième plus vite que de mener chacune au bout.
    """
    enonces = [preparer(phrase) for phrase in phrases]
    leurs_charges = [charges(enonce.mots) for enonce in enonces]
    pesages = list(map(Pesage, enonces, leurs_charges))
    allures = [pesage.allures for pesage in pesages]
    leurs_primes = [primes(vues) for vues in map(coupures, enonces, allures, phrases)]
    entieres = [pesage.peser(0, len(pesage.allures)) for pesage in pesages]
    courses = [chemin(p.apports, ici) for p, ici in zip(entieres, leurs_primes, strict=True)]
    affinees = list(map(_affiner, pesages, entieres, courses, leurs_primes))
    return [
        _conclure(phrase, enonce.mots, pesees, attendue)
        for phrase, enonce, pesees in zip(phrases, enonces, affinees, strict=True)
    ]


def _affiner(
    pesage: Pesage, entiere: Pesee, courses: list[Course], primes_: list[Prime]
) -> list[tuple[Course, Pesee]]:
    """Si l'on y coupe, les morceaux se relisent comme des touts, et se recoupent ; pesés."""
    if len(courses) == 1:
        return [(courses[0], entiere)]
    pesees = {(a, b): pesage.peser(a, b) for a, b, _ in courses}
    apports = chain.from_iterable([pesee.apports for pesee in pesees.values()])
    return [
        ((a, b, rang), pesees.get((a, b)) or pesage.peser(a, b))
        for a, b, rang in chemin(apports, primes_)
    ]


def _conclure(
    phrase: str,
    mots: list[Jeton],
    pesees: list[tuple[Course, Pesee]],
    attendue: Nature | None,
) -> Morceaux:
    if not mots:
        classe = classer(phrase, attendue)
        return (Morceau(0, len(phrase), 0, tuple(classe.probabilites), classe),)
    rendu: list[Morceau] = []
    for (a, b, rang), pesee in pesees:
        debut = mots[a].debut if a else 0
        fin = mots[b].debut if b < len(mots) else len(phrase)
        fin = debut + len(phrase[debut:fin].rstrip())
        classe = conclure(phrase, mots[a:b], a, pesee, attendue)
        rendu.append(Morceau(debut, fin, rang, tuple(classe.probabilites), classe))
    return tuple(rendu)
