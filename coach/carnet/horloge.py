"""L'heure d'ici."""

from datetime import datetime


def maintenant() -> datetime:
    """L'heure d'ici, à la seconde, avec son décalage."""
    return datetime.now().astimezone().replace(microsecond=0)
