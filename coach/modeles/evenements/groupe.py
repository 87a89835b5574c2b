"""Ce que l'on donne à un groupe, et ce que le groupe en dit."""

from typing import Literal

from coach.modeles.base import Ancre, Cle, Entete, Texte, Ulid
from coach.modeles.lecture import Nature


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


DuGroupe = (
    ConsentementDonne
    | PartageFait
    | PartageRetire
    | RoleAttribue
    | PhaseOuverte
    | PhaseClose
    | AnnotationPosee
    | ClassementFait
    | PisteRetenue
)
"""Le don d'une séance, et le travail du groupe."""
