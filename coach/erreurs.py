"""Les erreurs qui se montrent : leur message est une phrase pour la personne, jamais une trace.

Chaque partie en tire les siennes ; qui les attrape toutes attrape `ErreurEnClair`.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import ClassVar

from coach.chiffres import champs_dits


class ErreurEnClair(Exception):
    """Ce qui ne se peut pas, en une phrase à montrer telle quelle ; rien n'est fait à moitié.

    `raison` : sa clé parmi celles de sa partie ; vide si elle n'en a pas.
    """

    def __init__(self, phrase: str, raison: str = "") -> None:
        super().__init__(phrase)
        self.raison = raison


class ErreurExpliquee(ErreurEnClair):
    """Une erreur écrite dans un catalogue : `phrase` dit quoi, `conseil` dit que faire."""

    catalogue: ClassVar[Path]
    cle: ClassVar[str] = ""

    def __init__(self, cle: str = "", /, **champs: object) -> None:
        raison = cle or self.cle
        message = _catalogue(self.catalogue)[raison]
        dits = champs_dits(champs)
        self.phrase = message["phrase"].format(**dits)
        self.conseil = message["conseil"].format(**dits)
        super().__init__(f"{self.phrase} {self.conseil}".strip(), raison)


@cache
def _catalogue(chemin: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(chemin.read_text(encoding="utf-8"))
