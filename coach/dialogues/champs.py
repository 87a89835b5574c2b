"""Ce que porte une phrase tapée à l'accueil : ses mots, leurs champs, et ce qui se suit."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from coach.liens.mots import Mot, mots, racine
from coach.modeles.texte import nfc

_FAMILLE = 5
"""Lettres communes d'une famille : « épuisé », « épuisement »."""
_PORTEE = 6
"""Mots au plus entre deux champs qui se répondent."""
_COURTE, _LONGUE = 4, 12
"""Mots d'une phrase brève ; d'une phrase qui raconte."""


@dataclass(frozen=True, slots=True)
class Trait:
    """Un trait et les mots qui le portent : rangs du premier et du dernier, tous deux compris.

    « m: » un mot, « f: » sa famille, « s: » deux mots qui se suivent, « c: » un champ, « cc: » deux
    champs qui se répondent, « l: » la longueur.
    """

    nom: str
    premier: int
    dernier: int


_Expressions = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True)
class _Champs:
    """Expressions (racines) par première racine, et graphies de note rapide (clés).

    `blocs` : celles où les mots d'un champ n'en sont plus (« claqué la porte » et la fatigue).
    """

    expressions: _Expressions
    blocs: _Expressions
    graphies: dict[str, tuple[str, ...]]


@cache
def _champs() -> _Champs:
    brut = tomllib.loads(Path(__file__).with_name("recommandation.toml").read_text("utf-8"))
    return _Champs(
        _par_tete(brut["champs"]),
        _par_tete(brut["blocs"]),
        {mal: tuple(bien.split()) for mal, bien in brut["graphies"].items()},
    )


def _par_tete(listes: dict[str, str]) -> _Expressions:
    """Les expressions de chaque liste, par leur première racine."""
    rendu: defaultdict[str, dict[tuple[tuple[str, ...], str], None]] = defaultdict(dict)
    for nom, liste in listes.items():
        for expression in liste.split(","):
            racines = tuple(m.racine for m in mots(nfc(expression)))
            rendu[racines[0]][racines, nom] = None
    return {tete: tuple(suites) for tete, suites in rendu.items()}


def lire(texte: str) -> list[Mot]:
    """Les mots d'un texte NFC, les graphies de note rapide dépliées (« jai » : « j », « ai »)."""
    graphies = _champs().graphies
    lus: list[Mot] = []
    for mot in mots(texte):
        cles = graphies.get(mot.cle, ())
        lus.extend(replace(mot, cle=c, racine=racine(c), petit=len(c) < 3) for c in cles)
        if not cles:
            lus.append(mot)
    return lus


def traits(lus: Sequence[Mot]) -> list[Trait]:
    """Les traits de la phrase, en ordre ; un même trait peut y être plusieurs fois."""
    trouves = [*_de_mots(lus)]
    champs = [*_de_champs(lus)]
    trouves += champs
    trouves += _de_couples(champs)
    taille = "courte" if len(lus) <= _COURTE else "longue" if len(lus) > _LONGUE else "moyenne"
    return [*trouves, Trait(f"l:{taille}", 0, -1)]


def _de_mots(lus: Sequence[Mot]) -> Iterator[Trait]:
    for n, mot in enumerate(lus):
        if not mot.petit:
            yield Trait(f"m:{mot.racine}", n, n)
            if len(mot.cle) > _FAMILLE:
                yield Trait(f"f:{mot.cle[:_FAMILLE]}", n, n)
        if n and lus[n - 1].phrase == mot.phrase:
            yield Trait(f"s:{lus[n - 1].racine} {mot.racine}", n - 1, n)


def _de_champs(lus: Sequence[Mot]) -> Iterator[Trait]:
    racines = tuple(m.racine for m in lus)
    pris = {(rang, nom) for a, b, nom in _trouver(_champs().blocs, racines) for rang in range(a, b)}
    for debut, fin, champ in _trouver(_champs().expressions, racines):
        if (debut, champ) not in pris:
            yield Trait(f"c:{champ}", debut, fin - 1)


def _trouver(connues: _Expressions, racines: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Les expressions présentes : rang du premier mot, rang après le dernier, liste."""
    for n, tete in enumerate(racines):
        for suite, nom in connues.get(tete, ()):
            if racines[n : n + len(suite)] == suite:
                yield n, n + len(suite), nom


def _de_couples(champs: Sequence[Trait]) -> Iterator[Trait]:
    for n, premier in enumerate(champs):
        for second in champs[n + 1 :]:
            if second.premier - premier.dernier > _PORTEE:
                break
            if second.premier > premier.dernier:
                nom = f"cc:{premier.nom[2:]} {second.nom[2:]}"
                yield Trait(nom, premier.premier, second.dernier)
