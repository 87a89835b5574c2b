"""Ce qu'une compétence a derrière elle : des preuves d'un côté, des regards de l'autre.

Définitions. Situations : les séances distinctes, et les sources distinctes des preuves apportées.
Positionnement courant : le dernier niveau posé sur la compétence même, par la personne, et par
chaque tiers. Tendance : ce niveau comparé au précédent de la même personne, s'il est différent ;
« sans objet » et « je ne sais pas » n'ont pas de rang et ne donnent pas de tendance.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from coach.modeles.progression import ECHELLE
from coach.modeles.texte import cle
from coach.scoring.lignes import PositionnementLu, PreuveLue

Sens = Literal["monte", "redescend", "stable", "premier", "inconnue"]

_RANGS = {niveau: rang for rang, niveau in enumerate(ECHELLE)}


class Variete(NamedTuple):
    """De quelles situations viennent des preuves."""

    seances: frozenset[str]
    sources: frozenset[str]
    protocoles: frozenset[str]
    etiquettes: frozenset[str]

    @property
    def situations(self) -> int:
        """Le nombre de situations distinctes."""
        return len(self.seances) + len(self.sources)


class Tendance(NamedTuple):
    """Où va le niveau que la personne se donne, et d'où : le précédent niveau différent.

    `premier` : un seul regard ; `inconnue` : aucun, ou le dernier n'a pas de rang.
    """

    sens: Sens
    avant: PositionnementLu | None = None


class Bilan(NamedTuple):
    """Les chiffres d'une compétence et leur matière, par date.

    `tiers` : le dernier regard de chacun, le plus récent d'abord ; `depuis` : les preuves venues
    après le jour du dernier regard de la personne (toutes, si elle ne s'est jamais positionnée).
    """

    preuves: tuple[PreuveLue, ...]
    variete: Variete
    mien: PositionnementLu | None
    tiers: tuple[PositionnementLu, ...]
    tendance: Tendance
    depuis: tuple[PreuveLue, ...]

    @property
    def nombre(self) -> int:
        """Combien de preuves."""
        return len(self.preuves)

    @property
    def derniere(self) -> date | None:
        """Le jour de la dernière preuve, ou rien."""
        return self.preuves[-1].date if self.preuves else None


def bilan(
    preuves: Sequence[PreuveLue],
    positionnements: Sequence[PositionnementLu],
    etiquettes: Mapping[str, Collection[str]],
) -> Bilan:
    """Le bilan d'une compétence.

    `preuves` et `positionnements` : les siens, par date ; `etiquettes` : par séance.
    """
    niveaux = [p for p in positionnements if p.item is None]
    miens = [p for p in niveaux if p.mien]
    mien = miens[-1] if miens else None
    if mien is None:
        depuis: tuple[PreuveLue, ...] = tuple(preuves)
    else:
        depuis = tuple(p for p in preuves if p.jour > mien.jour)
    return Bilan(
        tuple(preuves),
        variete(preuves, etiquettes),
        mien,
        _derniers_des_tiers(niveaux) if len(niveaux) > len(miens) else (),
        tendance(miens),
        depuis,
    )


def variete(preuves: Sequence[PreuveLue], etiquettes: Mapping[str, Collection[str]]) -> Variete:
    """Les situations, les protocoles et les étiquettes d'où viennent ces preuves."""
    seances = frozenset(p.journal for p in preuves if p.journal is not None)
    return Variete(
        seances,
        frozenset(map(cle, {p.source for p in preuves if p.journal is None})),
        frozenset({p.protocole for p in preuves} - {""}),
        frozenset(e for s in seances if s in etiquettes for e in etiquettes[s]),
    )


def tendance(miens: Sequence[PositionnementLu]) -> Tendance:
    """La tendance de ces regards d'une même personne, par date."""
    if not miens or miens[-1].niveau not in _RANGS:
        return Tendance("inconnue")
    ranges = [p for p in miens if p.niveau in _RANGS]
    dernier = ranges[-1]
    avant = next((p for p in reversed(ranges) if p.niveau != dernier.niveau), None)
    if avant is None:
        return Tendance("stable", ranges[0]) if len(ranges) > 1 else Tendance("premier")
    monte = _RANGS[dernier.niveau] > _RANGS[avant.niveau]
    return Tendance("monte" if monte else "redescend", avant)


def _derniers_des_tiers(niveaux: Sequence[PositionnementLu]) -> tuple[PositionnementLu, ...]:
    derniers: dict[str, PositionnementLu] = {}
    for lu in reversed(niveaux):
        if not lu.mien:
            derniers.setdefault(cle(" ".join(lu.par.split())), lu)
    return tuple(derniers.values())
