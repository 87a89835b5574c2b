"""Les numéros que dit une ligne : un seul, ou plusieurs."""

import re

_LISTE = re.compile(r"\s*\d+(?:[\s,;]+\d+)*\s*\.?\s*")
_DEMESURE = 10**9
"""Aucune liste n'en compte autant ; au-delà, un nombre ne se lit plus."""


def ne_dit_que_des_numeros(ligne: str) -> bool:
    """Vrai pour « 1,3 », « 1 3 » ou « 2. »."""
    return _LISTE.fullmatch(ligne) is not None


def numero_dit(ecrit: str, maximum: int = _DEMESURE) -> int | None:
    """Le numéro, de 1 à `maximum`, que ces mots disent ; rien s'ils n'en disent pas un."""
    net = ecrit.strip()
    if not net.isdecimal() or len(net) > len(str(_DEMESURE)):
        return None
    return int(net) if 1 <= int(net) <= maximum else None


def numeros_dits(ligne: str, maximum: int = _DEMESURE) -> list[int] | None:
    """Les numéros que porte une ligne, dans l'ordre ; rien si l'un n'est pas de 1 à `maximum`."""
    numeros = [numero_dit(n, maximum) for n in re.findall(r"\d+", ligne)]
    lus = [n for n in numeros if n is not None]
    return lus if len(lus) == len(numeros) else None
