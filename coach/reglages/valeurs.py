"""Les valeurs d'un réglage : celles qui conviennent, celles offertes, la plus proche."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from coach.reglages.modele import Reglages


@dataclass(frozen=True)
class Choix:
    """Une valeur possible : comment elle s'écrit, comment elle se dit."""

    valeur: str
    libelle: str


def trier(nom: str, valeur: Any) -> tuple[Any, list[Any]]:
    """Ce qui convient à ce réglage (rien si rien n'y convient), et ce qui n'y convient pas."""
    if convient(nom, valeur):
        return valeur, []
    if isinstance(valeur, list) and valeur:
        bons = [v for v in valeur if convient(nom, [v])]
        return (bons or None), [v for v in valeur if v not in bons]
    if isinstance(valeur, dict):
        justes = {c: v for c, v in valeur.items() if convient(nom, {c: v})}
        return (justes or None), [c for c in valeur if c not in justes]
    return None, [valeur]


def convient(nom: str, valeur: Any) -> bool:
    """Vrai si ce réglage accepte cette valeur."""
    try:
        Reglages.model_validate({nom: valeur})
    except ValidationError:
        return False
    return True


def plus_proche(nom: str, connus: Iterable[str]) -> str | None:
    """Le nom connu qui ressemble le plus à `nom`, accents et casse à part, ou rien."""
    from coach.referentiels.erreurs import plus_proche as chercher  # seulement pour une faute

    return chercher(nom, connus)
