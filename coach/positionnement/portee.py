"""Ce que l'on regarde : un premier regard, un référentiel entier, un groupe ou une compétence."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from coach.erreurs import ErreurEnClair
from coach.modeles.progression import MOI, Cible, Regards, meme_personne
from coach.modeles.referentiel import Competence, Item, Referentiel
from coach.modeles.texte import sans_commandes
from coach.positionnement.paroles import dire

Genre = Literal["premier_regard", "referentiel", "groupe", "competence"]

SECONDES_DU_PREMIER_REGARD = 600
"""Dix minutes : de quoi dire chaque compétence, puis quelques énoncés."""

SECONDES_PAR_NIVEAU = 10
SECONDES_PAR_ENONCE = 20
"""Le temps de lire et de répondre, au plus large."""


class PorteeInconnue(ErreurEnClair):
    """Un groupe ou une compétence que le référentiel n'a pas ; `quoi` dit lequel des deux."""

    def __init__(self, quoi: Literal["groupe", "competence"], code: str) -> None:
        super().__init__(dire(f"refus.{quoi}_inconnu", code=sans_commandes(code)))
        self.quoi = quoi
        self.code = code


@dataclass(frozen=True)
class Depart:
    """Ce que la personne demande en ouvrant, tel qu'elle l'a écrit ; rien : elle choisira."""

    referentiel: str | None = None
    code: str | None = None
    groupe: str | None = None
    par: str = MOI


@dataclass(frozen=True)
class Portee:
    """Une part d'un référentiel. `code` : celui du groupe ou de la compétence."""

    referentiel: Referentiel
    genre: Genre
    code: str = ""

    @classmethod
    def de(
        cls, referentiel: Referentiel, *, code: str | None = None, groupe: str | None = None
    ) -> "Portee":
        """La compétence de ce code, ou ce groupe, ou tout. Lève `PorteeInconnue`."""
        if code is not None:
            competence = referentiel.competence(code.strip())
            if competence is None:
                raise PorteeInconnue("competence", code)
            return cls(referentiel, "competence", competence.code)
        if groupe is None:
            return cls(referentiel, "referentiel")
        voulu = groupe.strip().casefold()
        for connu in referentiel.groupes:
            if connu.code.casefold() == voulu:
                return cls(referentiel, "groupe", connu.code)
        raise PorteeInconnue("groupe", groupe)

    @classmethod
    def par_defaut(cls, referentiel: Referentiel, regards: Regards, par: str = MOI) -> "Portee":
        """Le premier regard tant qu'il n'est pas fait, puis le référentiel entier."""
        premier = cls(referentiel, "premier_regard")
        if meme_personne(par, MOI) and premier.manquantes(regards):
            return premier
        return cls(referentiel, "referentiel")

    @cached_property
    def competences(self) -> tuple[Competence, ...]:
        """Ses compétences, dans l'ordre de la source."""
        toutes = self.referentiel.competences
        if self.genre == "competence":
            return tuple(c for c in toutes if c.code == self.code)
        if self.genre == "groupe":
            groupe = self.referentiel.groupe(self.code)
            return self.referentiel.du_groupe(groupe) if groupe else ()
        return toutes

    @cached_property
    def _par_code(self) -> dict[str, Competence]:
        return {competence.code: competence for competence in self.competences}

    @property
    def titre(self) -> str:
        """Son nom, tel qu'il se lit en tête."""
        if self.genre == "competence":
            competence = self.competences[0]
            return dire("portee.nomme", code=competence.code, titre=competence.titre)
        if self.genre == "groupe" and (groupe := self.referentiel.groupe(self.code)):
            return dire("portee.nomme", code=groupe.code, titre=groupe.titre)
        return dire(f"portee.{self.genre}", referentiel=self.referentiel.id)

    @property
    def enseigne(self) -> str:
        """Son nom en quelques mots : « cip · CP2 »."""
        if self.genre in ("competence", "groupe"):
            return dire("portee.nomme", code=self.referentiel.id, titre=self.code)
        return dire(f"portee.{self.genre}", referentiel=self.referentiel.id)

    # --- Ce qu'elle contient ---------------------------------------------------------------------

    def niveau(self, competence: Competence) -> Cible:
        """La cible qu'est la compétence elle-même."""
        return Cible(self.referentiel.id, competence.code)

    def enonces(self, competence: Competence) -> tuple[Cible, ...]:
        """Les énoncés de la compétence, en ordre."""
        return tuple(
            Cible(self.referentiel.id, competence.code, n) for n in range(len(competence.items))
        )

    def competence(self, cible: Cible) -> Competence | None:
        """La compétence de cette cible, si la portée la contient."""
        if cible.referentiel != self.referentiel.id:
            return None
        return self._par_code.get(cible.code)

    def item(self, cible: Cible) -> Item | None:
        """L'énoncé de cette cible ; rien pour une compétence, ou si l'énoncé n'existe plus."""
        competence = self.competence(cible)
        if competence is None or cible.item is None or cible.item >= len(competence.items):
            return None
        return competence.items[cible.item]

    def contient(self, cible: Cible) -> bool:
        """Vrai si la cible s'y trouve."""
        if cible.item is None:
            return self.competence(cible) is not None
        return self.item(cible) is not None

    def cibles(self) -> Iterator[Cible]:
        """Chaque compétence, puis ses énoncés."""
        for competence in self.competences:
            yield self.niveau(competence)
            yield from self.enonces(competence)

    # --- Le premier regard -----------------------------------------------------------------------

    @property
    def enonces_du_premier_regard(self) -> int:
        """Combien d'énoncés tiennent dans dix minutes, une fois dit le niveau de chacune."""
        niveaux = len(self.competences)
        reste = SECONDES_DU_PREMIER_REGARD - SECONDES_PAR_NIVEAU * niveaux
        enonces = sum(len(c.items) for c in self.competences)
        return min(enonces, max(0, reste) // SECONDES_PAR_ENONCE)

    def manquantes(self, regards: Regards) -> int:
        """Ce qui manque encore à un premier regard."""
        dites = {c for c in regards.cibles if self.contient(c) and regards.dernier(c)}
        niveaux = sum(self.niveau(c) not in dites for c in self.competences)
        enonces = sum(c.item is not None for c in dites)
        return niveaux + max(0, self.enonces_du_premier_regard - enonces)
