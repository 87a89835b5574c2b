"""Les appels écrits d'un protocole, retrouvés dans une phrase."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.dialogues.script import Appels
from coach.liens.mots import Mot, mots
from coach.modeles.texte import nfc

_ECART_MAX = 2
"""Mots pleins que deux mots d'une expression peuvent laisser entre eux."""


@dataclass(frozen=True, slots=True)
class Appel:
    """Une expression trouvée : nette ou seulement possible, ses premier et dernier mots (rangs)."""

    net: bool
    premier: int
    dernier: int


def trouver(lus: Sequence[Mot], appels: Appels) -> list[Appel]:
    """Les appels présents, les nets puis les plus longs d'abord, sans deux qui se recouvrent."""
    presentes = frozenset(m.racine for m in lus)
    trouves = [
        Appel(net, *place)
        for expressions, net in ((appels.nets, True), (appels.possibles, False))
        for expression in expressions
        for racines, exacte in (_cherches(expression),)
        if presentes.issuperset(racines) and (place := _place(lus, racines, exacte))
    ]
    gardes: list[Appel] = []
    for appel in sorted(trouves, key=lambda a: (not a.net, a.premier - a.dernier, a.premier)):
        if all(appel.dernier < g.premier or g.dernier < appel.premier for g in gardes):
            gardes.append(appel)
    return gardes


@lru_cache(maxsize=4_000)
def _cherches(expression: str) -> tuple[tuple[str, ...], bool]:
    """Les racines à trouver, et si les petits mots en sont : oui quand un seul mot est plein.

    « Lui dire » ne vaut qu'ainsi ; « je suis vraiment vidé » vaut pour « suis vidé ».
    """
    tous = mots(nfc(expression))
    pleins = tuple(m.racine for m in tous if not m.petit)
    return (pleins, False) if len(pleins) > 1 else (tuple(m.racine for m in tous), True)


def _place(lus: Sequence[Mot], racines: Sequence[str], exacte: bool) -> tuple[int, int] | None:
    """Les rangs où ces racines se suivent, d'assez près (ou sans rien entre elles), ou rien."""
    rangs = [n for n, mot in enumerate(lus) if exacte or not mot.petit]
    ecart = 0 if exacte else _ECART_MAX
    for depart, rang in enumerate(rangs):
        ici = depart if racines and lus[rang].racine == racines[0] else None
        for racine in racines[1:]:
            ici = ici if ici is None else _suivant(lus, rangs, ici, racine, ecart)
        if ici is not None:
            return rang, rangs[ici]
    return None


def _suivant(
    lus: Sequence[Mot], rangs: Sequence[int], ici: int, racine: str, ecart: int
) -> int | None:
    proches = range(ici + 1, min(len(rangs), ici + 2 + ecart))
    return next((n for n in proches if lus[rangs[n]].racine == racine), None)
