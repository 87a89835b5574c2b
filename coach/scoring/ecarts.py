"""Les écarts entre ce que l'on dit de soi, ce qui est montré et ce que d'autres voient.

Un écart se montre avec sa matière ; il n'est ni classé ni corrigé. Définitions :
- `haut_sans_preuve` : « maîtrisée » ou « transmise », et aucune preuve, pas même d'une parente ;
- `preuves_niveau_bas` : « à découvrir » ou « en construction », malgré les preuves que dit
  `SEUILS` ;
- `regard_different` : un tiers pose un autre niveau que le dernier de la personne.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from coach.modeles.base import Niveau
from coach.modeles.progression import ECHELLE, HAUTS
from coach.scoring.competences import Bilan
from coach.scoring.lignes import PositionnementLu, PreuveLue

SorteDEcart = Literal["haut_sans_preuve", "preuves_niveau_bas", "regard_different"]


class Seuil(NamedTuple):
    """De quoi s'étonner d'un niveau bas : tant de preuves, venues de tant de situations."""

    preuves: int
    situations: int


SEUILS: dict[Niveau, Seuil] = {"a_decouvrir": Seuil(3, 2), "en_construction": Seuil(6, 3)}
"""Plus le niveau est bas, moins il en faut ; trois extraits d'une même séance n'étonnent pas."""

EXTRAITS = 3
"""Preuves montrées avec un écart : les plus récentes."""


class Ecart(NamedTuple):
    """Un écart et sa matière ; `autre` : le regard du tiers, quand c'est lui qui diffère."""

    sorte: SorteDEcart
    mien: PositionnementLu
    autre: PositionnementLu | None = None
    preuves: tuple[PreuveLue, ...] = ()


def ecarts(bilan: Bilan, *, montree_ailleurs: bool = False) -> tuple[Ecart, ...]:
    """Les écarts d'une compétence ; `montree_ailleurs` : une parente a des preuves."""
    if bilan.mien is None:
        return ()
    return tuple(_trouver(bilan, bilan.mien, montree_ailleurs))


def _trouver(bilan: Bilan, mien: PositionnementLu, montree_ailleurs: bool) -> Iterator[Ecart]:
    if mien.niveau in HAUTS and not bilan.preuves and not montree_ailleurs:
        yield Ecart("haut_sans_preuve", mien)
    seuil = SEUILS.get(mien.niveau)
    if seuil and bilan.nombre >= seuil.preuves and bilan.variete.situations >= seuil.situations:
        yield Ecart("preuves_niveau_bas", mien, preuves=bilan.preuves[-EXTRAITS:])
    for regard in bilan.tiers:
        if regard.niveau != mien.niveau and {regard.niveau, mien.niveau} <= set(ECHELLE):
            yield Ecart("regard_different", mien, regard, bilan.preuves[-EXTRAITS:])
