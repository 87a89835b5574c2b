"""Les réglages de la personne dont c'est le carnet."""

from pathlib import Path

from coach.demonstration.scenario import personne
from coach.reglages.ecriture import enregistrer


def regler(dossier: Path) -> None:
    """Écrit ses réglages dans ce dossier. Lève `ErreurDeReglages`."""
    enregistrer(dossier, personne().model_dump())
