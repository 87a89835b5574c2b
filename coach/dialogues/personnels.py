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
        return _lire(dossiers.releve(ou))
    except OSError:
        return Personnels((), {}, {ou: erreur("dossier_interdit", fichier=DOSSIER)})


@lru_cache(maxsize=4)
def _lire(releve: dossiers.Releve) -> Personnels:
    lus: dict[str, Protocole] = {}
    ecartes: dict[Path, ErreurDeProtocole] = {}
    for fichier, *_ in releve:
        try:
            protocole = charger_personnel(fichier, deja=lus)
        except ErreurDeProtocole as refus:
            ecartes[fichier] = refus
        else:
            lus[protocole.id] = protocole
    return Personnels(tuple(f for f, *_ in releve), lus, ecartes)
