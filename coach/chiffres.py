"""Un nombre comme il s'écrit en français, dans une phrase."""

from collections.abc import Mapping

_MILLIERS = 1000


def en_chiffres(nombre: int) -> str:
    """Un nombre en chiffres, ses milliers séparés d'une espace fine : « 3 586 »."""
    return f"{nombre:,}".replace(",", "\u202f")


def champs_dits(champs: Mapping[str, object]) -> dict[str, object]:
    """Les champs d'une phrase, chaque grand nombre en chiffres séparés ; une année s'y donne en
    texte.
    """
    return {
        nom: en_chiffres(valeur) if type(valeur) is int and abs(valeur) >= _MILLIERS else valeur
        for nom, valeur in champs.items()
    }
