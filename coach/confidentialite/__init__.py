"""Ce qui protège les personnes : noms remarqués, danger détecté, aides humaines."""

from coach.confidentialite.detresse import Alerte, detecter
from coach.confidentialite.mentions import Mention, remarquer, remarquer_chacun, remplacer
from coach.confidentialite.ressources import Secours, ressources

__all__ = [
    "Alerte",
    "Mention",
    "Secours",
    "detecter",
    "remarquer",
    "remarquer_chacun",
    "remplacer",
    "ressources",
]
