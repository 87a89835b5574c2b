"""La démonstration : huit mois d'une pratique inventée, écrits par le coach lui-même."""

from coach.demonstration.ecriture import ecrire
from coach.demonstration.reglages import regler

__all__ = ["ecrire", "regler"]
