"""Reconnaître le format d'un journal venu d'ailleurs, et en lire toutes les entrées."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Literal

from coach.echange.erreurs import ErreurDEchange
from coach.echange.journaux import dayone, jrnl
from coach.echange.journaux.entree import Entree
from coach.echange.journaux.json_lu import OCTETS_AU_PLUS, lire_json
from coach.echange.journaux.notes import SUFFIXES, lire_notes
from coach.partage.disque import octets_de
from coach.partage.erreurs import ErreurDeFichier

Format = Literal["coach", "jrnl", "dayone", "markdown"]

FORMATS: tuple[Format, ...] = ("coach", "jrnl", "dayone", "markdown")
"""`coach` : le fichier portable d'une séance, qui ne se lit pas ici."""

_EXPORTS = (".json", ".zip")


@dataclass(frozen=True)
class Journal:
    """Les entrées d'un journal, dans son ordre ; `pages` : celles que le coach avait écrites."""

    entrees: tuple[Entree, ...]
    pages: int = 0


def deviner(chemin: Path) -> Format:
    """Le format de ce fichier ou de ce dossier, d'après son nom puis son contenu ; ne lève rien.

    Ce qui ne ressemble à rien d'autre est pris pour un fichier du coach.
    """
    try:
        if chemin.is_dir():
            return "markdown"
    except OSError:
        return "coach"
    suffixe = chemin.suffix.lower()
    if suffixe in SUFFIXES:
        return "markdown"
    return _deviner_le_contenu(chemin) if suffixe in _EXPORTS else "coach"


def _deviner_le_contenu(chemin: Path) -> Format:
    try:
        octets = octets_de(chemin, OCTETS_AU_PLUS)
        if dayone.est_une_archive(octets):
            return "dayone"
        lu = lire_json(octets)
    except (ErreurDeFichier, ErreurDEchange):
        return "coach"
    if dayone.ressemble(lu):
        return "dayone"
    return "jrnl" if jrnl.ressemble(lu) else "coach"


def lire_journal(
    chemin: Path,
    format_: Format,
    zone: tzinfo | None = None,
    suivre: Callable[[int], object] = lambda _: None,
) -> Journal:
    """Toutes les entrées de ce journal, ou aucune.

    `suivre` reçoit, à chaque entrée, combien ont été lues. Lève `ErreurDEchange`, qui nomme
    l'entrée fautive, ou `ErreurDeFichier` si le fichier ne s'ouvre pas.
    """
    if format_ == "markdown":
        lues = lire_notes(chemin, zone)
    else:
        lire = {"jrnl": jrnl.lire_jrnl, "dayone": dayone.lire_dayone}[format_]
        lues = iter(lire(octets_de(chemin, OCTETS_AU_PLUS), zone))
    entrees: list[Entree] = []
    pages = 0
    for nombre, entree in enumerate(lues, 1):
        if entree is None:
            pages += 1
        else:
            entrees.append(entree)
        suivre(nombre)
    if not entrees and not pages:
        raise ErreurDEchange("journal_vide")
    return Journal(tuple(entrees), pages)
