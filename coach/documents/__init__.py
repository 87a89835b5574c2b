"""Un document à remettre : ce qu'il dit (`modele`), puis ses quatre formes, de même contenu."""

from coach.documents.ecriture import FORMES, SANS_EXTRA, Forme, ecrire
from coach.documents.erreurs import ErreurDeDocument
from coach.documents.vue import reperes

__all__ = [
    "FORMES",
    "SANS_EXTRA",
    "ErreurDeDocument",
    "Forme",
    "ecrire",
    "reperes",
]
