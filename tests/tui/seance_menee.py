"""Des séances menées par le moteur, il y a quelques jours."""

import dataclasses
from datetime import timedelta

from banc_tui import SAMEDI_SOIR

from coach import assemblage
from coach.carnet import Carnet
from coach.dialogues.moteur import Moteur
from coach.reglages import Reglages


def seance(carnet: Carnet, jours: int, *reponses: str, finie: bool = False) -> None:
    """Une séance d'il y a quelques jours."""
    contexte = assemblage.contexte(carnet, Reglages())
    moment = SAMEDI_SOIR - timedelta(days=jours)
    contexte = dataclasses.replace(contexte, horloge=lambda: moment)
    moteur: Moteur = assemblage.ouvrir_moteur(carnet, contexte)
    moteur.demarrer()
    for reponse in reponses:
        moteur.repondre(reponse)
    if finie:
        moteur.terminer()
