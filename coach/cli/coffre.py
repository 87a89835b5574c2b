"""Ouvrir un fichier reçu, chiffré ou non : la clé nommée, la sienne, ou une phrase secrète."""

from pathlib import Path

from coach import dossiers
from coach.cli.phrase import au_clavier, phrase_si_donnee
from coach.cli.sortie import narrer


def contenu(fichier: Path, cle: str | None = None) -> bytes | Path:
    """Le fichier lui-même s'il est en clair, sinon ce qu'il contient.

    `cle` : le fichier de la clé. Au clavier, une phrase fausse se redemande. Lève
    `ErreurDeFichier` si rien ne l'ouvre.
    """
    from coach.partage.erreurs import ErreurDeFichier
    from coach.partage.recu import Recu

    recu = Recu.lire(fichier)
    sienne = dossiers.chemin_dit(cle) if cle else None
    while True:
        try:
            return recu.contenu(sienne, phrase_si_donnee)
        except ErreurDeFichier as erreur:
            if erreur.raison != "phrase_fausse" or not au_clavier():
                raise
            narrer(str(erreur))
