"""Les protocoles que la personne range dans le sous-dossier `protocoles` de ses réglages.

Un fichier qui ne convient pas est mis de côté et se dit ; il n'empêche jamais les autres.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coach import dossiers
from coach.dialogues.erreurs import ErreurDeProtocole, erreur
from coach.dialogues.fichier import charger_personnel
from coach.dialogues.script import Protocole

DOSSIER = "protocoles"

_Etat = tuple[tuple[Path, int, int], ...]
"""Chaque fichier avec sa date (nanosecondes) et sa taille (octets) : s'il change, on relit."""


@dataclass(frozen=True)
class Personnels:
    """Les fichiers de la personne, leurs protocoles par identifiant, et ceux mis de côté.

    `ecartes` : chaque fichier et ce qui ne va pas.
    """

    fichiers: tuple[Path, ...]
    protocoles: Mapping[str, Protocole]
    ecartes: Mapping[Path, ErreurDeProtocole]

    def refus_de(self, identifiant: str) -> ErreurDeProtocole | None:
        """Ce qui ne va pas dans le fichier mis de côté qui porte ce nom, ou rien."""
        return next((e for f, e in self.ecartes.items() if f.stem == identifiant), None)


def dossier() -> Path:
    """Le dossier où la personne range ses protocoles ; il peut ne pas exister."""
    return dossiers.configuration() / DOSSIER


def personnels() -> Personnels:
    """Les protocoles de la personne, relus seulement si un fichier a changé. Ne lève rien."""
    ou = dossier()
    try:
        fichiers = sorted(f for f in ou.iterdir() if _est_a_lire(f))
    except (FileNotFoundError, NotADirectoryError):
        fichiers = []
    except OSError:
        return Personnels((), {}, {ou: erreur("dossier_interdit", fichier=DOSSIER)})
    return _lire(tuple((f, *_date_et_taille(f)) for f in fichiers))


def _est_a_lire(fichier: Path) -> bool:
    return fichier.suffix == ".toml" and not fichier.name.startswith(".")


def _date_et_taille(fichier: Path) -> tuple[int, int]:
    try:
        etat = fichier.stat()
    except OSError:
        return (0, 0)
    return (etat.st_mtime_ns, etat.st_size)


@lru_cache(maxsize=4)
def _lire(etat: _Etat) -> Personnels:
    lus: dict[str, Protocole] = {}
    ecartes: dict[Path, ErreurDeProtocole] = {}
    for fichier, *_ in etat:
        try:
            protocole = charger_personnel(fichier, deja=lus)
        except ErreurDeProtocole as refus:
            ecartes[fichier] = refus
        else:
            lus[protocole.id] = protocole
    return Personnels(tuple(f for f, *_ in etat), lus, ecartes)
