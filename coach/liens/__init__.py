"""D'un texte vers les compétences d'un référentiel, avec les mots qui parlent pour chacune."""

from coach.liens.choix import relier
from coach.liens.suggestion import HORS_THEME, Raison, Suggestion

__all__ = ["HORS_THEME", "Raison", "Suggestion", "relier"]
