"""Les référentiels que la personne range dans le sous-dossier `referentiels` de ses réglages.

Un fichier qui ne convient pas est mis de côté et se dit ; il n'empêche jamais les autres.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coach import dossiers
from coach.modeles.referentiel import Referentiel
from coach.referentiels.document import lire
from coach.referentiels.erreurs import ErreurDeReferentiel, erreur
from coach.referentiels.fichier import charger_fichier
from coach.referentiels.livres import identifiants_livres

DOSSIER = "referentiels"


@dataclass(frozen=True, eq=False)
class Personnels:
    """Les fichiers de la personne, leurs référentiels par identifiant, et ceux mis de côté.

    `ecartes` : chaque fichier et ce qui ne va pas ; comparé par identité, pour servir de clé.
    """

    fichiers: tuple[Path, ...]
    referentiels: Mapping[str, Referentiel]
    ecartes: Mapping[Path, ErreurDeReferentiel]

    def refus_de(self, identifiant: str) -> ErreurDeReferentiel | None:
        """Ce qui ne va pas dans le fichier mis de côté qui porte ce nom, ou rien."""
        return next((e for f, e in self.ecartes.items() if f.stem == identifiant), None)


def dossier() -> Path:
    """Le dossier où la personne range ses référentiels ; il peut ne pas exister."""
    return dossiers.configuration() / DOSSIER


def personnels() -> Personnels:
    """Les référentiels de la personne, relus seulement si un fichier a changé. Ne lève rien."""
    ou = dossier()
    try:
        return _lire(dossiers.releve(ou))
    except OSError:
        return _interdit(ou)


def charger_personnel(chemin: Path) -> Referentiel:
    """Le référentiel de ce fichier, s'il ne prend pas l'identifiant d'un référentiel livré.

    Lève `ErreurDeReferentiel`.
    """
    referentiel = charger_fichier(chemin)
    if referentiel.id in identifiants_livres():
        raise lire(chemin).erreur("deja_livre", ("id",), identifiant=referentiel.id)
    return referentiel


@lru_cache(maxsize=4)
def _interdit(ou: Path) -> Personnels:
    return Personnels((), {}, {ou: erreur("dossier_interdit", DOSSIER)})


@lru_cache(maxsize=4)
def _lire(releve: dossiers.Releve) -> Personnels:
    lus: dict[str, Referentiel] = {}
    ecartes: dict[Path, ErreurDeReferentiel] = {}
    for fichier, *_ in releve:
        try:
            referentiel = charger_personnel(fichier)
            if referentiel.id in lus:
                raise lire(fichier).erreur("deja_personnel", ("id",), identifiant=referentiel.id)
            lus[referentiel.id] = referentiel
        except ErreurDeReferentiel as refus:
            ecartes[fichier] = refus
    return Personnels(tuple(f for f, *_ in releve), lus, ecartes)
