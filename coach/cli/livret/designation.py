"""Le livret que désigne une commande, et de quoi le lire."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.cli.entree import texte_de_la_commande
from coach.cli.ouverture import carnet_existant
from coach.cli.sortie import jour

if TYPE_CHECKING:
    from coach.livret import Atelier, Livret


@contextmanager
def atelier(identifiant: str | None) -> "Iterator[Atelier]":
    """L'atelier de ce livret ; sans identifiant, celui qui fut touché en dernier.

    Lève `ErreurDeLivret` ou `ErreurDeCarnet`.
    """
    from coach.carnet.horloge import maintenant
    from coach.livret import Atelier, designer

    prefixe = texte_de_la_commande(identifiant) if identifiant is not None else None
    with carnet_existant() as carnet:
        livret = designer(carnet, prefixe)
        yield Atelier(carnet, livret.id, maintenant().date())


def resume(livret: "Livret") -> dict[str, object]:
    """Un livret en quelques champs, comme `lister --json` les dit."""
    return {
        "id": livret.id,
        "titre": livret.titre,
        "genre": livret.genre,
        "ouvert_le": livret.ouvert_le.isoformat(),
        "modifie_le": livret.modifie_le.isoformat(),
        "mots": livret.mots,
        "versions": [v.nom for v in livret.versions],
    }


def le_jour(iso: str) -> str:
    """« 12/03/2026 », ou rien pour un jour effacé."""
    from datetime import date

    try:
        return jour(date.fromisoformat(iso))
    except ValueError:
        return ""
