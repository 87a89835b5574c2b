"""Ce que le coach a appris des corrections d'une personne : la dernière pour les mêmes mots."""

from collections.abc import Iterable

from coach.modeles.evenements import CorrectionApprise, Evenement
from coach.modeles.journal import vivants


def apprises(evenements: Iterable[Evenement]) -> list[CorrectionApprise]:
    """Les corrections qui tiennent, de la plus ancienne à la plus récente ; une par suite de mots.

    `evenements` : ceux du flux du carnet. Une correction date du geste qui l'a faite : la rétablir
    l'écrit de nouveau au carnet, sans la rendre plus récente.
    """
    debout = [e for e in vivants(evenements) if isinstance(e, CorrectionApprise)]
    par_mots: dict[str, CorrectionApprise] = {}
    for correction in sorted(debout, key=lambda e: e.source or e.id):
        mots = mots_de(correction)
        par_mots.pop(mots, None)  # la plus récente prend aussi la dernière place
        par_mots[mots] = correction
    return list(par_mots.values())


def mots_de(correction: CorrectionApprise) -> str:
    """Les mots d'une correction, quels que soient les blancs entre eux."""
    return " ".join(correction.texte.split())
