"""Ouvrir un fichier reçu, chiffré ou non : la clé nommée, la sienne, ou une phrase secrète."""

from pathlib import Path

from coach import dossiers
from coach.cli.phrase import phrase_si_donnee


def contenu(fichier: Path, cle: str | None = None) -> bytes | Path:
    """Le fichier lui-même s'il est en clair, sinon ce qu'il contient.

    `cle` : le fichier de la clé. Lève `ErreurDeFichier` si rien ne l'ouvre, `Refus` sans phrase.
    """
    from coach.partage.coffre import CLE, est_ferme, est_sous_phrase, lire_un_coffre, ouvrir

    if not est_ferme(fichier):
        return fichier
    octets = lire_un_coffre(fichier)
    if est_sous_phrase(octets):
        return ouvrir(octets, phrase=phrase_si_donnee())
    sienne = dossiers.configuration() / CLE
    choisie = Path(cle).expanduser() if cle else sienne if sienne.exists() else None
    return ouvrir(octets, cle=choisie)
