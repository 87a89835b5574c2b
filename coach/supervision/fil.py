"""Le fil d'une séance : ce que chaque événement fait voir, et sous quelle question il tombe."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import singledispatchmethod
from typing import Any, Literal

from coach.modeles.base import Entete
from coach.modeles.evenements import (
    AjustementDecide,
    AnnotationPosee,
    CompetenceDeliee,
    CompetenceLiee,
    EmotionChoisie,
    Evenement,
    NoteDeposee,
    QuestionPassee,
    QuestionPosee,
    RelancePosee,
    ReponseDonnee,
    ReponseModifiee,
    SeanceTerminee,
    SegmentCorrige,
)
from coach.modeles.lecture import Nature
from coach.modeles.texte import sans_commandes

Genre = Literal[
    "note",
    "question",
    "relance",
    "reponse",
    "reprise",
    "passee",
    "correction",
    "emotion",
    "competence",
    "retrait",
    "ajustement",
    "contribution",
    "fin",
]

GROUPE = "@groupe"
"""L'étape où se range ce qu'un groupe a dit : aucun protocole n'en a de ce nom."""


@dataclass(frozen=True)
class Moment:
    """Un pas de la séance ; ses textes n'ont plus rien qu'un terminal exécuterait.

    `evenement` : le sien ; `question` : la question ou la relance sous laquelle il tombe (vide
    avant la première) ; `reponse` : celle qu'il donne ou qu'il touche ; `nature` : celle d'une
    correction ; `code` et `referentiel` : ceux d'une compétence ; `options` : les choix offerts ;
    `detail` : justification d'une compétence, indicateur d'un ajustement, intensité d'une émotion,
    état d'une fin, genre d'une contribution du groupe ; `nom` : qui l'a signée ; `echeance` :
    celle d'un ajustement.
    """

    genre: Genre
    evenement: str
    etape: str
    texte: str
    quand: datetime
    question: str = ""
    reponse: str | None = None
    nature: Nature | None = None
    code: str = ""
    referentiel: str = ""
    options: tuple[str, ...] = ()
    detail: str = ""
    nom: str = ""
    echeance: date | None = None


@dataclass(frozen=True)
class Deroule:
    """Les moments d'une séance, et combien d'événements ne se rattachent à rien de ce qu'elle dit.

    Une réponse sans question, une correction dont le passage n'est pas là : le repli les ignore
    aussi, et l'on dit combien.
    """

    moments: tuple[Moment, ...]
    sans_attache: int


def derouler(vivants: Iterable[Evenement]) -> Deroule:
    """Les moments de ces événements, en ordre et sans rien d'annulé.

    Une question restée sans suite, parce que la personne est allée ailleurs, n'est pas un moment.
    """
    fil = _Fil()
    for evenement in vivants:
        fil.suivre(evenement)
    return Deroule(tuple(fil.tenus()), fil.sans_attache)


