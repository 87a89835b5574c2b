"""Le contrôle du carnet : sa structure, et chaque événement de son journal."""

from pydantic import ValidationError
from sqlite_utils import Database

from coach.carnet.erreurs import ErreurDeCarnet
from coach.carnet.vues import Bilan
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import ADAPTATEUR
from coach.modeles.journal import ligne_canonique

PROBLEMES_MONTRES = 50
"""Au-delà, une liste ne dit rien de plus."""


def verifier(base: Database) -> Bilan:
    """Relit tout le carnet, sans rien y changer."""
    problemes = [
        ErreurDeCarnet("probleme_structure", detail=detail).phrase
        for (detail,) in base.execute("PRAGMA integrity_check")
        if detail != "ok"
    ]
    flux: set[str] = set()
    nombre = 0
    for ligne in base.execute("SELECT id, flux, rang, auteur, type, corps FROM evenements"):
        nombre += 1
        flux.add(ligne[1])
        if probleme := _probleme(ligne):
            problemes.append(probleme)
    return Bilan(
        seances=len(flux - {FLUX_DU_CARNET}),
        evenements=nombre,
        problemes=tuple(problemes[:PROBLEMES_MONTRES]),
    )


def _probleme(ligne: tuple[str, str, int, str, str, str]) -> str | None:
    identifiant, *colonnes, corps = ligne
    try:
        evenement = ADAPTATEUR.validate_json(corps)
    except ValidationError:
        return ErreurDeCarnet("probleme_evenement", id=identifiant).phrase
    attendues = [evenement.flux, evenement.rang, evenement.auteur, evenement.type]
    if (evenement.id, attendues, ligne_canonique(evenement)) != (identifiant, colonnes, corps):
        return ErreurDeCarnet("probleme_colonnes", id=identifiant).phrase
    return None
