"""Remettre un document depuis un écran : ses noms se revoient, puis il s'écrit."""

from pathlib import Path
from typing import TYPE_CHECKING

from coach import dossiers
from coach.assemblage.lecture import LectureApprise
from coach.documents.modele import Document, Identite
from coach.portfolio import Portfolio
from coach.tui.livret.atelier import faire
from coach.tui.messages import dire

if TYPE_CHECKING:
    from coach.tui.application import CoachApp


def identite(coach: "CoachApp") -> Identite:
    """Le nom que la personne montre, s'il y en a un."""
    nom = coach.reglages.nom
    return ((dire("revue.nom"), nom),) if nom else ()


def remettre(coach: "CoachApp", document: Document, fichier: Path | None = None) -> None:
    """Ouvre la revue du document ; `fichier` : celui à proposer. Lève `ErreurDeCarnet`."""
    from coach.publication.revue import RevueDeDocument
    from coach.tui.ecrans.livret_revue import EcranRevue

    lecture = LectureApprise(coach.carnet)
    revue = RevueDeDocument(
        document,
        connus=coach.carnet.pseudonymes,
        lire=lambda texte: lecture.lire(texte, ()),
    )
    jour = coach.horloge().date().isoformat()
    propose = fichier or Path.home() / f"{document.genre}-{jour}.pdf"
    coach.push_screen(EcranRevue(revue, propose, dossiers.gabarits()))


def remettre_le_portfolio(coach: "CoachApp", vu: Portfolio) -> None:
    """Ce que laissent les filtres du portfolio, en document ; un carnet illisible se dit."""
    faire(coach, lambda: _le_portfolio(coach, vu))


def _le_portfolio(coach: "CoachApp", vu: Portfolio) -> None:
    from coach.exposition.graphes import immediats
    from coach.publication.portfolio import document

    titres = {r.id: r.titre for r in coach.carnet.lister(vu.filtres.des_seances())}
    graphes = immediats(coach.carnet, vu, vu.filtres)
    remettre(coach, document(vu, graphes, titres, identite(coach)))


def remettre_la_seance(coach: "CoachApp", flux: str, fichier: Path) -> None:
    """Une séance, en document. Lève `ErreurDeCarnet`."""
    from coach.assemblage import contexte
    from coach.assemblage.matiere import matiere_de
    from coach.publication.seance import document

    matiere = matiere_de(coach.carnet, flux, contexte(coach.carnet, coach.reglages))
    resume = coach.carnet.resume(flux)
    etiquettes = resume.etiquettes if resume else ()
    fait = document(matiere, coach.carnet.actions(flux), etiquettes, identite(coach))
    remettre(coach, fait, fichier)
