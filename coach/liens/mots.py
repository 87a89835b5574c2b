"""Les mots d'un texte, leur place et leur racine : de quoi rapprocher des flexions.

La racinisation est volontairement légère : pluriels, féminins et conjugaisons courantes, jamais
les familles (« former », « formation » et « formateur » restent trois mots).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from coach.liens.langue import langue
from coach.modeles.texte import cle

_MOT_OU_FIN_DE_PHRASE = re.compile(r"[^\W_]+|[.!?…\n]")
_MOT = re.compile(r"[^\W_]+")
_LONGUEUR_MINIMALE = 4

_REMPLACEMENTS = (
    ("trice", "teur"),
    ("euse", "eur"),
    ("enne", "en"),
    ("onne", "on"),
    ("elle", "el"),
    ("eure", "eur"),
    ("ative", "atif"),
    ("iere", "ier"),
    ("eaux", "eau"),
    ("aux", "al"),
    ("dre", "d"),
    ("ttre", "tt"),
    ("vre", "v"),
)

# suffixe sans accents, longueur minimale de ce qui reste
_SUFFIXES = (
    ("issement", 4),
    ("issaient", 4),
    ("eraient", 3),
    ("issait", 4),
    ("issant", 4),
    ("erait", 3),
    ("aient", 3),
    ("isse", 4),
    ("aise", 4),
    ("ante", 4),
    ("era", 4),
    ("ait", 3),
    ("ant", 4),
    ("ent", 4),
    ("ere", 4),
    ("ai", 4),
    ("ez", 3),
    ("ee", 3),
    ("er", 3),
    ("ie", 4),
    ("ir", 4),
    ("i", 4),
    ("e", 3),
)


@dataclass(frozen=True, slots=True)
class Mot:
    """Un mot du texte : étendue en points de code, clé sans accents, racine.

    `petit` : un mot-outil, que les locutions enjambent ; `phrase` : le rang de sa phrase.
    """

    debut: int
    fin: int
    cle: str
    racine: str
    petit: bool
    phrase: int


class Forme(NamedTuple):
    """Un mot sans sa place : clé sans accents, racine, mot-outil ou non."""

    cle: str
    racine: str
    petit: bool


@lru_cache(maxsize=20_000)
def racine(mot: str) -> str:
    """La racine d'un mot donné par sa clé (sans accents ni casse)."""
    if len(mot) < _LONGUEUR_MINIMALE:
        return mot
    connus = langue()
    if mot[-1] == "s" and mot[-2] != "s" and mot not in connus.invariables:
        mot = mot[:-1]
    for fin, autre in _REMPLACEMENTS:
        if mot.endswith(fin) and len(mot) - len(fin) >= 2:
            return racine(mot[: -len(fin)] + autre)
    if mot[-1] == "x":
        mot = mot[:-1]
    if mot in connus.invariables or (mot.endswith("ier") and mot not in connus.verbes_en_ier):
        return mot
    for fin, reste in _SUFFIXES:
        if mot.endswith(fin) and len(mot) - len(fin) >= reste:
            return _sans_i(mot[: -len(fin)])
    return mot


def _sans_i(base: str) -> str:
    return base[:-1] if len(base) > _LONGUEUR_MINIMALE and base[-1] == "i" else base


@lru_cache(maxsize=20_000)
def _forme(ecrit: str) -> Forme:
    forme = cle(ecrit)
    return Forme(forme, racine(forme), forme in langue().petits_mots)


def formes(texte: str) -> list[Forme]:
    """Les mots d'un texte sans leur place : tout ce qu'un vocabulaire demande."""
    return [_forme(ecrit) for ecrit in _MOT.findall(texte)]


def mots(texte: str) -> list[Mot]:
    """Les mots d'un texte NFC, en ordre ; apostrophes et traits d'union séparent."""
    trouves = []
    phrase = 0
    for occurrence in _MOT_OU_FIN_DE_PHRASE.finditer(texte):
        ecrit = occurrence.group()
        if not ecrit[0].isalnum():
            phrase += 1
            continue
        forme = _forme(ecrit)
        trouves.append(
            Mot(
                debut=occurrence.start(),
                fin=occurrence.end(),
                cle=forme.cle,
                racine=forme.racine,
                petit=forme.petit,
                phrase=phrase,
            )
        )
    return trouves
