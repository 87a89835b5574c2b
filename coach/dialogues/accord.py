"""Accorder ce que dit le coach avec la personne : « senti·e » devient « sentie », ou « senti ».

Ses textes s'écrivent au point médian, pour toutes et tous ; rien n'y change tant qu'elle n'a pas
dit son accord. Ses propres mots ne passent jamais par ici.
"""

import re
from functools import lru_cache
from typing import Literal, TypeVar, cast

from pydantic import BaseModel

Accord = Literal["feminin", "masculin", "neutre"]

# --- Écrire au point médian ----------------------------------------------------------------------

_FINALES = (
    ("iet", "iet·ète"),
    ("er", "er·ère"),
    ("oux", "oux·se"),
    ("eux", "eux·se"),
    ("if", "if·ve"),
    ("las", "las·se"),
    ("el", "el·le"),
    ("ien", "ien·ne"),
)
_INVARIABLES = ("e", "a", "o", "mal")


def inclusif(mot: str) -> str:
    """L'adjectif masculin singulier avec sa finale féminine ; inchangé s'il n'en a pas."""
    for finale, ecrite in _FINALES:
        if mot.endswith(finale):
            return mot.removesuffix(finale) + ecrite
    return mot if mot.endswith(_INVARIABLES) else f"{mot}·e"


# --- Accorder ------------------------------------------------------------------------------------

_FORME = re.compile(r"(\w+)·(\w+)(?:·(\w+))?")
"""Une base, une finale, et parfois la marque du pluriel : « praticien·ne·s »."""

_ENTIERS = {"eux": "elles", "il": "elle", "ils": "elles", "lui": "elle", "le": "la"}
_ENTIERS |= {"celui": "celle", "ceux": "celles", "ce": "cette", "mon": "ma"}
"""Les mots dont le féminin n'est pas une finale de plus, dans quelque ordre qu'on les écrive."""

_FEMININS = (
    ("teur", "rice", "trice"),
    ("teur", "trice", "trice"),
    ("eur", "se", "euse"),
    ("eur", "euse", "euse"),
    ("eux", "se", "euse"),
    ("eux", "euse", "euse"),
    ("oux", "se", "ouse"),
    ("oux", "ouse", "ouse"),
    ("f", "ve", "ve"),
    ("er", "ère", "ère"),
    ("er", "e", "ère"),
    ("et", "ète", "ète"),
    ("et", "e", "ète"),
    ("eau", "elle", "elle"),
    ("tous", "te", "toute"),
    ("tou", "te", "toute"),
)
"""(fin du masculin, finale écrite, fin du féminin) ; ailleurs, la finale s'ajoute à la base."""


def accorder(texte: str, accord: Accord) -> str:
    """Le texte, ses formes au point médian accordées ; tel quel pour `neutre`.

    Les « · » entourés d'espaces ne sont pas des formes : ils restent.
    """
    if accord == "neutre" or "·" not in texte:
        return texte
    feminin = accord == "feminin"
    return _FORME.sub(lambda forme: _accordee(*forme.groups(), feminin=feminin), texte)


def _accordee(base: str, finale: str, pluriel: str | None, *, feminin: bool) -> str:
    for masculin, autre in _ENTIERS.items():
        if {base.casefold(), finale.casefold()} == {masculin, autre}:
            choisi = autre if feminin else masculin
            return choisi.capitalize() if base[0].isupper() else choisi
    marque = pluriel or ""
    if not marque and finale.endswith("s") and len(finale) > 1:
        finale, marque = finale[:-1], "s"
    if feminin:
        return _au_feminin(base, finale) + marque
    return base if base.endswith(("s", "x")) else base + marque


def _au_feminin(base: str, finale: str) -> str:
    for fin, ecrite, feminine in _FEMININS:
        if finale == ecrite and base.casefold().endswith(fin):
            return base[: len(base) - len(fin)] + _a_la_casse(feminine, base[-len(fin)])
    return base + finale


def _a_la_casse(finale: str, lettre: str) -> str:
    """La finale, sa première lettre comme celle qu'elle remplace : « Tou·tes » reste « Toutes »."""
    return finale[0].upper() + finale[1:] if lettre.isupper() else finale


M = TypeVar("M", bound=BaseModel)


def accorder_donnee(donnee: M, accord: Accord) -> M:
    """Une donnée figée (protocole, relance…), tous ses textes accordés."""
    return donnee if accord == "neutre" else cast(M, _accordee_une_fois(donnee, accord))


@lru_cache(maxsize=256)
def _accordee_une_fois(donnee: BaseModel, accord: Accord) -> BaseModel:
    return type(donnee).model_validate(_partout(donnee, accord))


def _partout(donnee: object, accord: Accord) -> object:
    """Les textes d'une donnée, où qu'ils soient."""
    if isinstance(donnee, BaseModel):
        return {nom: _partout(valeur, accord) for nom, valeur in donnee}
    if isinstance(donnee, tuple | list):
        return tuple(_partout(valeur, accord) for valeur in donnee)
    if type(donnee) is str:
        return accorder(donnee, accord)
    return donnee
