"""Remettre un fichier : là où la personne le nomme, ou sur la sortie standard."""

import sys
from pathlib import Path

from coach.cli.entree import ENTREE
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire_brut


def lieu_de(sortie: str | None) -> Path | None:
    """Le fichier que nomme `-o`, rien pour la sortie standard. Lève `Refus` pour un dossier."""
    if sortie is None or sortie == ENTREE:
        return None
    if Path(sortie).is_dir():
        raise Refus("dossier", nom=sortie)
    return Path(sortie)


def remettre(octets: bytes, lieu: Path | None) -> None:
    """Écrit un fichier neuf, ou, sans lieu, les mêmes octets sur la sortie.

    Lève `ErreurDeFichier` ou `Refus`.
    """
    if lieu is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(newline="")  # les fins de ligne du fichier restent les siennes
        ecrire_brut(octets.decode("utf-8"), fin="")
        return
    from coach.partage.disque import ecrire

    ecrire(lieu, octets)
