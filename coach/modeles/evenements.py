"""Les événements du journal : tout ce qui a été dit, demandé ou décidé, et rien d'autre.

Une lecture (natures, compétences suggérées) n'en est jamais un : elle se recalcule. Chaque
événement porte l'en-tête de `coach.modeles.base.Entete`, un `type` et ses champs.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from coach.modeles.base import (
    Ancre,
    Cle,
    Entete,
    EtatAjustement,
    Fige,
    Geste,
    Niveau,
    Suite,
    Texte,
    Ulid,
)
from coach.modeles.lecture import Nature

# --- La séance -------------------------------------------------------------------------------


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


# --- Le carnet -------------------------------------------------------------------------------


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


# --- Le partage et la supervision ------------------------------------------------------------


class ConsentementDonne(Entete):
    """L'accord de la personne pour partager, dans ses mots."""

    type: Literal["consentement_donne"] = "consentement_donne"
    texte: Texte


class PartageFait(Entete):
    """Un fichier à donner a été écrit ; il porte l'identifiant `fichier`."""

    type: Literal["partage_fait"] = "partage_fait"
    seance: Ulid
    fichier: Ulid
    etapes: tuple[Cle, ...] = ()


class PartageRetire(Entete):
    """La personne retire le journal partagé."""

    type: Literal["partage_retire"] = "partage_retire"
    fichier: Ulid
    motif: Texte = ""


class RoleAttribue(Entete):
    """Un rôle dans le groupe : exposant·e, animateur·rice, gardien·ne du temps, participant·e."""

    type: Literal["role_attribue"] = "role_attribue"
    role: Cle
    membre: Cle


class PhaseOuverte(Entete):
    """Le groupe entre dans une phase."""

    type: Literal["phase_ouverte"] = "phase_ouverte"
    phase: Cle


class PhaseClose(Entete):
    """Le groupe ferme une phase ; ce qu'elle réservait ne se rouvre plus."""

    type: Literal["phase_close"] = "phase_close"
    phase: Cle


class AnnotationPosee(Entete):
    """Une contribution du groupe, avec ou sans le nom de son auteur."""

    type: Literal["annotation_posee"] = "annotation_posee"
    genre: Literal[
        "question", "resonance", "hypothese", "piste", "note", "decision", "apprentissage"
    ]
    texte: Texte
    cible: Ulid | None = None
    ancre: Ancre | None = None
    phase: Cle | None = None
    signature: Cle | None = None


class ClassementFait(Entete):
    """La lecture d'un membre du groupe pour un passage, faite sans voir les autres."""

    type: Literal["classement_fait"] = "classement_fait"
    ancre: Ancre
    nature: Nature
    membre: Cle


class PisteRetenue(Entete):
    """Une piste du groupe devient un ajustement."""

    type: Literal["piste_retenue"] = "piste_retenue"
    annotation: Ulid
    ajustement: Ulid


# --- Le livret -------------------------------------------------------------------------------

PARTIE_DES_PREUVES = "preuves"
"""La partie réservée où une preuve citée se fige : une ligne d'en-tête, puis son extrait."""


class LivretOuvert(Entete):
    """Un livret ou un dossier commence ; il porte l'identifiant de cet événement."""

    type: Literal["livret_ouvert"] = "livret_ouvert"
    genre: Cle
    titre: Texte


class PassageRedige(Entete):
    """Un passage du livret, dans les mots de la personne, avec ses preuves figées."""

    type: Literal["passage_redige"] = "passage_redige"
    livret: Ulid
    partie: Cle
    place: int = Field(ge=0, le=10_000)
    texte: Texte
    preuves: tuple[Ulid, ...] = ()
    remplace: Ulid | None = None


class PassageRetire(Entete):
    """Un passage sort du livret."""

    type: Literal["passage_retire"] = "passage_retire"
    cible: Ulid


class VersionFigee(Entete):
    """Une version du livret, telle qu'elle a été remise."""

    type: Literal["version_figee"] = "version_figee"
    livret: Ulid
    nom: Cle
    passages: tuple[Ulid, ...] = ()


Evenement = Annotated[
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
    | CorrectionApprise
    | AjustementSuivi
    | PositionnementFait
    | PreuveAjoutee
    | PreuveDeplacee
    | PreuveRetiree
    | ReglageChange
    | SeanceSupprimee
    | TexteExpurge
    | ConsentementDonne
    | PartageFait
    | PartageRetire
    | RoleAttribue
    | PhaseOuverte
    | PhaseClose
    | AnnotationPosee
    | ClassementFait
    | PisteRetenue
    | LivretOuvert
    | PassageRedige
    | PassageRetire
    | VersionFigee,
    Field(discriminator="type"),
]

ADAPTATEUR: TypeAdapter[Evenement] = TypeAdapter(Evenement)
"""Valide et construit un événement à partir d'un dictionnaire ou de JSON."""
