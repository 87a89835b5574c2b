"""Écrire un adjectif pour toutes et tous, au point médian : « agacé·e », « heureux·se »."""

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
