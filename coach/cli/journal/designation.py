"""Désigner une séance : par son identifiant, ou par ce qui suffit à le reconnaître."""

from collections.abc import Iterable

_AU_MOINS = 10
"""Caractères montrés au moins : la part d'un ULID qui dit l'instant."""


def raccourcir(identifiants: Iterable[str]) -> dict[str, str]:
    """Chaque identifiant et le début qui suffit à le distinguer des autres, de même longueur."""
    tous = set(identifiants)
    longueur = _AU_MOINS
    while len({i[:longueur] for i in tous}) < len(tous):
        longueur += 1
    return {i: i[:longueur] for i in tous}
