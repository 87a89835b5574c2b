"""Le livret, ou le dossier que l'on remet : un atelier sans écran, une vérification, un oral.

Rien n'est écrit à la place de la personne : chaque partie offre ce que le carnet contient déjà,
elle choisit, écrit et ordonne. Tout est événement du flux du carnet ; le livret en est le repli.
"""

from coach.livret.atelier import Atelier
from coach.livret.erreurs import ErreurDeLivret
from coach.livret.etabli import Commence, EtatDePartie
from coach.livret.genre import Genre, Partie
from coach.livret.lecture import designer, livrets
from coach.livret.offres import Offre
from coach.livret.repli import Livret, Passage, PreuveFigee, Version

__all__ = [
    "Atelier",
    "Commence",
    "ErreurDeLivret",
    "EtatDePartie",
    "Genre",
    "Livret",
    "Offre",
    "Partie",
    "Passage",
    "PreuveFigee",
    "Version",
    "designer",
    "livrets",
]
