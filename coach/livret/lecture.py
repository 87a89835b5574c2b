"""Lire les livrets d'un carnet, et en désigner un."""

from typing import Protocol

from coach.livret.erreurs import ErreurDeLivret
from coach.livret.repli import Livret, plier
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import Evenement

LONGUEUR_DU_PREFIXE = 6
"""Le moins de caractères qui désignent un livret."""


class Journal(Protocol):
    """Là où se lisent les événements."""

    def evenements(self, flux: str) -> list[Evenement]:
        """Le journal d'un flux, en ordre."""


def livrets(journal: Journal) -> tuple[Livret, ...]:
    """Tous les livrets, le dernier touché d'abord. Lève les erreurs du carnet."""
    tous = plier(journal.evenements(FLUX_DU_CARNET)).values()
    return tuple(sorted(tous, key=lambda livret: (livret.modifie_le, livret.id), reverse=True))


def designer(journal: Journal, prefixe: str | None = None) -> Livret:
    """Le livret que désigne ce début d'identifiant ; sans lui, le seul, ou le dernier touché.

    Lève `ErreurDeLivret` s'il n'y en a pas, ou si plusieurs commencent ainsi.
    """
    tous = livrets(journal)
    if not tous:
        raise ErreurDeLivret("aucun")
    if prefixe is None:
        return tous[0]
    debut = prefixe.strip().upper()
    if len(debut) < LONGUEUR_DU_PREFIXE:
        raise ErreurDeLivret("prefixe_trop_court", minimum=LONGUEUR_DU_PREFIXE)
    trouves = [livret for livret in tous if livret.id.startswith(debut)]
    if not trouves:
        raise ErreurDeLivret("inconnu", prefixe=prefixe)
    if len(trouves) > 1:
        candidats = ", ".join(livret.id for livret in trouves[:5])
        raise ErreurDeLivret("prefixe_ambigu", prefixe=prefixe, candidats=candidats)
    return trouves[0]
