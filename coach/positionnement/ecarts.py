"""Un niveau et ce qui le montre, quand ils ne vont pas ensemble : à regarder, jamais à noter."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from coach.carnet.vues import Preuve
from coach.modeles.progression import Regard
from coach.modeles.referentiel import Competence
from coach.scoring.competences import bilan
from coach.scoring.ecarts import ecarts
from coach.scoring.lignes import PositionnementLu, PreuveLue

Ecart = Literal["haut_sans_preuve", "preuves_niveau_bas"]
"""Les écarts entre un niveau et ses preuves, tels que `coach.scoring.ecarts` les définit."""

Preuves = Mapping[tuple[str, str], Sequence[Preuve]]
"""Les preuves qui tiennent, par référentiel et code, de la plus ancienne à la plus récente."""


def par_competence(preuves: Iterable[Preuve]) -> Preuves:
    """Ces preuves, rangées."""
    rangees: dict[tuple[str, str], list[Preuve]] = {}
    for preuve in sorted(preuves, key=lambda p: (p.date, p.id)):
        rangees.setdefault((preuve.referentiel, preuve.code.casefold()), []).append(preuve)
    return rangees


def ecart(regard: Regard, competence: Competence, preuves: Preuves) -> Ecart | None:
    """Ce qui étonne dans ce niveau d'une compétence ; une preuve chez une parente compte aussi."""
    lu = PositionnementLu(
        id=regard.id,
        referentiel=regard.cible.referentiel,
        millesime=regard.millesime,
        code=regard.cible.code,
        item=None,
        jour=regard.quand.date().isoformat(),
        niveau=regard.niveau,
    )
    siennes = preuves.get((lu.referentiel, lu.code.casefold()), ())
    ailleurs = any(
        preuves.get((parente.referentiel, parente.code.casefold()))
        for parente in competence.correspondances
    )
    trouves = ecarts(bilan([*map(_lue, siennes)], [lu], {}), montree_ailleurs=ailleurs)
    for trouve in trouves:
        if trouve.sorte != "regard_different":
            return trouve.sorte
    return None


def _lue(preuve: Preuve) -> PreuveLue:
    return PreuveLue(
        id=preuve.id,
        journal=preuve.seance,
        referentiel=preuve.referentiel,
        millesime=preuve.millesime,
        code=preuve.code,
        jour=preuve.date.isoformat(),
        extrait=preuve.extrait,
        justification=preuve.justification,
        source=preuve.source,
        temoin=preuve.temoin,
    )
