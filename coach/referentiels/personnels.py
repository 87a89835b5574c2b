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

_Etat = tuple[tuple[Path, int, int], ...]
"""Chaque fichier avec sa date (nanosecondes) et sa taille (octets) : s'il change, on relit."""


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
        fichiers = sorted(f for f in ou.iterdir() if _est_a_lire(f))
    except (FileNotFoundError, NotADirectoryError):
        fichiers = []
    except OSError:
        return _interdit(ou)
    return _lire(tuple((f, *_date_et_taille(f)) for f in fichiers))


def charger_personnel(chemin: Path) -> Referentiel:
    """Le référentiel de ce fichier, s'il ne prend pas l'identifiant d'un référentiel livré.

    Lève `ErreurDeReferentiel`.
    """
    referentiel = charger_fichier(chemin)
    if referentiel.id in identifiants_livres():
        raise lire(chemin).erreur("deja_livre", ("id",), identifiant=referentiel.id)
    return referentiel


def _est_a_lire(fichier: Path) -> bool:
    return fichier.suffix == ".toml" and not fichier.name.startswith(".")


def _date_et_taille(fichier: Path) -> tuple[int, int]:
    try:
        etat = fichier.stat()
    except OSError:
        return (0, 0)
    return (etat.st_mtime_ns, etat.st_size)


@lru_cache(maxsize=4)
def _interdit(ou: Path) -> Personnels:
    return Personnels((), {}, {ou: erreur("dossier_interdit", DOSSIER)})


@lru_cache(maxsize=4)
def _lire(etat: _Etat) -> Personnels:
    lus: dict[str, Referentiel] = {}
    ecartes: dict[Path, ErreurDeReferentiel] = {}
    for fichier, *_ in etat:
        try:
            referentiel = charger_personnel(fichier)
            if referentiel.id in lus:
                raise lire(fichier).erreur("deja_personnel", ("id",), identifiant=referentiel.id)
            lus[referentiel.id] = referentiel
        except ErreurDeReferentiel as refus:
            ecartes[fichier] = refus
    return Personnels(tuple(f for f, *_ in etat), lus, ecartes)
