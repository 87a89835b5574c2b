"""Ouvrir un fichier reçu, chiffré ou non : la clé nommée, la sienne, ou une phrase secrète."""

from pathlib import Path

from coach.cli.phrase import phrase_si_donnee


def contenu(fichier: Path, cle: str | None = None) -> bytes | Path:
    """Le fichier lui-même s'il est en clair, sinon ce qu'il contient.

    `cle` : le fichier de la clé. Lève `ErreurDeFichier` si rien ne l'ouvre, `Refus` sans phrase.
    """
    from coach.partage import recu

    return recu.contenu(fichier, Path(cle).expanduser() if cle else None, phrase_si_donnee)
