"""Les erreurs du carnet : chacune se dit en une phrase, suivie de quoi faire."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.erreurs import ErreurExpliquee


class ErreurDeCarnet(ErreurExpliquee):
    """Le carnet ne peut pas faire ce qu'on lui demande ; il est resté comme il était."""

    catalogue = Path(__file__).with_name("messages.toml")


class CarnetIllisible(ErreurDeCarnet):
    """Pas un carnet, abîmé, ou d'une version plus récente."""


class EcritureImpossible(ErreurDeCarnet):
    """Disque plein, lecture seule ou panne d'écriture : rien n'est écrit à moitié."""


class CarnetOccupe(ErreurDeCarnet):
    """Une autre fenêtre écrit, plus longtemps que l'attente permise."""

    cle = "occupe"


class SeanceOuverteAilleurs(ErreurDeCarnet):
    """Une autre fenêtre tient cette séance ; on peut la lire, pas l'écrire."""

    cle = "ouverte_ailleurs"


class SeanceChangeeAilleurs(ErreurDeCarnet):
    """La séance a reçu des événements que l'on n'avait pas lus."""

    cle = "changee_ailleurs"


class SeanceInconnue(ErreurDeCarnet):
    """Identifiant ou préfixe qui ne désigne aucune séance, ou plusieurs (`candidats`)."""

    cle = "seance_inconnue"

    def __init__(self, cle: str = "", /, *, candidats: tuple[str, ...] = ()) -> None:
        super().__init__(cle, candidats=", ".join(candidats))
        self.candidats = candidats


class SeanceEffacee(ErreurDeCarnet):
    """Une tombe garde cette séance de revenir en silence."""

    cle = "seance_effacee"


class ContenuDifferent(ErreurDeCarnet):
    """Un événement reçu porte un identifiant connu et un autre contenu."""

    cle = "contenu_different"


class EffacementInacheve(ErreurDeCarnet):
    """L'effacement est fait dans le journal, ses traces restent à nettoyer."""

    cle = "effacement_inacheve"


class SauvegardeImpossible(ErreurDeCarnet):
    """La sauvegarde n'a pas pu être écrite ou lue."""

    cle = "sauvegarde_impossible"


class RestaurationRefusee(ErreurDeCarnet):
    """Restaurer ferait perdre des séances ou des événements : il faut le vouloir."""

    cle = "restauration_refusee"

    def __init__(self, *, seances: int, evenements: int) -> None:
        super().__init__(seances=seances, evenements=evenements)
        self.seances = seances
        self.evenements = evenements


_PAR_CODE: dict[int, tuple[type[ErreurDeCarnet], str]] = {
    sqlite3.SQLITE_FULL: (EcritureImpossible, "disque_plein"),
    sqlite3.SQLITE_IOERR: (EcritureImpossible, "ecriture_impossible"),
    sqlite3.SQLITE_READONLY: (EcritureImpossible, "lecture_seule"),
    sqlite3.SQLITE_PERM: (EcritureImpossible, "lecture_seule"),
    sqlite3.SQLITE_CANTOPEN: (EcritureImpossible, "inaccessible"),
    sqlite3.SQLITE_BUSY: (CarnetOccupe, "occupe"),
    sqlite3.SQLITE_LOCKED: (CarnetOccupe, "occupe"),
    sqlite3.SQLITE_CORRUPT: (CarnetIllisible, "abime"),
    sqlite3.SQLITE_NOTADB: (CarnetIllisible, "pas_un_carnet"),
}

_PAR_ERRNO: dict[int, str] = {
    errno.ENOSPC: "disque_plein",
    errno.EDQUOT: "disque_plein",
    errno.EROFS: "lecture_seule",
    errno.EACCES: "lecture_seule",
    errno.EPERM: "lecture_seule",
}


@contextmanager
def en_clair(dossier: Path) -> Iterator[None]:
    """Change les erreurs de SQLite et du système en `ErreurDeCarnet`."""
    try:
        yield
    except sqlite3.Error as erreur:
        code = getattr(erreur, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        sorte, cle = _PAR_CODE.get(code, (CarnetIllisible, "abime"))
        raise sorte(cle, dossier=dossier) from erreur
    except OSError as erreur:
        cle = _PAR_ERRNO.get(erreur.errno or 0, "inaccessible")
        raise EcritureImpossible(cle, dossier=dossier) from erreur
