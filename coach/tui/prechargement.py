"""Ce que les écrans importent et lisent, chargé d'avance : les ouvrir ne le paie plus."""

from coach import analyse, referentiels
from coach.dialogues import enseignes, protocole
from coach.positionnement import echelle
from coach.referentiels import themes
from coach.reglages.champs import champs
from coach.tui import palette as palette
from coach.tui.ecrans.accueil import EcranAccueil as EcranAccueil
from coach.tui.ecrans.aide import EcranAide as EcranAide
from coach.tui.ecrans.bienvenue import EcranBienvenue as EcranBienvenue
from coach.tui.ecrans.confirmation import EcranConfirmation as EcranConfirmation
from coach.tui.ecrans.corrections import EcranCorrections as EcranCorrections
from coach.tui.ecrans.diagnostic import EcranDiagnostic as EcranDiagnostic
from coach.tui.ecrans.groupe.apres import EcranApres as EcranApres
from coach.tui.ecrans.groupe.lire_ensemble import EcranLireEnsemble as EcranLireEnsemble
from coach.tui.ecrans.groupe.methodes import EcranMethodes as EcranMethodes
from coach.tui.ecrans.groupe.pistes import EcranPistes as EcranPistes
from coach.tui.ecrans.groupe.rencontre import EcranGroupe as EcranGroupe
from coach.tui.ecrans.journaux.calendrier import EcranCalendrier as EcranCalendrier
from coach.tui.ecrans.journaux.filtres import EcranFiltres as EcranFiltres
from coach.tui.ecrans.journaux.lecture import EcranLecture as EcranLecture
from coach.tui.ecrans.journaux.liste import EcranJournaux as EcranJournaux
from coach.tui.ecrans.livret.atelier import EcranLivret as EcranLivret
from coach.tui.ecrans.livret.constats import EcranConstats as EcranConstats
from coach.tui.ecrans.livret.libre import EcranLibres as EcranLibres
from coach.tui.ecrans.livret.liees import EcranLiees as EcranLiees
from coach.tui.ecrans.livret.livrets import EcranLivrets as EcranLivrets
from coach.tui.ecrans.livret.offres import EcranOffres as EcranOffres
from coach.tui.ecrans.livret.oral import EcranOral as EcranOral
from coach.tui.ecrans.livret.passage import EcranPassage as EcranPassage
from coach.tui.ecrans.livret.versions import EcranVersions as EcranVersions
from coach.tui.ecrans.partage.apercu import EcranApercu as EcranApercu
from coach.tui.ecrans.partage.occurrences import EcranOccurrences as EcranOccurrences
from coach.tui.ecrans.partage.porte import EcranPartager as EcranPartager
from coach.tui.ecrans.partage.revue import EcranRevue as EcranRevue
from coach.tui.ecrans.plan import EcranPlan as EcranPlan
from coach.tui.ecrans.portfolio.ensemble import EcranPortfolio as EcranPortfolio
from coach.tui.ecrans.portfolio.filtres import EcranFiltresDuPortfolio as EcranFiltresDuPortfolio
from coach.tui.ecrans.portfolio.graphes import EcranGraphes as EcranGraphes
from coach.tui.ecrans.portfolio.matiere import EcranMatiere as EcranMatiere
from coach.tui.ecrans.portfolio.vers import EcranVers as EcranVers
from coach.tui.ecrans.positionnement.activite import EcranPositionnement as EcranPositionnement
from coach.tui.ecrans.positionnement.depart import EcranPositionner as EcranPositionner
from coach.tui.ecrans.positionnement.historique import EcranHistorique as EcranHistorique
from coach.tui.ecrans.positionnement.questions import EcranQuestions as EcranQuestions
from coach.tui.ecrans.referentiel import EcranReferentiel as EcranReferentiel
from coach.tui.ecrans.reglages.liste import EcranReglages as EcranReglages
from coach.tui.ecrans.reglages.touches import EcranTouches as EcranTouches
from coach.tui.ecrans.reglages.valeur import EcranValeur as EcranValeur
from coach.tui.ecrans.rejouer.pas_a_pas import EcranRejouer as EcranRejouer
from coach.tui.ecrans.rejouer.reperes import EcranReperes as EcranReperes
from coach.tui.ecrans.saisie import EcranSaisie as EcranSaisie
from coach.tui.ecrans.saut import EcranSaut as EcranSaut
from coach.tui.ecrans.seance import dialogue
from coach.tui.ecrans.seance.protocoles import EcranProtocoles as EcranProtocoles
from coach.tui.ecrans.secours import EcranSecours as EcranSecours


def charger() -> None:
    """Amorce l'analyse, puis lit les protocoles, les référentiels et les réglages livrés."""
    analyse.lire(dialogue.__doc__ or "")
    for identifiant in protocole.identifiants():
        protocole.charger(identifiant)
        enseignes.enseigne(identifiant)
    for identifiant in referentiels.identifiants():
        referentiels.charger(identifiant)
    themes.charger_themes()
    echelle.reponses()
    champs()
