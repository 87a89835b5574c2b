"""Ce que les écrans importent et lisent, chargé d'avance : les ouvrir ne le paie plus."""

from coach import analyse, referentiels
from coach.dialogues import protocole
from coach.reglages.champs import champs
from coach.tui import palette as palette
from coach.tui.ecrans import (
    aide,
    bienvenue,
    calendrier,
    confirmation,
    corrections,
    diagnostic,
    filtres,
    journaux,
    lecture,
    plan,
    positionnement,
    positionnement_historique,
    positionnement_questions,
    positionner,
    protocoles,
    referentiel,
    reglages,
    saisie,
    saut,
    seance,
    secours,
    touches,
    valeur,
)
from coach.tui.ecrans.accueil import EcranAccueil as EcranAccueil

ECRANS = (
    journaux,
    seance,
    lecture,
    protocoles,
    referentiel,
    filtres,
    calendrier,
    plan,
    positionner,
    positionnement,
    positionnement_questions,
    positionnement_historique,
    reglages,
    valeur,
    touches,
    aide,
    saisie,
    confirmation,
    saut,
    secours,
    diagnostic,
    corrections,
    bienvenue,
)
"""Les modules des écrans, importés avec celui-ci."""


def charger() -> None:
    """Amorce l'analyse, puis lit les protocoles, les référentiels et les réglages livrés."""
    analyse.lire(seance.__doc__ or "")
    for identifiant in protocole.identifiants():
        protocole.charger(identifiant)
    for identifiant in referentiels.identifiants():
        referentiels.charger(identifiant)
    champs()
