"""Ce que le coach a appris des corrections d'une personne : la dernière pour les mêmes mots."""

from collections.abc import Iterable

from coach.modeles.evenements import CorrectionApprise, Evenement
from coach.modeles.journal import vivants


def apprises(evenements: Iterable[Evenement]) -> list[CorrectionApprise]:
    """Les corrections qui tiennent, de la plus ancienne à la plus récente ; une par suite de mots.

    `evenements` : ceux du flux du carnet.
    """
    par_mots: dict[str, CorrectionApprise] = {}
    for evenement in vivants(evenements):
        if isinstance(evenement, CorrectionApprise):
            mots = mots_de(evenement)
            par_mots.pop(mots, None)  # la plus récente prend aussi la dernière place
            par_mots[mots] = evenement
    return list(par_mots.values())


def mots_de(correction: CorrectionApprise) -> str:
    """Les mots d'une correction, quels que soient les blancs entre eux."""
    return " ".join(correction.texte.split())
