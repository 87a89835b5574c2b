"""Se positionner : ses compétences regardées une à une, sans note ni moyenne.

Rien ici ne connaît d'écran : l'interface, le mode texte et les essais mènent la même `Activite`.
"""

from coach.positionnement.activite import Activite
from coach.positionnement.formes import Depot, Fait, MotRequis, Question, RienAFaire
from coach.positionnement.portee import Depart, Portee, PorteeInconnue

__all__ = [
    "Activite",
    "Depart",
    "Depot",
    "Fait",
    "MotRequis",
    "Portee",
    "PorteeInconnue",
    "Question",
    "RienAFaire",
]
