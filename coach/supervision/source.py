"""D'où vient ce que l'on relit : un fichier, que l'on ne fait que lire, ou une séance du carnet."""

from collections.abc import Sequence
from pathlib import Path

from coach.modeles.evenements import Evenement
from coach.partage.fichier import lire_fichier
from coach.supervision.relecture import Lire, Relecture


def du_fichier(source: bytes | Path, lire: Lire) -> Relecture:
    """La séance d'un fichier ; rien n'en est gardé. Lève `ErreurDeFichier` au premier défaut.

    Ce que la personne y a récrit ne se montre que dans son dernier texte.
    """
    journal = lire_fichier(source)
    return Relecture(journal.seance, journal.evenements, lire)


def du_carnet(flux: str, evenements: Sequence[Evenement], lire: Lire) -> Relecture:
    """Une séance du carnet, telle qu'elle fut vécue, puis ce que des groupes en ont dit."""
    return Relecture(flux, evenements, lire, chez_soi=True)
