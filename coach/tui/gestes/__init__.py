"""Un geste, une seule source : sa touche, sa place au pied, dans la palette et dans l'aide."""

from collections.abc import Mapping

from coach.tui.gestes.carnet import APERCU as APERCU
from coach.tui.gestes.carnet import CALENDRIER as CALENDRIER
from coach.tui.gestes.carnet import FILTRES as FILTRES
from coach.tui.gestes.carnet import JOURNAUX as JOURNAUX
from coach.tui.gestes.carnet import LECTURE as LECTURE
from coach.tui.gestes.carnet import OCCURRENCES as OCCURRENCES
from coach.tui.gestes.carnet import PARTAGER as PARTAGER
from coach.tui.gestes.carnet import PLAN as PLAN
from coach.tui.gestes.carnet import REJOUER as REJOUER
from coach.tui.gestes.competences import GRAPHES as GRAPHES
from coach.tui.gestes.competences import HISTORIQUE as HISTORIQUE
from coach.tui.gestes.competences import MATIERE as MATIERE
from coach.tui.gestes.competences import PORTFOLIO as PORTFOLIO
from coach.tui.gestes.competences import POSITIONNEMENT as POSITIONNEMENT
from coach.tui.gestes.competences import POSITIONNER as POSITIONNER
from coach.tui.gestes.competences import QUESTIONS as QUESTIONS
from coach.tui.gestes.competences import REFERENTIEL as REFERENTIEL
from coach.tui.gestes.geste import Geste as Geste
from coach.tui.gestes.geste import aide_d_une_fenetre as aide_d_une_fenetre
from coach.tui.gestes.geste import avec_majuscules as avec_majuscules
from coach.tui.gestes.geste import fermer_d_une_fenetre as fermer_d_une_fenetre
from coach.tui.gestes.geste import liaisons as liaisons
from coach.tui.gestes.groupe import APRES as APRES
from coach.tui.gestes.groupe import GROUPE as GROUPE
from coach.tui.gestes.groupe import LIRE_ENSEMBLE as LIRE_ENSEMBLE
from coach.tui.gestes.groupe import METHODES as METHODES
from coach.tui.gestes.groupe import PISTES as PISTES
from coach.tui.gestes.livret import CONSTATS as CONSTATS
from coach.tui.gestes.livret import LIBRES as LIBRES
from coach.tui.gestes.livret import LIEES as LIEES
from coach.tui.gestes.livret import LIVRET as LIVRET
from coach.tui.gestes.livret import LIVRETS as LIVRETS
from coach.tui.gestes.livret import OFFRES as OFFRES
from coach.tui.gestes.livret import ORAL as ORAL
from coach.tui.gestes.livret import PARTIES as PARTIES
from coach.tui.gestes.livret import PASSAGE as PASSAGE
from coach.tui.gestes.livret import REVUE as REVUE
from coach.tui.gestes.livret import VERSIONS as VERSIONS
from coach.tui.gestes.maison import ACCUEIL as ACCUEIL
from coach.tui.gestes.maison import AIDE as AIDE
from coach.tui.gestes.maison import BIENVENUE as BIENVENUE
from coach.tui.gestes.maison import CORRECTIONS as CORRECTIONS
from coach.tui.gestes.maison import DIAGNOSTIC as DIAGNOSTIC
from coach.tui.gestes.maison import GENERAUX as GENERAUX
from coach.tui.gestes.maison import REGLAGES as REGLAGES
from coach.tui.gestes.maison import TOUCHES as TOUCHES
from coach.tui.gestes.seance import CHOIX as CHOIX
from coach.tui.gestes.seance import CONVERSATION as CONVERSATION
from coach.tui.gestes.seance import ECOUTE as ECOUTE
from coach.tui.gestes.seance import ETAPES as ETAPES
from coach.tui.gestes.seance import PROTOCOLES as PROTOCOLES
from coach.tui.gestes.seance import SEANCE as SEANCE

ECRANS: Mapping[str, tuple[Geste, ...]] = {
    "accueil": ACCUEIL,
    "journaux": JOURNAUX,
    "lecture": LECTURE,
    "rejouer": REJOUER,
    "protocoles": PROTOCOLES,
    "filtres": FILTRES,
    "plan": PLAN,
    "portfolio": PORTFOLIO,
    "livrets": LIVRETS,
    "libres": LIBRES,
    "parties": PARTIES,
    "livret": LIVRET,
    "passage": PASSAGE,
    "offres": OFFRES,
    "liees": LIEES,
    "versions": VERSIONS,
    "constats": CONSTATS,
    "oral": ORAL,
    "revue": REVUE,
    "graphes": GRAPHES,
    "matiere": MATIERE,
    "calendrier": CALENDRIER,
    "diagnostic": DIAGNOSTIC,
    "corrections": CORRECTIONS,
    "partager": PARTAGER,
    "occurrences": OCCURRENCES,
    "apercu": APERCU,
    "referentiel": REFERENTIEL,
    "positionner": POSITIONNER,
    "positionnement": POSITIONNEMENT,
    "questions": QUESTIONS,
    "historique": HISTORIQUE,
    "seance": SEANCE,
    "methodes": METHODES,
    "groupe": GROUPE,
    "apres": APRES,
    "pistes": PISTES,
    "lireensemble": LIRE_ENSEMBLE,
    "reglages": REGLAGES,
    "touches": TOUCHES,
    "bienvenue": BIENVENUE,
    "aide": AIDE,
}
"""Chaque écran et ses gestes ; une page d'aide porte le même nom."""

PIECES: Mapping[str, Mapping[str, tuple[Geste, ...]]] = {
    "seance": {
        "conversation": CONVERSATION,
        "ecoute": ECOUTE,
        "etapes": ETAPES,
        "choix": CHOIX,
    },
}
"""Par écran, ses pièces et leurs gestes."""
