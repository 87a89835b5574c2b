"""Les familles d'émotion que disent les mots d'une phrase : nom, état, verbe, locution."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from coach.analyse.donnees import donnees
from coach.analyse.graphie import cles
from coach.analyse.jetons import Jeton
from coach.analyse.lexique import lexique

TROUBLE = "trouble"
"""La famille de ce qui remue sans se nommer."""
_ETATS = frozenset({"emo_etat", "emo_nom"})
_VERBES = frozenset({"emo_je", "emo_me", "manifeste", "emo_image", "emo_flou"})
_NIENT = frozenset({"pas", "ni", "sans", "jamais", "rien", "guere", "aucun", "aucune"})
_PORTEE = 3
_MOT_COURT = 3
Locution = tuple[tuple[str, ...], str, str]
"""Les racines de ses mots, sa famille, son intensité."""


class Dite(NamedTuple):
    """Une famille dite : nettement ou non, niée ou non, au mot de ce rang, avec cette intensité."""

    floue: bool
    rang: int
    famille: str
    intensite: str
    niee: bool


@lru_cache(maxsize=8192)
def _racine(mot: str) -> str:
    """Un mot sans genre ni nombre : « glacée », « glacés » et « glace » n'en font qu'un."""
    return mot.rstrip("s").rstrip("e") if len(mot) > _MOT_COURT else mot


@cache
def _locutions() -> dict[tuple[str, str], list[Locution]]:
    """Les locutions de la roue et de familles.toml, par deux premiers mots, longues d'abord."""
    toutes = {
        tuple(map(_racine, nom.split())): (famille, intensite)
        for nom, (famille, intensite) in lexique().emotions.items()
        if " " in nom
    }
    for famille, degres in donnees("familles").items():
        for intensite, texte in degres.items():
            for locution in texte.split("|"):
                toutes[tuple(map(_racine, cles(locution)))] = (famille, intensite)
    rendu: dict[tuple[str, str], list[Locution]] = {}
    for mots, (famille, intensite) in sorted(toutes.items(), key=lambda e: (-len(e[0]), e[0])):
        if len(mots) > 1:
            rendu.setdefault((mots[0], mots[1]), []).append((mots, famille, intensite))
    return rendu


def mots_dits(mots: Sequence[Jeton], *, pensees: bool = False) -> list[tuple[str, Jeton]]:
    """Les mots que la personne dit elle-même, un à un, et le jeton dont chacun vient.

    `pensees` : avec ce qui suit « je pense que », « j'ai l'impression que »…
    """
    return [
        (mot, jeton)
        for jeton in mots
        if not (jeton.cite or "signe" in jeton.etiquettes)
        and (not jeton.rapporte or (pensees and jeton.pense))
        for mot in jeton.cle.split()
    ]


def familles_dites(dits: Sequence[tuple[str, Jeton]]) -> list[Dite]:
    """Les familles dites, les nettes d'abord, puis la dernière d'abord.

    Une locution couvre ses mots. Celle qui remue sans rien nommer ne compte que seule.
    """
    racines = [_racine(mot) for mot, _ in dits]
    rendu: list[Dite] = []
    k = 0
    while k < len(dits):
        trouvee = _locution(racines, k)
        if trouvee:
            mots, famille, intensite = trouvee
            rendu.append(Dite(False, k, famille, intensite, _niee(dits, k)))
            k += len(mots)
            continue
        seul = _mot_seul(*dits[k])
        if seul:
            rendu.append(Dite(seul[0], k, *seul[1], _niee(dits, k)))
        k += 1
    nommees = [dite for dite in rendu if dite.famille != TROUBLE]
    return sorted(nommees or rendu, key=lambda d: (d.niee, d.floue, -d.rang))


def _locution(racines: Sequence[str], k: int) -> Locution | None:
    if k + 1 >= len(racines):
        return None
    for locution in _locutions().get((racines[k], racines[k + 1]), ()):
        mots = locution[0]
        if tuple(racines[k : k + len(mots)]) == mots:
            return locution
    return None


def _mot_seul(mot: str, jeton: Jeton) -> tuple[bool, tuple[str, str]] | None:
    """Si le mot est flou, et la famille et l'intensité qu'il dit."""
    lex = lexique()
    famille = lex.emotions.get(mot)
    if famille is None:
        return None
    if jeton.cle != mot:  # dans une locution, seul un nom ou un état parle
        return (False, famille) if lex.mots.get(mot, frozenset()) & _ETATS else None
    if jeton.etiquettes & _ETATS:
        return False, famille
    return (True, famille) if jeton.etiquettes & _VERBES else None


def _niee(dits: Sequence[tuple[str, Jeton]], k: int) -> bool:
    return any(mot in _NIENT for mot, _ in dits[max(0, k - _PORTEE) : k])
