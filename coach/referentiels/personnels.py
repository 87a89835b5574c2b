"""Les référentiels que la personne range dans le sous-dossier `referentiels` de ses réglages."""

from collections.abc import Container
from pathlib import Path

from coach.modeles.referentiel import Referentiel
from coach.personnels import Rangement
from coach.referentiels.document import lire
from coach.referentiels.erreurs import ErreurDeReferentiel, erreur
from coach.referentiels.fichier import charger_fichier
from coach.referentiels.livres import identifiants_livres


def charger_personnel(chemin: Path, deja: Container[str] = ()) -> Referentiel:
    """Le référentiel de ce fichier, s'il ne prend ni l'identifiant d'un livré ni un de `deja`.

    Lève `ErreurDeReferentiel`.
    """
    referentiel = charger_fichier(chemin)
    if referentiel.id in identifiants_livres():
        sorte = "deja_livre"
    elif referentiel.id in deja:
        sorte = "deja_personnel"
    else:
        return referentiel
    raise lire(chemin).erreur(sorte, ("id",), identifiant=referentiel.id)


_RANGEMENT: Rangement[Referentiel] = Rangement(
    "referentiels",
    charger_personnel,
    ErreurDeReferentiel,
    lambda nom: erreur("dossier_interdit", nom),
)

dossier = _RANGEMENT.dossier
personnels = _RANGEMENT.personnels
