"""Le coffre : chiffrer un fichier pour les clés d'un groupe, ou sous une phrase secrète.

Au format age (https://age-encryption.org/v1) : l'outil « age » l'ouvre aussi. pyrage n'est chargé
que si l'on s'en sert.
"""

import binascii
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach.partage.disque import ecrire, octets_de
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.lignes import OCTETS_AU_PLUS
from coach.partage.paroles import dire

CLE = "cle.txt"
"""Le fichier de la clé, dans le dossier des réglages."""

ENTETE = b"age-encryption.org/v1\n"
_ARMURE = b"-----BEGIN AGE ENCRYPTED FILE-----"
_SECRETE = "AGE-SECRET-KEY-"
_CLE_AU_PLUS = 64 * 1024
_AU_PLUS = OCTETS_AU_PLUS + 2**20
"""Octets d'un fichier chiffré : le chiffrement en ajoute peu."""

_TRAVAIL = 17
"""La peine que doit coûter une phrase à essayer (le logarithme binaire du N de scrypt)."""

_FERMETURES = 4
_OUVERTURES = 40
"""pyrage mesure la machine sur un seul millième de seconde : occupée ailleurs à cet instant, elle
paraît cent fois plus lente. Le coffre serait alors fragile, ou refusé à la bonne phrase : autant
de nouvelles mesures, au plus (la seconde est courte : rien n'y est déchiffré)."""


def est_chiffre(octets: bytes) -> bool:
    """Vrai si ce fichier est un coffre age, en octets ou en lettres (`age -a`)."""
    return octets.startswith((ENTETE, _ARMURE))


def est_ferme(fichier: Path) -> bool:
    """Vrai si ce chemin mène à un fichier ordinaire qui est un coffre ; ne lève rien."""
    try:
        if fichier.is_symlink() or not fichier.is_file():
            return False
        with fichier.open("rb") as ouvert:
            return est_chiffre(ouvert.read(len(_ARMURE)))
    except OSError:
        return False


def est_sous_phrase(octets: bytes) -> bool:
    """Vrai si ce coffre s'ouvre par une phrase secrète."""
    tete = _desarmee(octets) if octets.startswith(_ARMURE) else octets
    return tete.startswith(ENTETE + b"-> scrypt ")


def _desarmee(octets: bytes) -> bytes:
    """Le début d'un coffre écrit en lettres : de quoi lire ce qui l'ouvre."""
    premiere = octets[len(_ARMURE) :].lstrip().split(b"\n", 1)[0].strip()
    try:
        return binascii.a2b_base64(premiere)
    except binascii.Error:
        return b""


def creer_une_cle(fichier: Path) -> str:
    """Écrit une clé neuve, lisible de la personne seule, et rend ce qui s'en donne aux autres.

    Lève `ErreurDeFichier` (`cle_existe`, `sans_coffre`, `ecriture`).
    """
    pyrage = _pyrage()
    if os.path.lexists(fichier):
        raise ErreurDeFichier("cle_existe")
    identite = pyrage.x25519.Identity.generate()
    publique = str(identite.to_public())
    fichier.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    ecrire(fichier, f"# {publique}\n{identite}\n".encode())
    return publique


def cle_publique(fichier: Path) -> str:
    """Ce qui se donne aux autres pour qu'ils chiffrent. Lève `ErreurDeFichier`."""
    if not fichier.exists():
        raise ErreurDeFichier("cle_absente")
    return str(_identites(fichier)[0].to_public())


def enfermer(octets: bytes, *, pour: Sequence[str] = (), phrase: str | None = None) -> bytes:
    """Le contenu chiffré, pour ces clés ou sous cette phrase. Lève `ErreurDeFichier`."""
    if phrase is not None:
        return _fermer_sous_phrase(_phrase_possible(phrase), octets, phrase)
    pyrage = _pyrage()
    try:
        cles = [pyrage.x25519.Recipient.from_str(cle.strip()) for cle in pour]
    except pyrage.RecipientError as erreur:
        raise ErreurDeFichier("cle_illisible") from erreur
    return bytes(pyrage.encrypt(octets, cles))


