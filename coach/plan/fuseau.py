"""Le fuseau horaire de l'ordinateur, sous son nom public (« Europe/Paris »)."""

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coach.plan.erreurs import ErreurDePlan

_LIEN = Path("/etc/localtime")
_DOSSIER = "zoneinfo/"

_D_ICI = ("Europe/Paris", "Europe/Brussels", "Europe/Zurich")
"""Où le coach s'emploie : de quoi nommer le fuseau quand le système ne le dit pas (Windows)."""

_SAISONS = (1, 7)
"""Deux mois qui distinguent l'heure d'hiver de l'heure d'été."""


def fuseau_local(maintenant: datetime) -> ZoneInfo | None:
    """Le fuseau dont l'heure est celle de l'ordinateur, hiver comme été.

    Rien si aucun ne convient : les heures se disent alors sans fuseau, et l'agenda les prend
    comme l'heure du lieu où l'on est.
    """
    for nom in _noms():
        zone = _zone(nom)
        if zone is not None and _convient(zone, maintenant.year):
            return zone
    return None


def fuseau_nomme(nom: str) -> ZoneInfo:
    """Le fuseau de ce nom. Lève `ErreurDePlan` s'il n'existe pas."""
    zone = _zone(nom)
    if zone is None:
        raise ErreurDePlan("fuseau_inconnu", nom=nom)
    return zone


def _noms() -> Iterator[str]:
    yield os.environ.get("TZ", "").lstrip(":")
    with contextlib.suppress(OSError):
        yield str(_LIEN.resolve()).partition(_DOSSIER)[2]
    yield from _D_ICI


def _zone(nom: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(nom) if nom else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _convient(zone: ZoneInfo, annee: int) -> bool:
    """Vrai si l'ordinateur et ce fuseau donnent la même heure, en hiver et en été."""
    return all(
        datetime(annee, mois, 15).astimezone().utcoffset()
        == datetime(annee, mois, 15, tzinfo=zone).utcoffset()
        for mois in _SAISONS
    )
