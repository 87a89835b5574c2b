"""Le cahier d'un groupe : son fichier d'annotations, ouvert en ajout, une ligne à la fois.

Rien ne s'y récrit : ce qui est sur le disque y reste, et deux claviers n'effacent jamais l'un
l'autre. Une ligne coupée net par une panne est la seule chose qu'une reprise retire.
"""

import contextlib
import hashlib
import os
import stat
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from coach import dossiers
from coach.modeles.evenements import Evenement
from coach.modeles.journal import ligne_canonique
from coach.partage.disque import ecrire, octets_de
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.lignes import OCTETS_AU_PLUS
from coach.supervision.annotations import Annotations, entete, lire_annotations
from coach.supervision.erreurs import ErreurDeGroupe


class Cahier:
    """Un fichier d'annotations tenu par cette fenêtre ; à fermer, ou à employer avec `with`."""

    def __init__(self, chemin: Path, annotations: Annotations, verrou: FileLock) -> None:
        self.chemin = chemin
        self.annotations = annotations
        self._verrou = verrou
        self._descripteur = _ouvrir(chemin)

    @classmethod
    def creer(cls, chemin: Path, seance: str, methode: str) -> Self:
        """Un cahier neuf pour cette séance. Lève `ErreurDeFichier` ; n'écrase jamais rien."""
        verrou = _tenir(chemin)
        try:
            ecrire(chemin, (entete(seance, methode) + "\n").encode("utf-8"))
            return cls(chemin, Annotations(seance, methode, ()), verrou)
        except ErreurDeFichier:
            verrou.release()
            raise

    @classmethod
    def reprendre(cls, chemin: Path) -> Self:
        """Le cahier de ce fichier, là où il s'est arrêté. Lève `ErreurDeFichier`."""
        verrou = _tenir(chemin)
        try:
            return cls(chemin, _relire(chemin), verrou)
        except ErreurDeFichier:
            verrou.release()
            raise

    def ajouter(self, evenement: Evenement) -> None:
        """Écrit l'événement à la fin ; il est sur le disque au retour.

        Lève `ErreurDeFichier` si le fichier a été déplacé ou remplacé, ou si la place manque : rien
        n'est alors écrit.
        """
        if not _le_meme(self.chemin, self._descripteur):
            raise ErreurDeGroupe("deplace")
        ligne = (ligne_canonique(evenement) + "\n").encode("utf-8")
        avant = os.fstat(self._descripteur).st_size
        try:
            while ligne:
                ligne = ligne[os.write(self._descripteur, ligne) :]
            os.fsync(self._descripteur)
        except OSError as erreur:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descripteur, avant)
            raise ErreurDeFichier("ecriture") from erreur

    def fermer(self) -> None:
        """Rend le fichier ; tout y est déjà."""
        if self._descripteur >= 0:
            os.close(self._descripteur)
            self._descripteur = -1
            self._verrou.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.fermer()


def _tenir(chemin: Path) -> FileLock:
    """Le verrou de ce chemin, rangé hors du dossier du groupe ; son nom ne dit rien du chemin."""
    nom = hashlib.sha256(os.fsencode(chemin.absolute())).hexdigest()[:32]
    dossier = dossiers.journaux_systeme() / "verrous"
    try:
        dossier.mkdir(mode=0o700, parents=True, exist_ok=True)
        verrou = FileLock(str(dossier / f"{nom}.lock"), timeout=0, mode=0o600, thread_local=False)
        verrou.acquire()
    except Timeout as erreur:
        raise ErreurDeGroupe("tenu_ailleurs") from erreur
    except OSError as erreur:
        raise ErreurDeFichier("ecriture") from erreur
    return verrou


def _relire(chemin: Path) -> Annotations:
    """Ce que le fichier porte ; une dernière ligne coupée s'achève, ou se retire."""
    octets = octets_de(chemin, OCTETS_AU_PLUS)
    if octets.endswith(b"\n"):
        return lire_annotations(octets)
    tete, _, _ = octets.rpartition(b"\n")
    try:
        lues, taille = lire_annotations(octets + b"\n"), len(octets)
    except ErreurDeFichier:
        lues, taille = lire_annotations(tete + b"\n"), len(tete)
    try:
        with chemin.open("r+b") as ouvert:
            ouvert.truncate(taille)
            ouvert.seek(taille)
            ouvert.write(b"\n")
    except OSError as erreur:
        raise ErreurDeFichier("ecriture") from erreur
    return lues


def _ouvrir(chemin: Path) -> int:
    options = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        descripteur = os.open(chemin, options)
    except OSError as erreur:
        raise ErreurDeFichier("ecriture") from erreur
    if not stat.S_ISREG(os.fstat(descripteur).st_mode):
        os.close(descripteur)
        raise ErreurDeFichier("pas_un_fichier")
    return descripteur


def _le_meme(chemin: Path, descripteur: int) -> bool:
    try:
        return os.path.samestat(chemin.lstat(), os.fstat(descripteur))
    except OSError:
        return False
