"""De quoi lire le plan d'action : les ajustements, d'où ils viennent, ce qui en fut dit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlite_utils import Database

from coach.carnet import listes
from coach.carnet.resumes import Action
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import ADAPTATEUR, AjustementSuivi
from coach.modeles.journal import vivants

if TYPE_CHECKING:
    from coach.modeles.evenements import Evenement


@dataclass(frozen=True, slots=True)
class Origine:
    """D'où vient un ajustement : sa séance, le jour de celle-ci, l'échéance décidée alors."""

    titre: str
    jour: date
    echeance: date | None


@dataclass(frozen=True, slots=True)
class Engagements:
    """Tous les ajustements, dans l'ordre où ils furent décidés.

    `origines` : par ajustement ; `suivis` : ceux qui tiennent, par ajustement, en ordre ;
    `dits_en_seance` : par suivi, la séance dont une réponse l'a dit.
    """

    actions: tuple[Action, ...]
    origines: dict[str, Origine]
    suivis: dict[str, tuple[AjustementSuivi, ...]]
    dits_en_seance: dict[str, str]


def engagements(base: Database) -> Engagements:
    """Lit tout le plan d'action, en quelques requêtes."""
    suivis: dict[str, list[AjustementSuivi]] = {}
    for suivi in _suivis(base):
        suivis.setdefault(suivi.ajustement, []).append(suivi)
    return Engagements(
        actions=tuple(listes.actions(base)),
        origines=_origines(base),
        suivis={ajustement: tuple(siens) for ajustement, siens in suivis.items()},
        dits_en_seance=_dits_en_seance(base),
    )


def _origines(base: Database) -> dict[str, Origine]:
    lignes: Sequence[tuple[str, str, str, str | None]] = base.execute(
        "SELECT a.id, s.titre, s.jour, a.echeance FROM actions a JOIN seances s ON s.flux = a.flux"
    ).fetchall()
    return {
        ajustement: Origine(
            titre, date.fromisoformat(jour), date.fromisoformat(echeance) if echeance else None
        )
        for ajustement, titre, jour, echeance in lignes
    }


def _suivis(base: Database) -> list[AjustementSuivi]:
    lignes = base.execute(
        "SELECT corps FROM evenements WHERE flux = ?"
        " AND type IN ('ajustement_suivi', 'evenement_annule')",
        [FLUX_DU_CARNET],
    )
    lus: list[Evenement] = [ADAPTATEUR.validate_json(corps) for (corps,) in lignes]
    return [e for e in vivants(lus) if isinstance(e, AjustementSuivi)]


def _dits_en_seance(base: Database) -> dict[str, str]:
    return dict(
        base.execute(
            "SELECT e.id, r.flux FROM evenements e"
            " JOIN evenements r ON r.id = json_extract(e.corps, '$.source')"
            " WHERE e.flux = ? AND e.type = 'ajustement_suivi'",
            [FLUX_DU_CARNET],
        ).fetchall()
    )
