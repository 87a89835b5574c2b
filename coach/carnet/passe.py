"""Le passé récent, pour la séance qui s'ouvre : quelques requêtes indexées, jamais tout le carnet.

Rien ici ne grandit avec le nombre de séances, hors les ajustements encore ouverts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from coach.carnet.listes import lister, ouvertes
from coach.carnet.vues import Action, Resume

SEANCES = 200
"""Séances d'avant que l'on garde en vue."""

_OUVERTES = 20
"""Ajustements ouverts : les plus anciens à échoir, et autant des plus récents."""


@dataclass(frozen=True, slots=True)
class Passe:
    """Ce qui précède une séance.

    `seances` : les plus récentes d'abord ; `etapes` et `competences` (référentiel, code) : par
    séance ; `relances` : (relance, formulation), la dernière dite d'abord ; `ouvertes` : les
    ajustements ni faits ni abandonnés.
    """

    seances: tuple[Resume, ...]
    etapes: dict[str, frozenset[str]]
    competences: dict[str, frozenset[tuple[str, str]]]
    relances: tuple[tuple[str, int], ...]
    ouvertes: tuple[Action, ...]


def passe(base: Database, sauf: str) -> Passe:
    """Le passé récent, sans la séance `sauf`."""
    seances = [s for s in lister(base, limite=SEANCES + 1) if s.id != sauf][:SEANCES]
    flux = [s.id for s in seances]
    return Passe(
        seances=tuple(seances),
        etapes=_etapes(base, flux),
        competences=_competences(base, flux),
        relances=_relances(base, flux),
        ouvertes=tuple(a for a in ouvertes(base, _OUVERTES) if a.seance != sauf),
    )


def _parmi(flux: Sequence[str]) -> str:
    return f"({', '.join('?' * len(flux))})"


def _etapes(base: Database, flux: Sequence[str]) -> dict[str, frozenset[str]]:
    trouvees: dict[str, set[str]] = {}
    requete = (
        "SELECT DISTINCT flux, etape FROM textes"
        f" WHERE flux IN {_parmi(flux)} AND reponse IS NOT NULL"
    )
    for un, etape in base.execute(requete, list(flux)):
        trouvees.setdefault(un, set()).add(etape)
    return {un: frozenset(etapes) for un, etapes in trouvees.items()}


def _competences(base: Database, flux: Sequence[str]) -> dict[str, frozenset[tuple[str, str]]]:
    trouvees: dict[str, set[tuple[str, str]]] = {}
    requete = (
        "SELECT p.flux, coalesce(d.referentiel, p.referentiel), coalesce(d.code, p.code)"
        " FROM preuves p LEFT JOIN preuves_deplacees d ON d.cible = p.id"
        f" WHERE p.flux IN {_parmi(flux)}"
        " AND NOT EXISTS (SELECT 1 FROM preuves_retirees r WHERE r.cible = p.id)"
    )
    for un, referentiel, code in base.execute(requete, list(flux)):
        trouvees.setdefault(un, set()).add((referentiel, code))
    return {un: frozenset(liees) for un, liees in trouvees.items()}


def _relances(base: Database, flux: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Les relances dites, séance par séance, de la plus récente à la plus ancienne."""
    dites: list[tuple[str, int]] = []
    for un in flux:
        dites += base.execute(
            "SELECT json_extract(corps, '$.relance'), json_extract(corps, '$.formulation')"
            " FROM evenements WHERE flux = ? AND type = 'relance_posee' ORDER BY rang DESC",
            [un],
        )
    return tuple((str(relance), int(formulation)) for relance, formulation in dites)
