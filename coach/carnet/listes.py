"""Les listes lues dans les tables dérivées : séances, actions, preuves."""

from datetime import date, datetime

from sqlite_utils import Database

from coach.carnet.vues import Action, Preuve, Resume
from coach.modeles.base import FLUX_DU_CARNET

_SEANCES = """
SELECT flux, titre, protocole, cree_le, modifie_le, termine FROM seances
ORDER BY instant DESC, flux DESC
"""

_ACTIONS = """
SELECT a.id, a.flux, a.texte, a.moment, coalesce(s.echeance, a.echeance), a.indicateur,
    coalesce(s.etat, 'a_faire'), coalesce(s.appris, ''), a.decide_le
FROM actions a LEFT JOIN suivis s ON s.ajustement = a.id
ORDER BY a.instant, a.id
"""

_PREUVES = """
SELECT p.id, p.flux, coalesce(d.referentiel, p.referentiel), coalesce(d.millesime, p.millesime),
    coalesce(d.code, p.code), p.date, p.extrait, p.justification, p.source, p.temoin
FROM preuves p LEFT JOIN preuves_deplacees d ON d.cible = p.id
WHERE NOT EXISTS (SELECT 1 FROM preuves_retirees r WHERE r.cible = p.id)
ORDER BY p.date, p.id
"""


def lister(base: Database) -> list[Resume]:
    """Les séances, les plus récemment commencées d'abord."""
    return [
        Resume(
            flux,
            titre,
            protocole,
            datetime.fromisoformat(cree_le),
            datetime.fromisoformat(modifie_le),
            bool(termine),
        )
        for flux, titre, protocole, cree_le, modifie_le, termine in base.execute(_SEANCES)
    ]


def actions(base: Database) -> list[Action]:
    """Les ajustements, dans l'ordre où ils furent décidés, avec leur dernier suivi."""
    return [
        Action(
            id=identifiant,
            seance=flux,
            texte=texte,
            moment=moment,
            echeance=date.fromisoformat(echeance) if echeance else None,
            indicateur=indicateur,
            etat=etat,
            appris=appris,
            decide_le=datetime.fromisoformat(decide_le),
        )
        for identifiant, flux, texte, moment, echeance, indicateur, etat, appris, decide_le in (
            base.execute(_ACTIONS)
        )
    ]


def preuves(base: Database) -> list[Preuve]:
    """Les preuves qui tiennent, rangées où la personne les a mises, par date."""
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
