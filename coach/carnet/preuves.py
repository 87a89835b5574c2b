"""Les preuves qui tiennent, des séances ou apportées."""

from datetime import date

from sqlite_utils import Database

from coach.carnet.vues import Preuve
from coach.modeles.base import FLUX_DU_CARNET

_PREUVES = """
SELECT p.id, p.flux, coalesce(d.referentiel, p.referentiel), coalesce(d.millesime, p.millesime),
    coalesce(d.code, p.code), p.date, p.extrait, p.justification, p.source, p.temoin
FROM preuves p LEFT JOIN preuves_deplacees d ON d.cible = p.id
WHERE NOT EXISTS (SELECT 1 FROM preuves_retirees r WHERE r.cible = p.id)
ORDER BY p.date, p.id
"""


def preuves(base: Database) -> list[Preuve]:
    """Les preuves, rangées où la personne les a mises, par date."""
    return [
        Preuve(
            identifiant,
            None if flux == FLUX_DU_CARNET else flux,
            referentiel,
            millesime,
            code,
            date.fromisoformat(jour),
            *textes,
        )
        for identifiant, flux, referentiel, millesime, code, jour, *textes in base.execute(_PREUVES)
    ]
