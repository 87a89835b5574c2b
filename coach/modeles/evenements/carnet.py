"""Ce qui n'est d'aucune séance : positionnements, preuves, suites, corrections, effacements."""

from datetime import date
from typing import Literal

from pydantic import Field

from coach.modeles.base import Cle, Entete, EtatAjustement, Niveau, Texte, Ulid
from coach.modeles.lecture import Nature


class CorrectionApprise(Entete):
    """Une correction que le coach retient pour ce carnet."""

    type: Literal["correction_apprise"] = "correction_apprise"
    texte: Texte
    nature: Nature
    sous_type: Cle | None = None
    source: Ulid | None = None


class AjustementSuivi(Entete):
    """Ce qu'un ajustement est devenu, et ce qu'on en a appris.

    `source` : la réponse d'une séance qui l'a dit, s'il vient de là.
    """

    type: Literal["ajustement_suivi"] = "ajustement_suivi"
    ajustement: Ulid
    etat: EtatAjustement
    echeance: date | None = None
    appris: Texte = ""
    source: Ulid | None = None


class PositionnementFait(Entete):
    """Une auto-évaluation datée, ou le regard d'un tiers (`par`) ; `item` : rang dans la liste."""

    type: Literal["positionnement_fait"] = "positionnement_fait"
    referentiel: Cle
    millesime: Cle
    code: Cle
    item: int | None = Field(default=None, ge=0, le=10_000)
    niveau: Niveau
    justification: Texte = ""
    par: Cle = "moi"


class PreuveAjoutee(Entete):
    """Une preuve apportée à la main : un document, une date, un témoin."""

    type: Literal["preuve_ajoutee"] = "preuve_ajoutee"
    referentiel: Cle
    millesime: Cle
    code: Cle
    extrait: Texte
    source: Texte
    date: date
    temoin: Texte = ""


class PreuveDeplacee(Entete):
    """Une preuve rangée sous une autre compétence."""

    type: Literal["preuve_deplacee"] = "preuve_deplacee"
    cible: Ulid
    referentiel: Cle
    millesime: Cle
    code: Cle


class PreuveRetiree(Entete):
    """Une preuve retirée, avec sa raison."""

    type: Literal["preuve_retiree"] = "preuve_retiree"
    cible: Ulid
    motif: Texte


class ReglageChange(Entete):
    """Un réglage qui compte pour l'histoire (référentiel suivi, appui…)."""

    type: Literal["reglage_change"] = "reglage_change"
    reglage: Cle
    valeur: Texte


class SeanceSupprimee(Entete):
    """La tombe d'une séance, sans texte : elle empêche un retour en silence."""

    type: Literal["seance_supprimee"] = "seance_supprimee"
    seance: Ulid


class TexteExpurge(Entete):
    """Un événement dont un nom a été remplacé ; aucun texte n'est gardé ici."""

    type: Literal["texte_expurge"] = "texte_expurge"
    evenement: Ulid


DuCarnet = (
    CorrectionApprise
    | AjustementSuivi
    | PositionnementFait
    | PreuveAjoutee
    | PreuveDeplacee
    | PreuveRetiree
    | ReglageChange
    | SeanceSupprimee
    | TexteExpurge
)
"""Ce qui appartient au flux `carnet`."""
