"""Ce qui entre : un texte donné par un fichier, par un tube ou au clavier."""

import sys
from pathlib import Path

from coach import dossiers
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import narrer
from coach.modeles.texte import nfc, saisi

ENTREE = "-"
"""Le nom qui désigne l'entrée standard."""

TAILLE_MAXIMALE = 16 * 1024 * 1024
"""Octets lus au plus : bien au-delà d'un récit, bien en deçà de la mémoire."""


def lire_texte(nom: str) -> str:
    """Le texte NFC de ce fichier, ou de l'entrée standard pour `-`.

    Lève `Refus` s'il manque, ne se lit pas, est trop gros ou n'est pas en UTF-8.
    """
    octets = _octets_de_l_entree() if nom == ENTREE else _octets_du_fichier(nom)
    if len(octets) > TAILLE_MAXIMALE:
        raise Refus("trop_gros", maximum=TAILLE_MAXIMALE // 1024**2)
    try:
        return nfc(octets.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refus("encodage" if nom == ENTREE else "encodage_fichier", nom=nom) from None


def texte_de_la_commande(texte: str) -> str:
    """Un texte donné parmi les arguments, en NFC ; lève `Refus` s'il n'est pas en UTF-8."""
    try:
        texte.encode("utf-8")
    except UnicodeEncodeError:
        raise Refus("encodage") from None
    return saisi(texte)


def _octets_de_l_entree() -> bytes:
    if sys.stdin.isatty():
        narrer(dire("saisie.windows" if sys.platform == "win32" else "saisie.clavier"))
    return sys.stdin.buffer.read(TAILLE_MAXIMALE + 1)


def _octets_du_fichier(nom: str) -> bytes:
    if not nom:
        raise Refus("absent", nom=nom)
    try:
        with Path(nom).open("rb") as flux:
            return flux.read(TAILLE_MAXIMALE + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise Refus("absent", nom=nom) from None
    except (OSError, ValueError):
        # ValueError : un nom que le système ne peut pas porter (octet nul…)
        raise Refus(
            "dossier" if dossiers.est_un_dossier(Path(nom)) else "illisible", nom=nom
        ) from None


def confirmer(question: str) -> bool:
    """Demande oui ou non au clavier ; tout ce qui n'est pas un oui est un non."""
    narrer(question)
    return sys.stdin.readline().strip().casefold() in ("o", "oui")


def quelqu_un_repond() -> bool:
    """Vrai quand une personne est au clavier."""
    return sys.stdin.isatty()
