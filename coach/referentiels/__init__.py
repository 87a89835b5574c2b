"""Les référentiels de compétences : lecture, validation, parentés et recherche."""

from coach.referentiels.chargement import avertissements, charger, identifiants
from coach.referentiels.correspondances import parentes
from coach.referentiels.erreurs import ErreurDeReferentiel
from coach.referentiels.fichier import charger_fichier

__all__ = [
    "ErreurDeReferentiel",
    "avertissements",
    "charger",
    "charger_fichier",
    "identifiants",
    "parentes",
]
