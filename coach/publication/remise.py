"""Remettre un document : sa revue, puis son fichier ; pour la commande et pour l'écran."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from coach import dossiers
from coach.assemblage.lecture import LectureApprise
from coach.carnet import Carnet
from coach.documents import Forme, ecrire
from coach.documents.modele import Document
from coach.partage.revue import relire
from coach.publication.revue import RevueDeDocument, textes


def ouvrir_la_revue(carnet: Carnet, document: Document) -> RevueDeDocument:
    """La revue de ce document, avec les pseudonymes et la lecture de ce carnet."""
    return RevueDeDocument(document, connus=carnet.pseudonymes, lire=LectureApprise(carnet).lire)


def d_avance(carnet: Carnet, document: Document) -> Iterator[Callable[[], object]]:
    """Ce que la revue lira de ce document, texte par texte ; les pas ne touchent pas au carnet."""
    yield from relire(dict.fromkeys(textes(document)), LectureApprise(carnet).lecteur())


def poser(
    revu: Document,
    forme: Forme,
    fichier: Path,
    *,
    maintenant: datetime,
    modele: Path | None = None,
    remplacer: bool = False,
) -> tuple[Path, ...]:
    """Écrit un document déjà revu, sans toucher au carnet ; rend les fichiers qui ont changé.

    `modele` : celui de l'école ; `remplacer` : prendre la place d'un fichier déjà là. Lève
    `ErreurDeDocument` ; rien n'est alors écrit.
    """
    return ecrire(
        revu,
        forme,
        fichier,
        maintenant=maintenant,
        gabarits=dossiers.gabarits(),
        modele_docx=modele,
        remplacer=remplacer,
    )


def retenir(carnet: Carnet, revue: RevueDeDocument) -> None:
    """Garde les pseudonymes décidés : la prochaine revue donnera les mêmes."""
    if gardes := revue.gardes():
        carnet.retenir_les_pseudonymes(gardes)
