"""Ce que le coach dit hors des protocoles et des relances."""

from collections.abc import Iterable

from coach.catalogue import Catalogue

dire = Catalogue(__file__).dire


def enumerer(elements: Iterable[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    liste = list(elements)
    if len(liste) < 2:
        return "".join(liste)
    return ", ".join(liste[:-1]) + " et " + liste[-1]
