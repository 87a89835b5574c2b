"""Les identifiants que CASE demande, toujours les mêmes, et la date que dit un millésime."""

import re
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from coach.modeles.calendrier import RANG_DES_MOIS
from coach.modeles.texte import cle

_ESPACE = UUID("6a1f5c0e-2f0b-5b5e-9a57-0c0ac4ae9c5e")
"""L'espace de noms des UUIDv5 du coach (RFC 9562) : fixé une fois, il ne change plus."""

_SANS_DATE = date(1970, 1, 1)

_ANNEE = re.compile(r"(?<!\d)(?:(\d{1,2})(?:er)?\s+)?(?:([a-z]{3,9})\.?\s+)?((?:19|20)\d\d)(?!\d)")


def uuid_du_document(referentiel: str) -> str:
    """L'identifiant du référentiel entier."""
    return _uuid("referentiel", referentiel)


def uuid_du_groupe(referentiel: str, code: str) -> str:
    """L'identifiant d'un groupe de ce référentiel."""
    return _uuid("groupe", referentiel, code)


def uuid_de_la_competence(referentiel: str, code: str) -> str:
    """L'identifiant d'une compétence de ce référentiel ; la casse du code n'y compte pas."""
    return _uuid("competence", referentiel, code.casefold())


def uuid_d_ailleurs(*chemin: object) -> str:
    """L'identifiant d'autre chose : énoncé, type, association ; `chemin` la désigne seule."""
    return _uuid(*(str(partie) for partie in chemin))


def adresse(uuid: str) -> str:
    """L'adresse d'un identifiant : un URN, puisqu'aucun serveur ne le publie."""
    return f"urn:uuid:{uuid}"


def _uuid(*parties: str) -> str:
    return str(uuid5(_ESPACE, "\x1f".join(parties)))


def date_du_millesime(millesime: str) -> date:
    """Le jour que dit un millésime (« 07 (5 juin 2018) ») : le premier du mois ou de l'an s'il est
    moins précis, le 1er janvier 1970 s'il n'en dit aucun."""
    for trouve in _ANNEE.finditer(cle(millesime)):
        jour, mois, annee = trouve.groups()
        rang = RANG_DES_MOIS.get(mois or "", 0)
        try:
            return date(int(annee), rang or 1, int(jour) if jour and rang else 1)
        except ValueError:
            return date(int(annee), rang or 1, 1)
    return _SANS_DATE


def instant_du_millesime(millesime: str) -> str:
    """Cette date à minuit UTC, en ISO 8601 : la même pour qui que ce soit, n'importe quand."""
    return datetime.combine(date_du_millesime(millesime), datetime.min.time(), UTC).isoformat()
