"""Remettre un document depuis un écran : ses noms se revoient, puis il s'écrit."""

from pathlib import Path
from typing import TYPE_CHECKING

from coach import dossiers
from coach.assemblage.lecture import LectureApprise
from coach.documents.modele import Document, Identite
from coach.tui.messages import dire

if TYPE_CHECKING:
    from coach.tui.application import CoachApp


def identite(coach: "CoachApp") -> Identite:
    """Le nom que la personne montre, s'il y en a un."""
    nom = coach.reglages.nom
    return ((dire("revue.nom"), nom),) if nom else ()


def remettre(coach: "CoachApp", document: Document) -> None:
    """Ouvre la revue du document. Lève `ErreurDeCarnet`."""
    from coach.publication.revue import RevueDeDocument
    from coach.tui.ecrans.livret_revue import EcranRevue

    lecture = LectureApprise(coach.carnet)
    revue = RevueDeDocument(
        document,
        connus=coach.carnet.pseudonymes,
        lire=lambda texte: lecture.lire(texte, ()),
    )
    jour = coach.horloge().date().isoformat()
    fichier = Path.home() / f"{document.genre}-{jour}.pdf"
    coach.push_screen(EcranRevue(revue, fichier, dossiers.gabarits()))
