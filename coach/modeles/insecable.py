"""Ce qu'une fin de ligne ne sépare pas : « Mme A. », « 14 h 30 », « 3 % », « 3 mars », « mot ».

La personne tape une espace ordinaire ; l'écran et le mode texte la tiennent comme insécable.
"""

import re

_MOIS = (
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout"
    "|septembre|octobre|novembre|décembre|decembre"
)
_UNITES = rf"h|min|mn|s|%|€|CHF|km|m|ans?|jours?|semaines?|mois|heures?|minutes?|{_MOIS}"

_TITRE = re.compile(r"\b(M(?:mes?|lles?|M?\.|r|gr|e)|Dre?|Pr)\ (?=\S)")
"""Mme A., M. B."""

_LIEE = re.compile(
    r"\ (?:"
    r"(?=[»:;!?…])"
    rf"|(?<=\d\ )(?=(?:{_UNITES})(?!\w)|\d{{3}}(?!\d))"  # 14 h, 3 %, 3 mars, 12 000
    r"|(?<=\d\ h\ )(?=\d)"  # 14 h 30
    rf"|(?<=1er\ )(?=(?:{_MOIS})(?!\w))"
    r"|(?<=n°\ )(?=\d)"
    r"|(?<=«\ )"
    r")"
)

_ORDINAIRE = "\ue020"
_TENUES = (("\u00a0", "\ue0a0"), ("\u202f", "\ue0af"))


def tenir(texte: str) -> str:
    """Le texte, de même longueur, où rien de ce qui se tient n'est plus une espace à couper."""
    texte = _LIEE.sub(_ORDINAIRE, _TITRE.sub(rf"\1{_ORDINAIRE}", texte))
    for espace, tenue in _TENUES:
        texte = texte.replace(espace, tenue)
    return texte


def rendre(texte: str) -> str:
    """Un texte tenu, avec les espaces qu'il avait."""
    for espace, tenue in _TENUES:
        texte = texte.replace(tenue, espace)
    return texte.replace(_ORDINAIRE, " ")
