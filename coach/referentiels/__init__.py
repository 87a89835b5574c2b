"""Les référentiels de compétences : lecture, validation et recherche des données livrées."""

from coach.referentiels.chargement import charger, charger_fichier, identifiants
from coach.referentiels.erreurs import ErreurDeReferentiel

__all__ = ["ErreurDeReferentiel", "charger", "charger_fichier", "identifiants"]
