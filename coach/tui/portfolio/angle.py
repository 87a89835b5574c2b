"""D'où l'on regarde le portfolio : la vue, le rangement, le référentiel, ce qui est ouvert."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

Vue = Literal["competences", "frise", "manques", "ecarts"]
Rangement = Literal["groupe", "theme", "referentiel"]

_RANGEMENTS: tuple[Rangement, ...] = ("groupe", "theme", "referentiel")
"""Dans l'ordre où la touche y passe."""


@dataclass(frozen=True)
class Angle:
    """Ce que l'on regarde : la vue, le rangement, le référentiel, les mots, les plis ouverts."""

    vue: Vue = "competences"
    rangement: Rangement = "groupe"
    referentiel: str = ""
    mots: tuple[str, ...] = ()
    ouverts: frozenset[str] = frozenset()

    @property
    def par_referentiel(self) -> bool:
        """Vrai si un seul référentiel se montre à la fois."""
        return self.rangement == "groupe" and self.vue == "competences"

    def parmi(self, presents: Sequence[str]) -> "Angle":
        """Le même, sur un référentiel qui s'y trouve."""
        if self.referentiel in presents:
            return self
        return replace(self, referentiel=next(iter(presents), ""))

    def au_suivant(self, presents: Sequence[str]) -> "Angle":
        """Le référentiel suivant ; après le dernier, le premier."""
        rang = presents.index(self.referentiel) + 1
        return replace(self, referentiel=presents[rang % len(presents)])

    def range_autrement(self) -> "Angle":
        """Le rangement suivant ; d'une autre vue, les compétences telles qu'elles étaient."""
        if self.vue != "competences":
            return replace(self, vue="competences")
        rang = _RANGEMENTS.index(self.rangement) + 1
        return replace(self, rangement=_RANGEMENTS[rang % len(_RANGEMENTS)])

    def vers(self, vue: Vue) -> "Angle":
        """Cette vue ; si c'est déjà elle, les compétences."""
        return replace(self, vue="competences" if self.vue == vue else vue)

    def plie(self, pli: str) -> "Angle":
        """Le même, ce pli ouvert s'il était fermé, fermé s'il était ouvert."""
        return replace(self, ouverts=self.ouverts ^ {pli})
