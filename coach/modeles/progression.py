"""Ce que les événements du carnet disent des niveaux : chaque regard daté, jamais récrit.

Repli pur. Un regard est celui de la personne (`MOI`) ou d'un tiers, sur une compétence ou sur un
de ses énoncés ; rien ici ne les mêle ni ne les moyenne.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from coach.modeles.base import Niveau
from coach.modeles.evenements import Evenement, PositionnementFait
from coach.modeles.journal import vivants
from coach.modeles.texte import cle

MOI = "moi"
"""Le nom sous lequel la personne se positionne elle-même."""

ECHELLE: tuple[Niveau, ...] = ("a_decouvrir", "en_construction", "maitrisee", "transmise")
"""Les quatre niveaux, du premier au dernier ; les deux autres réponses n'ont pas de rang."""

HAUTS: frozenset[Niveau] = frozenset(ECHELLE[2:])


class Cible(NamedTuple):
    """Ce qui se positionne : une compétence (`item` rien), ou un énoncé par son rang, dès 0."""

    referentiel: str
    code: str
    item: int | None = None

    @property
    def competence(self) -> "Cible":
        """La compétence de cet énoncé, ou elle-même."""
        return self._replace(item=None)


@dataclass(frozen=True, slots=True)
class Regard:
    """Un positionnement qui tient : quoi, quel niveau, par qui, quand, avec quels mots.

    `id` et `rang` : l'événement ; `millesime` : l'édition du référentiel pour laquelle il fut fait.
    """

    id: str
    rang: int
    cible: Cible
    niveau: Niveau
    par: str
    quand: datetime
    millesime: str
    justification: str = ""

    @property
    def mien(self) -> bool:
        """Vrai si c'est le regard de la personne sur elle-même."""
        return meme_personne(self.par, MOI)


def meme_personne(une: str, autre: str) -> bool:
    """Vrai si ces deux noms désignent la même personne, casse, accents et blancs à part."""
    return cle(" ".join(une.split())) == cle(" ".join(autre.split()))


class Regards:
    """Tous les regards qui tiennent, par cible, du plus ancien au plus récent."""

    def __init__(self, regards: Iterable[Regard]) -> None:
        self._par_cible: dict[Cible, list[Regard]] = {}
        for regard in regards:
            self._par_cible.setdefault(regard.cible, []).append(regard)

    @classmethod
    def plier(cls, evenements: Iterable[Evenement]) -> "Regards":
        """Les regards du flux du carnet, annulations comprises ; le reste est ignoré."""
        return cls(
            Regard(
                id=e.id,
                rang=e.rang,
                cible=Cible(e.referentiel, e.code, e.item),
                niveau=e.niveau,
                par=e.par,
                quand=e.quand,
                millesime=e.millesime,
                justification=e.justification,
            )
            for e in vivants(evenements)
            if isinstance(e, PositionnementFait)
        )

    @property
    def cibles(self) -> Mapping[Cible, Sequence[Regard]]:
        """Chaque cible regardée, et ses regards."""
        return self._par_cible

    def historique(self, cible: Cible) -> Sequence[Regard]:
        """Tous les regards sur cette cible, de qui qu'ils soient."""
        return self._par_cible.get(cible, ())

    def de(self, cible: Cible, par: str = MOI) -> list[Regard]:
        """Les regards de cette personne sur cette cible."""
        return [r for r in self.historique(cible) if meme_personne(r.par, par)]

    def dernier(self, cible: Cible, par: str = MOI) -> Regard | None:
        """Le dernier regard de cette personne sur cette cible, ou rien."""
        return next(iter(self.de(cible, par)[::-1]), None)

    def autres(self, cible: Cible, que: str = MOI) -> list[Regard]:
        """Le dernier regard de chacune des autres personnes, le plus récent d'abord."""
        derniers: dict[str, Regard] = {}
        for regard in reversed(self.historique(cible)):
            if not meme_personne(regard.par, que):
                derniers.setdefault(cle(" ".join(regard.par.split())), regard)
        return list(derniers.values())
