"""Où une phrase peut changer de nature : ce qu'on voit à chaque jointure de deux mots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import count, repeat

from coach.analyse.donnees import donnees
from coach.analyse.enonce import Enonce
from coach.analyse.jetons import Jeton

_CLASSES: dict[str, str] = {
    mot: classe for classe, mots in donnees("jointures")["classes"].items() for mot in mots.split()
}
_SIGNES = frozenset({",", ";", ":", "—", "–", "(", ")", ".", "!", "?", "…", "»", "/", "=", "+"})
_OUVRANTS = frozenset({"«", "“", "„", "("})
_SUIVIES = frozenset({"et", "mais", "suite", "cause", "opposition", "quand", "relatif"}) | {
    *("je", "il", "on", "chose", "ce", "me")
}
"""Après ces mots, celui qui suit compte aussi."""
_PEU_DE_SIGNES = 12
"""Au-delà de tant de mots sans un signe, la phrase est une note : tout peut y changer."""

Jointure = tuple[str, ...]
_MOTS_PAR_SIGNE = 25
_NOTE_LONGUE = 40


@dataclass(frozen=True, slots=True, eq=False)
class Allure:
    """Un mot vu des jointures ; tous les mots de même allure partagent le même objet."""

    classe: str
    signe: str
    """Lui-même si c'est un signe qui compte, un trait sinon."""
    suivie: bool
    """Après lui, le mot qui suit compte aussi."""
    colle: bool
    """Un signe devant lequel on ne coupe pas."""
    parenthese: int
    """1 s'il en ouvre une, -1 s'il en ferme une."""


_RIEN = Allure("", "", False, False, 0)
Vue = tuple[Allure, Allure, Allure, int, bool]
"""Ce que `jointure` prend d'une jointure."""


def est_une_note(mots: list[Jeton]) -> bool:
    """Beaucoup de mots et pas un signe, ou presque : des notes prises au vol."""
    if len(mots) <= _PEU_DE_SIGNES:
        return False
    signes = sum(map(_SIGNES.__contains__, [m.cle for m in mots]))
    au_plus = max(_PEU_DE_SIGNES, signes * _MOTS_PAR_SIGNE)
    return len(mots) > au_plus and sum("signe" not in m.etiquettes for m in mots) > au_plus


def jointures(enonce: Enonce, texte: str) -> list[Jointure | None]:
    """Rend, pour chaque mot, ce que montre la jointure qui le précède ; rien : on ne coupe pas.

    `texte` est celui de l'énoncé. On ne coupe ni dans un mot, ni dans une citation ou une
    parenthèse, ni avant un signe.
    """
    rendu: list[Jointure | None] = [None] * len(enonce.mots)
    for k, vue in coupures(enonce, allures(enonce.mots), texte):
        rendu[k] = jointure(*vue)
    return rendu


def coupures(enonce: Enonce, allures: Sequence[Allure], texte: str) -> list[tuple[int, Vue]]:
    """Les rangs des mots devant lesquels on peut couper, et ce qu'on voit à leur jointure."""
    mots = enonce.mots
    note = (1 + (len(mots) > _NOTE_LONGUE)) * est_une_note(mots)
    rendu: list[tuple[int, Vue]] = []
    fin = len(texte)
    avant = _RIEN
    for k, mot, ici, suivante, dedans, rapporte in zip(
        count(),
        mots,
        allures,
        (*allures[1:], _RIEN),
        _dedans(enonce.cites, allures) if enonce.cites or "(" in texte else repeat(False),
        enonce.rapportes or repeat(False),
        strict=False,
    ):
        debut = mot.debut
        if debut > fin and not (dedans or ici.colle) and texte[debut - 1].isspace():
            apres = suivante if note or ici.suivie else _RIEN
            rendu.append((k, (avant, ici, apres, note, rapporte)))
        avant, fin = ici, mot.fin
    return rendu


def _dedans(cites: Sequence[bool], allures: Sequence[Allure]) -> Iterator[bool]:
    """Pour chaque mot, si celui d'avant est de la même citation, ou dans la même parenthèse."""
    profondeur = 0
    cite = False
    for allure_, citee in zip(allures, cites or repeat(False), strict=False):
        yield bool(profondeur) or (cite and citee)
        profondeur = max(0, profondeur + allure_.parenthese)
        cite = citee


@lru_cache(maxsize=4096)
def jointure(avant: Allure, ici: Allure, suivante: Allure, note: int, rapporte: bool) -> Jointure:
    """Ce que montre une jointure ; `suivante`, l'allure du mot d'après si elle compte.

    `note` : une note prise au vol (1), et longue (2).
    """
    signe, gauche, droite = avant.signe, avant.classe, ici.classe
    rendu = [f"s{signe}", f"d{droite}", f"s{signe} d{droite}", f"g{gauche}"]
    if signe == "-":
        rendu.append(f"g{gauche} d{droite}")
    if note:
        rendu += ["note", f"note d{droite}", f"note g{gauche} d{droite}"]
        rendu += [f"note d{droite} {suivante.classe}"] * bool(suivante.classe)
        rendu += ["note longue"] * (note > 1)
    if rapporte:
        rendu.append("rapporte")
    if suivante.classe and ici.suivie:
        rendu.append(f"d{droite} {suivante.classe}")
    return tuple(rendu)


def allures(mots: list[Jeton]) -> list[Allure]:
    """L'allure de chaque mot."""
    return [allure(m.cle, m.etiquettes) for m in mots]


def noms_des_jointures() -> frozenset[str]:
    """Les mots et les signes dont l'allure ne tient pas qu'à leurs étiquettes."""
    return _SIGNES | _OUVRANTS | _CLASSES.keys()


def allure(cle: str, tags: frozenset[str]) -> Allure:
    """Ce que les jointures voient d'un mot."""
    classe = _classe(cle, tags)
    return _allure(
        classe,
        cle if cle in _SIGNES else "-",
        classe in _SUIVIES,
        classe == "signe" and cle not in _OUVRANTS and cle not in "—–",
        (cle == "(") - (cle == ")"),
    )


_allure = cache(Allure)


def _classe(cle: str, tags: frozenset[str]) -> str:
    """La famille grammaticale d'un mot, vue de la jointure."""
    return _CLASSES.get(cle) or _classe_des_etiquettes(tags)


@lru_cache(maxsize=1024)
def _classe_des_etiquettes(tags: frozenset[str]) -> str:
    for etiquette in ("signe", "generalite", "doute", "avis", "temps", "chiffre", "propre"):
        if etiquette in tags:
            return etiquette
    if any(t.startswith("emo") for t in tags):
        return "emo"
    for etiquette in ("aux", "pp", "acte", "qualif", "prep", "det", "adv", "autrui", "inf", "imp"):
        if etiquette in tags:
            return etiquette
    return "mot"
