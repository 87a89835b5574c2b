"""Ce que l'on dit d'un ajustement : en cours, fait, abandonné, reporté ; et revenir dessus.

Chaque geste est un événement du carnet : l'histoire reste, rien ne se récrit.
"""

import re
from datetime import date
from typing import Literal, Protocol

from coach.carnet import Carnet
from coach.dialogues.echeances import lire_echeance
from coach.modeles.base import EtatAjustement
from coach.modeles.calendrier import date_ou_rien, en_chiffres
from coach.modeles.evenements import AjustementSuivi
from coach.plan.erreurs import ErreurDePlan
from coach.plan.vues import OUVERTS, Engagement, Pas

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class Suivi(Protocol):
    """Un ajustement dont on dit quelque chose : celui du plan, ou celui de l'accueil."""

    @property
    def id(self) -> str:
        """Son identifiant."""

    @property
    def etat(self) -> EtatAjustement:
        """Où il en est."""


def clore(
    carnet: Carnet, ajustement: Suivi, etat: Literal["fait", "abandonne"], appris: str = ""
) -> AjustementSuivi:
    """Dit l'ajustement fait ou abandonné, et ce qui en fut appris, si la personne le dit.

    Déjà clos, il peut l'être encore : pour compléter ce qui en fut appris, ou changer d'avis.
    """
    return carnet.suivre(ajustement.id, etat, appris=appris.strip())


def commencer(carnet: Carnet, ajustement: Suivi) -> AjustementSuivi:
    """Dit l'ajustement en cours ; un ajustement clos se rouvre."""
    return carnet.suivre(ajustement.id, "en_cours")


def reporter(
    carnet: Carnet, ajustement: Suivi, echeance: date, aujourd_hui: date
) -> AjustementSuivi:
    """Lui donne une autre échéance ; un ajustement clos se rouvre, à faire.

    Lève `ErreurDePlan` si ce jour est déjà passé.
    """
    if echeance < aujourd_hui:
        raise ErreurDePlan("date_passee", date=en_chiffres(echeance))
    etat = ajustement.etat if ajustement.etat in OUVERTS else "a_faire"
    return carnet.suivre(ajustement.id, etat, echeance=echeance)


def defaire(carnet: Carnet, engagement: Engagement) -> Pas:
    """Annule le dernier suivi de cet ajustement, et le rend ; celui d'avant reprend.

    Lève `ErreurDePlan` s'il n'en a aucun, ou si une séance l'a dit : c'est elle qui fait foi.
    """
    if not engagement.histoire:
        raise ErreurDePlan("rien_a_defaire")
    dernier = engagement.histoire[-1]
    if dernier.seance is not None:
        raise ErreurDePlan("dit_en_seance", jour=en_chiffres(dernier.quand))
    carnet.annuler(dernier.id)
    return dernier


def comprendre_la_date(texte: str, aujourd_hui: date) -> date:
    """La date dite : AAAA-MM-JJ, ou en français (« jeudi », « le 12 mars », « dans un mois »).

    Lève `ErreurDePlan` si elle ne se lit pas.
    """
    if iso := _ISO.fullmatch(texte.strip()):
        lue = date_ou_rien(*map(int, iso.groups()))
    else:
        lue = lire_echeance(texte, aujourd_hui)
    if lue is None:
        raise ErreurDePlan("date_illisible", texte=texte.strip())
    return lue
