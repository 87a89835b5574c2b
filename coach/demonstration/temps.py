"""L'heure et les identifiants de la démonstration : la date donnée décide de tout."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from hashlib import sha256

from ulid import ULID

_FUSEAU = timezone(timedelta(hours=1))
_ALEA = 10
"""Octets de la part tirée d'un ULID."""


@dataclass
class Temps:
    """Une horloge qu'on place, et des identifiants qui la suivent, sans rien au hasard.

    `aujourd_hui` : le jour où la démonstration se regarde ; `pas` : secondes entre deux lectures.
    """

    aujourd_hui: date
    pas: int = 20
    _ici: datetime = field(init=False)
    _numero: int = 0

    def __post_init__(self) -> None:
        self._ici = datetime.combine(self.aujourd_hui, time(8), _FUSEAU)

    def placer(self, jours_avant: int, heure: time) -> None:
        """Va à cette heure, tant de jours avant aujourd'hui."""
        jour = self.aujourd_hui - timedelta(days=jours_avant)
        self._ici = datetime.combine(jour, heure, _FUSEAU)

    def horloge(self) -> datetime:
        """L'heure où l'on est ; chaque lecture fait avancer d'un pas."""
        ici = self._ici
        self._ici += timedelta(seconds=self.pas)
        return ici

    def nouvel_id(self) -> str:
        """Un ULID daté de l'heure où l'on est, jamais deux fois le même."""
        self._numero += 1
        suite = sha256(f"demonstration {self._numero}".encode()).digest()[:_ALEA]
        return str(ULID.from_bytes(int(self._ici.timestamp() * 1000).to_bytes(6) + suite))
