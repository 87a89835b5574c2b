"""Ce que lisent les scores d'un carnet : preuves et positionnements, une ligne chacun.

Des tuples nommés, et non des modèles : un carnet en a des dizaines de milliers.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from coach.modeles.base import Niveau
from coach.modeles.progression import MOI, meme_personne


class PreuveLue(NamedTuple):
    """Un extrait qui montre une compétence.

    `journal` : la séance, rien pour une preuve apportée à la main, qui a une `source` (et parfois
    un `temoin`) ; `millesime` : l'édition pour laquelle elle fut faite ; `jour` : AAAA-MM-JJ.
    """

    id: str
    journal: str | None
    referentiel: str
    millesime: str
    code: str
    jour: str
    extrait: str
    justification: str = ""
    source: str = ""
    temoin: str = ""
    protocole: str = ""

    @property
    def date(self) -> date:
        """Le jour de la séance, ou celui que porte la preuve apportée."""
        return date.fromisoformat(self.jour)


class PositionnementLu(NamedTuple):
    """Un regard daté sur une compétence (`item` rien) ou sur un de ses énoncés, par son rang."""

    id: str
    referentiel: str
    millesime: str
    code: str
    item: int | None
    jour: str
    niveau: Niveau
    justification: str = ""
    par: str = "moi"

    @property
    def date(self) -> date:
        """Le jour où ce regard fut posé."""
        return date.fromisoformat(self.jour)

    @property
    def mien(self) -> bool:
        """Vrai si la personne parle d'elle-même."""
        return est_moi(self.par)


@lru_cache(maxsize=256)
def est_moi(par: str) -> bool:
    """Vrai si ce nom est celui sous lequel la personne parle d'elle-même."""
    return meme_personne(par, MOI)
