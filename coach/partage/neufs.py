"""Des identifiants neufs pour ce qui sort : aucun de ceux du carnet, ni l'heure qu'il était."""

import re
from datetime import datetime
from typing import Any

from ulid import ULID

_ULID = re.compile(r"(?<![0-9A-Z])[0-7][0-9A-HJKMNP-TV-Z]{25}(?![0-9A-Z])")


class Neufs(dict[str, str]):
    """Pour chaque identifiant du carnet, le sien au dehors ; `jour` date ceux que l'on ne sait."""

    def __init__(self, jour: datetime) -> None:
        super().__init__()
        self._jour = jour

    def tirer(self, quand: datetime) -> str:
        """Un identifiant jamais vu, dont la part d'heure est celle de `quand`."""
        return str(ULID.from_bytes(ULID.from_datetime(quand).bytes[:6] + ULID().bytes[6:]))

    def renommer(self, brut: Any) -> Any:
        """Le même contenu, où chaque identifiant du carnet est devenu le sien."""
        if isinstance(brut, dict):
            return {nom: self.renommer(valeur) for nom, valeur in brut.items()}
        if isinstance(brut, list):
            return [self.renommer(valeur) for valeur in brut]
        if isinstance(brut, str):
            return _ULID.sub(lambda trouve: self._pour(trouve[0]), brut)
        return brut

    def _pour(self, ancien: str) -> str:
        if ancien in self.values():
            return ancien
        return self.setdefault(ancien, self.tirer(self._jour))
