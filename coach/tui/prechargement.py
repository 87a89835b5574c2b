"""Ce que les écrans importent et lisent, chargé d'avance : les ouvrir ne le paie plus."""

from coach import analyse, referentiels
from coach.dialogues import enseignes, protocole
from coach.positionnement import echelle
from coach.referentiels import themes
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
    filtres_portfolio,
    graphes,
    groupe,
    groupe_apres,
    groupe_lecture,
    groupe_methodes,
    journaux,
    lecture,
    livret,
    livret_constats,
    livret_libre,
    livret_liees,
    livret_offres,
    livret_oral,
    livret_passage,
    livret_revue,
    livret_versions,
    livrets,
    matiere,
    occurrences,
    partager,
    partager_apercu,
    pistes,
    plan,
    portfolio,
    positionnement,
    positionnement_historique,
    positionnement_questions,
    positionner,
    protocoles,
    referentiel,
    reglages,
    rejouer,
    reperes,
    saisie,
    saut,
    seance,
    secours,
    touches,
    valeur,
    vers,
)
from coach.tui.ecrans.accueil import EcranAccueil as EcranAccueil

ECRANS = (
    journaux,
    seance,
    lecture,
    rejouer,
    reperes,
    protocoles,
    referentiel,
    filtres,
    calendrier,
    plan,
    portfolio,
    graphes,
    matiere,
    filtres_portfolio,
    vers,
    positionner,
    positionnement,
    positionnement_questions,
    positionnement_historique,
    groupe,
    groupe_apres,
    groupe_lecture,
    groupe_methodes,
    pistes,
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
    partager,
    occurrences,
    partager_apercu,
    livrets,
    livret,
    livret_passage,
    livret_offres,
    livret_liees,
    livret_libre,
    livret_constats,
    livret_oral,
    livret_versions,
    livret_revue,
    bienvenue,
)
"""Les modules des écrans, importés avec celui-ci."""


def charger() -> None:
    """Amorce l'analyse, puis lit les protocoles, les référentiels et les réglages livrés."""
    analyse.lire(seance.__doc__ or "")
    for identifiant in protocole.identifiants():
        protocole.charger(identifiant)
        enseignes.enseigne(identifiant)
    for identifiant in referentiels.identifiants():
        referentiels.charger(identifiant)
    themes.charger_themes()
    echelle.reponses()
    champs()
