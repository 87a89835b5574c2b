"""Les événements du journal : tout ce qui a été dit, demandé ou décidé, et rien d'autre.

Une lecture (natures, compétences suggérées) n'en est jamais un : elle se recalcule. Chaque
événement porte l'en-tête de `coach.modeles.base.Entete`, un `type` et ses champs.
"""

from typing import Annotated

from pydantic import Field, TypeAdapter

from coach.modeles.evenements.carnet import (
    AjustementSuivi,
    CorrectionApprise,
    DuCarnet,
    PositionnementFait,
    PreuveAjoutee,
    PreuveDeplacee,
    PreuveRetiree,
    ReglageChange,
    SeanceSupprimee,
    TexteExpurge,
)
from coach.modeles.evenements.groupe import (
    AnnotationPosee,
    ClassementFait,
    ConsentementDonne,
    DuGroupe,
    PartageFait,
    PartageRetire,
    PhaseClose,
    PhaseOuverte,
    PisteRetenue,
    RoleAttribue,
)
from coach.modeles.evenements.livret import (
    PARTIE_DES_PREUVES,
    DuLivret,
    LivretOuvert,
    PassageRedige,
    PassageRetire,
    VersionFigee,
)
from coach.modeles.evenements.seance import (
    AideAcquittee,
    AideMontree,
    AjustementDecide,
    CompetenceDeliee,
    CompetenceLiee,
    DeLaSeance,
    EmotionChoisie,
    EtapeReprise,
    EtiquettePosee,
    EvenementAnnule,
    NoteDeposee,
    OptionProposee,
    QuestionPassee,
    QuestionPosee,
    RelancePosee,
    ReponseDonnee,
    ReponseModifiee,
    SeanceOuverte,
    SeanceTerminee,
    SegmentCorrige,
    TitreDonne,
)

__all__ = [
    "ADAPTATEUR",
    "PARTIE_DES_PREUVES",
    "AideAcquittee",
    "AideMontree",
    "AjustementDecide",
    "AjustementSuivi",
    "AnnotationPosee",
    "ClassementFait",
    "CompetenceDeliee",
    "CompetenceLiee",
    "ConsentementDonne",
    "CorrectionApprise",
    "EmotionChoisie",
    "EtapeReprise",
    "EtiquettePosee",
    "Evenement",
    "EvenementAnnule",
    "LivretOuvert",
    "NoteDeposee",
    "OptionProposee",
    "PartageFait",
    "PartageRetire",
    "PassageRedige",
    "PassageRetire",
    "PhaseClose",
    "PhaseOuverte",
    "PisteRetenue",
    "PositionnementFait",
    "PreuveAjoutee",
    "PreuveDeplacee",
    "PreuveRetiree",
    "QuestionPassee",
    "QuestionPosee",
    "ReglageChange",
    "RelancePosee",
    "ReponseDonnee",
    "ReponseModifiee",
    "RoleAttribue",
    "SeanceOuverte",
    "SeanceSupprimee",
    "SeanceTerminee",
    "SegmentCorrige",
    "TexteExpurge",
    "TitreDonne",
    "VersionFigee",
]

Evenement = Annotated[
    DeLaSeance | DuCarnet | DuGroupe | DuLivret,
    Field(discriminator="type"),
]

ADAPTATEUR: TypeAdapter[Evenement] = TypeAdapter(Evenement)
"""Valide et construit un événement à partir d'un dictionnaire ou de JSON."""