class _Fil:
    """Suit la séance ; ce qui ne se rattache à rien est compté, jamais montré."""

    def __init__(self) -> None:
        self.sans_attache = 0
        self._moments: list[Moment] = []
        self._demandes: dict[str, QuestionPosee | RelancePosee] = {}
        self._repondues: set[str] = set()
        self._suivies: set[str] = set()
        self._sous: dict[str, str] = {}
        self._textes: dict[str, str] = {}
        self._liens: dict[str, CompetenceLiee] = {}
        self._question = ""

    def tenus(self) -> Iterator[Moment]:
        """Les moments, sans les questions restées sans suite, sauf celle qui attend encore."""
        demandes = [m.evenement for m in self._moments if m.genre in _DEMANDES]
        gardees = {*self._suivies, *demandes[-1:]}
        for moment in self._moments:
            if moment.genre not in _DEMANDES or moment.evenement in gardees:
                yield moment

    @singledispatchmethod
    def suivre(self, evenement: object) -> None:
        """Ce qui ne se voit pas (titre, étiquette, aide…) ne fait pas de moment."""

    @suivre.register
    def _(self, evenement: NoteDeposee) -> None:
        self._pas(evenement, "note", evenement.texte)

    @suivre.register
    def _(self, evenement: QuestionPosee) -> None:
        self._demander(evenement)
        options = tuple(sans_commandes(o.libelle) for o in evenement.options)
        self._pas(evenement, "question", evenement.texte, options=options)

    @suivre.register
    def _(self, evenement: RelancePosee) -> None:
        self._demander(evenement)
        self._pas(evenement, "relance", evenement.texte)

    @suivre.register
    def _(self, evenement: ReponseDonnee) -> None:
        demande = self._demandes.get(evenement.question)
        if demande is None or demande.id in self._repondues:
            self.sans_attache += 1
            return
        self._repondues.add(demande.id)
        self._suivies.add(demande.id)
        self._sous[evenement.id] = demande.id
        self._textes[evenement.id] = evenement.texte
        texte = evenement.texte or _libelles(demande, evenement.choix)
        self._pas(evenement, "reponse", texte, demande.id, reponse=evenement.id)

    @suivre.register
    def _(self, evenement: ReponseModifiee) -> None:
        if evenement.cible not in self._textes:
            self.sans_attache += 1
            return
        self._textes[evenement.cible] = evenement.texte
        sous = self._sous[evenement.cible]
        self._pas(evenement, "reprise", evenement.texte, sous, reponse=evenement.cible)

    @suivre.register
    def _(self, evenement: QuestionPassee) -> None:
        if evenement.question not in self._demandes or evenement.question in self._suivies:
            self.sans_attache += 1
            return
        self._suivies.add(evenement.question)
        self._pas(evenement, "passee", "", evenement.question)

    @suivre.register
    def _(self, evenement: SegmentCorrige) -> None:
        ancre = evenement.ancre
        if self._textes.get(ancre.evenement, "")[ancre.debut : ancre.fin] != ancre.texte:
            self.sans_attache += 1
            return
        self._pas(
            evenement,
            "correction",
            ancre.texte,
            self._sous[ancre.evenement],
            reponse=ancre.evenement,
            nature=evenement.nature,
        )

    @suivre.register
    def _(self, evenement: EmotionChoisie) -> None:
        self._pas(evenement, "emotion", evenement.mot, detail=evenement.intensite or "")

    @suivre.register
    def _(self, evenement: CompetenceLiee) -> None:
        self._liens[evenement.id] = evenement
        self._pas(
            evenement,
            "competence",
            evenement.extrait,
            code=sans_commandes(evenement.code),
            referentiel=sans_commandes(evenement.referentiel),
            detail=sans_commandes(evenement.justification),
        )

    @suivre.register
    def _(self, evenement: CompetenceDeliee) -> None:
        lien = self._liens.get(evenement.cible)
        if lien is None:
            self.sans_attache += 1
            return
        self._pas(
            evenement,
            "retrait",
            evenement.motif,
            code=sans_commandes(lien.code),
            referentiel=sans_commandes(lien.referentiel),
        )

    @suivre.register
    def _(self, evenement: AjustementDecide) -> None:
        self._pas(
            evenement,
            "ajustement",
            evenement.texte,
            detail=sans_commandes(evenement.indicateur),
            echeance=evenement.echeance,
        )

    @suivre.register
    def _(self, evenement: AnnotationPosee) -> None:
        self._pas(
            evenement,
            "contribution",
            evenement.texte,
            self._sous.get(evenement.cible or "", GROUPE),
            etape=GROUPE,
            detail=evenement.genre,
            nom=sans_commandes(evenement.signature or ""),
        )

    @suivre.register
    def _(self, evenement: SeanceTerminee) -> None:
        self._pas(evenement, "fin", "", detail=evenement.etat)

    def _demander(self, demande: QuestionPosee | RelancePosee) -> None:
        self._demandes[demande.id] = demande
        self._question = demande.id

    def _pas(
        self,
        evenement: Entete,
        genre: Genre,
        texte: str,
        question: str | None = None,
        *,
        etape: str = "",
        **champs: Any,
    ) -> None:
        sous = self._question if question is None else question
        if not etape and (demande := self._demandes.get(sous)):
            etape = demande.etape
        self._moments.append(
            Moment(
                genre,
                evenement.id,
                etape,
                sans_commandes(texte),
                evenement.quand,
                sous,
                **champs,
            )
        )


_DEMANDES = ("question", "relance")


def _libelles(demande: QuestionPosee | RelancePosee, choix: Sequence[str]) -> str:
    """Ce qui fut coché, une ligne par choix, dans les mots de la question."""
    options = demande.options if isinstance(demande, QuestionPosee) else ()
    dits = {o.valeur: o.libelle for o in options}
    return "\n".join(dits.get(valeur, valeur) for valeur in choix)
