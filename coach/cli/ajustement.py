"""Dire un ajustement en une ligne : quoi, pour quand, où il en est."""

from datetime import date

from coach.cli.paroles import dire
from coach.cli.sortie import en_une_ligne, jour


def ajustement_dit(texte: str, echeance: date | None, etat: str, *, id_court: str = "") -> str:
    """« Relire le dossier, pour le 12/03/2026 (à faire) » ; `etat` : déjà en toutes lettres."""
    quoi = en_une_ligne(texte)
    quand = dire("journal.pour_le", jour=jour(echeance)) if echeance else ""
    if quand:
        quoi = quoi.removesuffix(".")
    if id_court:
        return dire("plan.ligne", id=id_court, texte=quoi, quand=quand, etat=etat)
    return dire("journal.ajustement", texte=quoi, quand=quand, etat=etat)


def etat_dit(etat: str) -> str:
    """« à faire », « en cours », « fait », « abandonné »."""
    return dire(f"ajustement.{etat}")