def ouvrir(octets: bytes, *, cle: Path | None = None, phrase: str | None = None) -> bytes:
    """Le contenu d'un coffre ; un fichier en clair se rend tel quel. Lève `ErreurDeFichier`."""
    if not est_chiffre(octets):
        return octets
    pyrage = _pyrage()
    try:
        if phrase is not None:
            return _ouvrir_sous_phrase(pyrage, octets, phrase)
        if cle is not None:
            return bytes(pyrage.decrypt(octets, _identites(cle)))
    except pyrage.DecryptError as erreur:
        raise ErreurDeFichier("coffre_ferme" if phrase is None else "phrase_fausse") from erreur
    raise ErreurDeFichier("coffre_ferme")


def _phrase_possible(phrase: str) -> Any:
    """pyrage, si cette phrase peut fermer un coffre. Lève `ErreurDeFichier`."""
    pyrage = _pyrage()
    if not phrase:
        raise ErreurDeFichier("phrase_vide")
    return pyrage


def _fermer_sous_phrase(pyrage: Any, octets: bytes, phrase: str) -> bytes:
    """Le coffre le plus dur à forcer de quelques-uns ; le premier, s'il l'est assez."""
    ferme = bytes(pyrage.passphrase.encrypt(octets, phrase))
    for _ in range(_FERMETURES - 1):
        if _travail(ferme) >= _TRAVAIL:
            break
        ferme = max(ferme, bytes(pyrage.passphrase.encrypt(octets, phrase)), key=_travail)
    return ferme


def _travail(ferme: bytes) -> int:
    """La peine qu'annonce l'en-tête d'un coffre que l'on vient de fermer sous une phrase."""
    return int(ferme.split(b"\n", 2)[1].rsplit(b" ", 1)[1])


def _ouvrir_sous_phrase(pyrage: Any, octets: bytes, phrase: str) -> bytes:
    """Le contenu ; une peine jugée excessive se remesure. Lève `pyrage.DecryptError`."""
    for _ in range(_OUVERTURES - 1):
        try:
            return bytes(pyrage.passphrase.decrypt(octets, phrase))
        except pyrage.DecryptError as erreur:
            if "Excessive work" not in str(erreur):
                raise
    return bytes(pyrage.passphrase.decrypt(octets, phrase))


def lire_un_coffre(fichier: Path) -> bytes:
    """Les octets d'un fichier, chiffré ou non. Lève `ErreurDeFichier`."""
    return octets_de(fichier, _AU_PLUS)


def _identites(fichier: Path) -> list[Any]:
    pyrage = _pyrage()
    try:
        lignes = octets_de(fichier, _CLE_AU_PLUS).decode("utf-8").splitlines()
        secretes = [ligne.strip() for ligne in lignes if ligne.strip().startswith(_SECRETE)]
        identites = [pyrage.x25519.Identity.from_str(ligne) for ligne in secretes]
    except (UnicodeDecodeError, pyrage.IdentityError) as erreur:
        raise ErreurDeFichier("cle_illisible") from erreur
    if not identites:
        raise ErreurDeFichier("cle_illisible")
    return identites


def _pyrage() -> Any:
    try:
        import pyrage
    except ImportError as erreur:
        raise ErreurDeFichier("sans_coffre") from erreur
    return pyrage


@dataclass(frozen=True)
class Serrure:
    """Comment un fichier se ferme : pour des clés, sous une phrase, ou pas du tout."""

    pour: tuple[str, ...] = ()
    phrase: str | None = field(default=None, repr=False)

    @property
    def ferme(self) -> bool:
        """Vrai si le fichier sera chiffré."""
        return self.phrase is not None or bool(self.pour)

    def verifier(self) -> None:
        """Lève `ErreurDeFichier` avant tout travail, si rien ne pourra se chiffrer."""
        if self.phrase is not None:
            _phrase_possible(self.phrase)
        elif self.pour:
            enfermer(b"", pour=self.pour)

    def enfermer(self, octets: bytes) -> bytes:
        """Le fichier, fermé comme il a été dit. Lève `ErreurDeFichier`."""
        if not self.ferme:
            return octets
        return enfermer(octets, pour=self.pour, phrase=self.phrase)

    @property
    def dite(self) -> str:
        """Ce qu'il faut savoir du fichier écrit."""
        if self.phrase is not None:
            return dire("porte.ecrit_phrase")
        return dire("porte.ecrit_chiffre" if self.pour else "porte.ecrit_clair")
