"""Remettre un document : sa revue, puis son fichier ; pour la commande et pour l'écran."""

from datetime import datetime
from pathlib import Path

from coach import dossiers
from coach.assemblage.lecture import LectureApprise
from coach.carnet import Carnet
from coach.documents import Forme, ecrire
from coach.documents.modele import Document
from coach.publication.revue import RevueDeDocument


def ouvrir_la_revue(carnet: Carnet, document: Document) -> RevueDeDocument:
    """La revue de ce document, avec les pseudonymes et la lecture de ce carnet."""
    lecture = LectureApprise(carnet)
    return RevueDeDocument(
        document, connus=carnet.pseudonymes, lire=lambda texte: lecture.lire(texte, ())
    )


def remettre(
    carnet: Carnet,
    revue: RevueDeDocument,
    forme: Forme,
    fichier: Path,
    *,
    maintenant: datetime,
    modele: Path | None = None,
) -> tuple[Path, ...]:
    """Écrit le document revu et retient ses pseudonymes ; rend les fichiers écrits.

    `modele` : celui de l'école. Lève `ErreurDeDocument`, `ErreurDeFichier` (rien n'est alors
    écrit) et `ErreurDeCarnet`.
    """
    ecrits = ecrire(
        revue.revu(),
        forme,
        fichier,
        maintenant=maintenant,
        gabarits=dossiers.gabarits(),
        modele_docx=modele,
    )
    if gardes := revue.gardes():
        carnet.retenir_les_pseudonymes(gardes)
    return ecrits
