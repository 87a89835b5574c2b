"""Ce qui arrive dans une séance : ce qui est demandé, répondu, repris, relié, décidé."""

from datetime import date
from typing import Literal

from pydantic import Field

from coach.modeles.base import Ancre, Cle, Entete, Fige, Geste, Suite, Texte, Ulid
from coach.modeles.lecture import Nature


class SeanceOuverte(Entete):
    """La séance commence, sous un protocole et pour des référentiels."""

    type: Literal["seance_ouverte"] = "seance_ouverte"
    protocole: Cle
    referentiels: tuple[Cle, ...] = ()


class NoteDeposee(Geste):
    """Une note prise au vol dans la journée, à reprendre en séance."""

    type: Literal["note_deposee"] = "note_deposee"
    texte: Texte


class OptionProposee(Fige):
    """Un choix offert : sa valeur, ce qui s'affiche, et le passage cité s'il y en a un."""

    valeur: Cle
    libelle: Texte
    ancre: Ancre | None = None


class QuestionPosee(Suite):
    """Le coach pose une question ; le texte exact est gardé, avec ce qu'il rappelait."""

    type: Literal["question_posee"] = "question_posee"
    etape: Cle
    question: Cle
    texte: Texte
    saisie: Literal["texte", "choix", "choix_multiple"] = "texte"
    options: tuple[OptionProposee, ...] = ()
    rappels: tuple[Ancre, ...] = ()


class RelancePosee(Suite):
    """Le coach revient sur une réponse ; `cite` est le passage cité dans `texte`."""

    type: Literal["relance_posee"] = "relance_posee"
    etape: Cle
    relance: Cle
    formulation: int = Field(ge=0, le=1000)
    texte: Texte
    cite: Ancre | None = None


class ReponseDonnee(Geste):
    """La personne répond à une question ou à une relance ; `choix` : les valeurs retenues."""

    type: Literal["reponse_donnee"] = "reponse_donnee"
    etape: Cle
    question: Ulid
    texte: Texte
    choix: tuple[Cle, ...] = ()


class ReponseModifiee(Geste):
    """La personne récrit une réponse ; l'ancien texte reste au journal, jamais partagé."""

    type: Literal["reponse_modifiee"] = "reponse_modifiee"
    cible: Ulid
    texte: Texte


class QuestionPassee(Geste):
    """La personne passe une question ou une relance."""

    type: Literal["question_passee"] = "question_passee"
    etape: Cle
    question: Ulid


class EtapeReprise(Geste):
    """La personne revient à une étape."""

    type: Literal["etape_reprise"] = "etape_reprise"
    etape: Cle


class SegmentCorrige(Geste):
    """La personne dit la nature d'un passage : elle l'emporte sur toute lecture."""

    type: Literal["segment_corrige"] = "segment_corrige"
    ancre: Ancre
    nature: Nature
    sous_type: Cle | None = None


class EmotionChoisie(Suite):
    """Une émotion prise dans la roue : famille, mot, intensité, endroit du corps."""

    type: Literal["emotion_choisie"] = "emotion_choisie"
    famille: Cle
    mot: Cle
    intensite: Literal["faible", "moyenne", "forte"] | None = None
    corps: Texte | None = None


class CompetenceLiee(Suite):
    """Une compétence reliée à la séance : l'extrait qui la montre, une ligne de justification."""

    type: Literal["competence_liee"] = "competence_liee"
    referentiel: Cle
    code: Cle
    millesime: Cle
    ancre: Ancre | None = None
    extrait: Texte
    justification: Texte


class CompetenceDeliee(Geste):
    """Un lien retiré, avec sa raison."""

    type: Literal["competence_deliee"] = "competence_deliee"
    cible: Ulid
    motif: Texte = ""


class AjustementDecide(Suite):
    """Une action concrète : quoi, pour quand (une date si elle se lit), à quoi on le saura."""

    type: Literal["ajustement_decide"] = "ajustement_decide"
    texte: Texte
    moment: Texte = ""
    echeance: date | None = None
    indicateur: Texte = ""


class EtiquettePosee(Geste):
    """Un mot pour retrouver la séance."""

    type: Literal["etiquette_posee"] = "etiquette_posee"
    etiquette: Cle


class TitreDonne(Geste):
    """Un nouveau titre, après coup."""

    type: Literal["titre_donne"] = "titre_donne"
    titre: Cle


class AideMontree(Suite):
    """Une aide humaine a été montrée ; aucun texte de la personne n'est repris ici."""

    type: Literal["aide_montree"] = "aide_montree"
    genre: Literal["detresse", "danger_tiers"]


class AideAcquittee(Geste):
    """La personne a lu l'aide et choisit la suite."""

    type: Literal["aide_acquittee"] = "aide_acquittee"
    cible: Ulid
    suite: Literal["continuer", "arreter"]


class SeanceTerminee(Suite):
    """La séance est finie : la situation est refermée, encore vive, ou on ne le dit pas."""

    type: Literal["seance_terminee"] = "seance_terminee"
    etat: Literal["refermee", "vive", "non_dit"]


class EvenementAnnule(Entete):
    """Annule un événement ; annuler une annulation rétablit."""

    type: Literal["evenement_annule"] = "evenement_annule"
    cible: Ulid


DeLaSeance = (
    SeanceOuverte
    | NoteDeposee
    | QuestionPosee
    | RelancePosee
    | ReponseDonnee
    | ReponseModifiee
    | QuestionPassee
    | EtapeReprise
    | SegmentCorrige
    | EmotionChoisie
    | CompetenceLiee
    | CompetenceDeliee
    | AjustementDecide
    | EtiquettePosee
    | TitreDonne
    | AideMontree
    | AideAcquittee
    | SeanceTerminee
    | EvenementAnnule
)
"""Ce qui appartient au journal d'une séance."""
