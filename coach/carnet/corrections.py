"""Ce que la personne a appris au coach : les corrections retenues, et d'où elles viennent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from coach.carnet.erreurs import ErreurDeCarnet
from coach.modeles.apprises import apprises, mots_de
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import ADAPTATEUR, CorrectionApprise, Evenement
from coach.modeles.journal import vivants
from coach.modeles.lecture import Nature


@dataclass(frozen=True, slots=True)
class Correction:
    """Une correction retenue ; `seance` et `titre` : celle où elle fut faite, vides si ailleurs."""

    id: str
    texte: str
    nature: Nature
    sous_type: str | None
    quand: datetime
    seance: str = ""
    titre: str = ""


def retenues(base: Database) -> list[CorrectionApprise]:
    """Les corrections qui tiennent, de la plus ancienne à la plus récente."""
    return apprises(_du_carnet(base))


def lister(base: Database) -> list[Correction]:
    """Les mêmes, la plus récente d'abord, avec leur séance d'origine."""
    return [
        Correction(e.id, e.texte, e.nature, e.sous_type, e.quand, *_origine(base, e.source or ""))
        for e in reversed(retenues(base))
    ]


def a_oublier(base: Database, identifiant: str) -> Sequence[str]:
    """Cette correction et celles d'avant qui ont les mêmes mots : aucune ne doit reparaître.

    Lève `ErreurDeCarnet` si le carnet ne retient pas cette correction.
    """
    debout = [e for e in vivants(_du_carnet(base)) if isinstance(e, CorrectionApprise)]
    voulue = next((e for e in debout if e.id == identifiant), None)
    if voulue is None:
        raise ErreurDeCarnet("correction_inconnue")
    return [e.id for e in debout if mots_de(e) == mots_de(voulue)]


def dernier(base: Database, flux: str) -> str:
    """L'identifiant du dernier événement d'un flux, ou vide."""
    trouve = base.execute(
        "SELECT id FROM evenements WHERE flux = ? ORDER BY rang DESC, auteur DESC, id DESC LIMIT 1",
        [flux],
    ).fetchone()
    return str(trouve[0]) if trouve else ""


def _du_carnet(base: Database) -> list[Evenement]:
    lignes = base.execute(
        "SELECT corps FROM evenements WHERE flux = ?"
        " AND type IN ('correction_apprise', 'evenement_annule')",
        [FLUX_DU_CARNET],
    )
    return [ADAPTATEUR.validate_json(corps) for (corps,) in lignes]


def _origine(base: Database, source: str) -> tuple[str, str]:
    trouvee = base.execute(
        "SELECT e.flux, coalesce(s.titre, '') FROM evenements e"
        " LEFT JOIN seances s ON s.flux = e.flux WHERE e.id = ?",
        [source],
    ).fetchone()
    return (str(trouvee[0]), str(trouvee[1])) if trouvee else ("", "")
