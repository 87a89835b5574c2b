"""Annuler et rétablir : quel geste tombe, quelle annulation se lève."""

from collections.abc import Sequence

from coach.modeles.base import Geste
from coach.modeles.evenements import Evenement, EvenementAnnule, SeanceTerminee
from coach.modeles.journal import vivants


def a_annuler(evenements: Sequence[Evenement]) -> Evenement | None:
    """Le dernier geste qui tient encore, ou rien."""
    gestes = [e for e in vivants(evenements) if _s_annule(e)]
    return gestes[-1] if gestes else None


def a_lever(evenements: Sequence[Evenement]) -> EvenementAnnule | None:
    """L'annulation du dernier geste annulé, si rien n'a été fait depuis."""
    par_id = {e.id: e for e in evenements}
    debout = {e.id for e in vivants(evenements)}
    levees = {e.cible for e in evenements if isinstance(e, EvenementAnnule)}
    for evenement in reversed(evenements):
        if _s_annule(evenement) and evenement.id in debout:
            return None
        if isinstance(evenement, EvenementAnnule) and evenement.id not in levees:
            cible = par_id.get(evenement.cible)
            if cible is not None and _s_annule(cible):
                return evenement
    return None


def _s_annule(evenement: Evenement) -> bool:
    """Vrai pour un geste, et pour une fin décidée par la personne (qui ne suit aucun acte)."""
    if isinstance(evenement, SeanceTerminee):
        return evenement.apres is None
    return isinstance(evenement, Geste)
