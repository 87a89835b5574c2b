"""Remettre un document depuis un écran : ses noms se revoient, puis il s'écrit."""

from pathlib import Path
from typing import TYPE_CHECKING

from coach import dossiers
from coach.carnet import ErreurDeCarnet
from coach.documents.modele import Document, Identite
from coach.portfolio import Portfolio
from coach.tui.paroles import dire

if TYPE_CHECKING:
    from coach.tui.application import CoachApp


def identite(coach: "CoachApp") -> Identite:
    """Le nom que la personne montre, s'il y en a un."""
    nom = coach.reglages.nom
    return ((dire("revue.nom"), nom),) if nom else ()


def remettre(coach: "CoachApp", document: Document, fichier: Path | None = None) -> None:
    """Ouvre la revue du document ; `fichier` : celui à proposer."""
    from coach.tui.ecrans.partage.revue import EcranRevue

    jour = coach.horloge().date().isoformat()
    propose = fichier or dossiers.chez_soi() / f"{document.genre}-{jour}.pdf"
    coach.push_screen(EcranRevue(coach.carnet, document, propose))


def remettre_le_portfolio(coach: "CoachApp", vu: Portfolio) -> None:
    """Ce que laissent les filtres du portfolio, en document ; un carnet illisible se dit."""
    from coach.publication.portfolio import du_carnet

    try:
        remettre(coach, du_carnet(coach.carnet, vu, identite(coach)))
    except ErreurDeCarnet as erreur:
        coach.signaler(erreur)


def remettre_la_seance(coach: "CoachApp", flux: str, fichier: Path) -> None:
    """Une séance, en document. Lève `ErreurDeCarnet`."""
    from coach.assemblage import contexte
    from coach.publication.seance import du_carnet

    services = contexte(coach.carnet, coach.reglages)
    remettre(coach, du_carnet(coach.carnet, flux, services, identite(coach)), fichier)
