"""Le repli d'une séance : son état, tiré du journal. Reprendre, annuler, rejouer en viennent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import singledispatchmethod

from coach.modeles.ancrage import situer, superposer
from coach.modeles.base import Ancre, Suite
from coach.modeles.evenements import (
    AideAcquittee,
    AideMontree,
    AjustementDecide,
    CompetenceDeliee,
    CompetenceLiee,
    EmotionChoisie,
    EtapeReprise,
    EtiquettePosee,
    Evenement,
    NoteDeposee,
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
from coach.modeles.insecable import tenir
from coach.modeles.journal import vivants
from coach.modeles.lecture import Decision
from coach.modeles.presque_rien import presque_vide
from coach.modeles.seance import (
    Ajustement,
    Detachee,
    Echange,
    EtatSeance,
    LienFait,
    Reponse,
)

QUESTION_DU_TITRE = "titre"
"""La réponse à la question de ce nom donne son titre à la séance, sauf un « je ne sais pas »."""

_LONGUEUR_DU_TITRE = 60


def plier(flux: str, evenements: Iterable[Evenement]) -> EtatSeance:
    """L'état de la séance `flux` après ces événements, quel que soit l'ordre où ils arrivent."""
    pli = _Pli(flux)
    for evenement in vivants(e for e in evenements if e.flux == flux):
        pli.recevoir(evenement)
    return pli.etat()


@dataclass
class _Pose:
    """Une ancre, l'événement qui la posa et la version du texte à ce moment."""

    ancre: Ancre
    evenement: SegmentCorrige | CompetenceLiee
    version: str | None


class _Pli:
    """L'accumulateur du repli ; il ne sort jamais d'ici."""

    def __init__(self, flux: str) -> None:
        self.champs: dict[str, object] = {"id": flux}
        self.demandes: dict[str, QuestionPosee | RelancePosee] = {}
        self.reponses: dict[str, Reponse] = {}
        self.par_question: dict[str, Reponse] = {}
        self.passees: dict[str, str] = {}
        self.traites: set[str] = set()
        self.poses: list[_Pose] = []
        self.liens: dict[str, CompetenceLiee] = {}
        self.ajustements: list[AjustementDecide] = []
        self.emotions: list[EmotionChoisie] = []
        self.etiquettes: list[str] = []
        self.titre_donne: str | None = None

    @singledispatchmethod
    def recevoir(self, evenement: object) -> None:
        """Ce qui ne touche pas la séance (annotations, partage…) la laisse telle quelle."""

    @recevoir.register
    def _(self, evenement: SeanceOuverte) -> None:
        if "protocole" not in self.champs:
            self.champs |= {
                "protocole": evenement.protocole,
                "referentiels": evenement.referentiels,
                "cree_le": evenement.quand,
            }
        self.champs["modifie_le"] = evenement.quand

    @recevoir.register
    def _(self, evenement: NoteDeposee) -> None:
        self.champs |= {"note": evenement.texte, "modifie_le": evenement.quand}

    @recevoir.register
    def _(self, evenement: QuestionPosee) -> None:
        self.demandes[evenement.id] = evenement
        self.champs["etape_reprise"] = None

    @recevoir.register
    def _(self, evenement: RelancePosee) -> None:
        self.demandes[evenement.id] = evenement

    @recevoir.register
    def _(self, evenement: ReponseDonnee) -> None:
        if evenement.question not in self.demandes or evenement.question in self.par_question:
            return  # la question est annulée, ou déjà répondue
        self.par_question[evenement.question] = self.reponses[evenement.id] = Reponse(
            id=evenement.id,
            etape=evenement.etape,
            question=evenement.question,
            texte=evenement.texte,
            quand=evenement.quand,
            version=evenement.id,
            choix=evenement.choix,
        )
        self.champs["modifie_le"] = evenement.quand

    @recevoir.register
    def _(self, evenement: ReponseModifiee) -> None:
        if ancienne := self.reponses.get(evenement.cible):
            nouvelle = Reponse(
                **{**ancienne.__dict__, "texte": evenement.texte, "version": evenement.id}
            )
            self.reponses[evenement.cible] = self.par_question[ancienne.question] = nouvelle
            self.champs["modifie_le"] = evenement.quand

    @recevoir.register
    def _(self, evenement: QuestionPassee) -> None:
        self.passees.setdefault(evenement.question, evenement.id)

    @recevoir.register
    def _(self, evenement: EtapeReprise) -> None:
        self.champs["etape_reprise"] = evenement.etape

    @recevoir.register
    def _(self, evenement: SegmentCorrige) -> None:
        self._poser(evenement.ancre, evenement)

    @recevoir.register
    def _(self, evenement: CompetenceLiee) -> None:
        self.liens[evenement.id] = evenement
        self._traiter(evenement)
        if evenement.ancre:
            self._poser(evenement.ancre, evenement)

    @recevoir.register
    def _(self, evenement: CompetenceDeliee) -> None:
        self.liens.pop(evenement.cible, None)

    @recevoir.register
    def _(self, evenement: EmotionChoisie) -> None:
        self.emotions.append(evenement)
        self._traiter(evenement)

    @recevoir.register
    def _(self, evenement: AjustementDecide) -> None:
        self.ajustements.append(evenement)
        self._traiter(evenement)

    @recevoir.register
    def _(self, evenement: EtiquettePosee) -> None:
        if evenement.etiquette not in self.etiquettes:
            self.etiquettes.append(evenement.etiquette)

    @recevoir.register
    def _(self, evenement: TitreDonne) -> None:
        self.titre_donne = evenement.titre

    @recevoir.register
    def _(self, evenement: AideMontree) -> None:
        self.champs["aide"] = evenement

    @recevoir.register
    def _(self, evenement: AideAcquittee) -> None:
        self.champs["aide"] = None

    @recevoir.register
    def _(self, evenement: SeanceTerminee) -> None:
        self.champs |= {"fin": evenement.etat, "modifie_le": evenement.quand}

    def _traiter(self, suite: Suite) -> None:
        if suite.apres:
            self.traites.add(suite.apres)

    def _poser(self, ancre: Ancre, evenement: SegmentCorrige | CompetenceLiee) -> None:
        reponse = self.reponses.get(ancre.evenement)
        self.poses.append(_Pose(ancre, evenement, reponse.version if reponse else None))

    def _situer(self, pose: _Pose) -> int | None:
        reponse = self.reponses.get(pose.ancre.evenement)
        if reponse is None:
            return None
        ancre = pose.ancre
        return situer(
            ancre.debut,
            ancre.fin,
            ancre.texte,
            reponse.texte,
            inchange=reponse.version == pose.version,
        )

    def etat(self) -> EtatSeance:
        """L'état atteint ; les ancres sont situées dans le texte d'aujourd'hui."""
        places = {pose.evenement.id: self._situer(pose) for pose in self.poses}
        return EtatSeance(
            **self.champs,  # type: ignore[arg-type]
            titre=self._titre(),
            echanges=tuple(
                Echange(demande, self.par_question.get(ident), self.passees.get(ident))
                for ident, demande in self.demandes.items()
            ),
            decisions=self._decisions(places),
            detachees=tuple(
                Detachee(pose.ancre, pose.evenement.id)
                for pose in self.poses
                if places[pose.evenement.id] is None
            ),
            liens=tuple(_lien(lien, places.get(lien.id)) for lien in self.liens.values()),
            ajustements=tuple(map(_ajustement, self.ajustements)),
            traites=frozenset(self.traites),
            emotions=tuple(self.emotions),
            etiquettes=tuple(self.etiquettes),
        )

    def _decisions(self, places: Mapping[str, int | None]) -> dict[str, tuple[Decision, ...]]:
        """Pour chaque réponse, les natures que la personne y a décidées, là où elles tiennent."""
        par_reponse: dict[str, list[Decision]] = {}
        for pose in self.poses:
            debut = places[pose.evenement.id]
            if debut is None or not isinstance(pose.evenement, SegmentCorrige):
                continue
            decision = Decision(
                debut=debut,
                fin=debut + len(pose.ancre.texte),
                nature=pose.evenement.nature,
                sous_type=pose.evenement.sous_type,
            )
            par_reponse.setdefault(pose.ancre.evenement, []).append(decision)
        return {reponse: superposer(liste) for reponse, liste in par_reponse.items()}

    def _titre(self) -> str:
        if self.titre_donne:
            return self.titre_donne
        for ident, demande in self.demandes.items():
            if isinstance(demande, QuestionPosee) and demande.question == QUESTION_DU_TITRE:
                reponse = self.par_question.get(ident)
                if reponse and not presque_vide(reponse.texte):
                    return _premiere_ligne(reponse.texte)
        note = self.champs.get("note")
        return _premiere_ligne(note) if isinstance(note, str) else ""


def _lien(lien: CompetenceLiee, debut: int | None) -> LienFait:
    return LienFait(
        id=lien.id,
        referentiel=lien.referentiel,
        code=lien.code,
        millesime=lien.millesime,
        extrait=lien.extrait,
        justification=lien.justification,
        ancre=lien.ancre,
        debut=debut,
    )


def _ajustement(decide: AjustementDecide) -> Ajustement:
    return Ajustement(
        id=decide.id,
        texte=decide.texte,
        moment=decide.moment,
        echeance=decide.echeance,
        indicateur=decide.indicateur,
        decide_le=decide.quand,
    )


def _premiere_ligne(texte: str) -> str:
    """Le début du texte, sur une ligne, coupé entre deux mots, jamais dans « Mme A. »."""
    ligne = " ".join(texte.split())
    if len(ligne) <= _LONGUEUR_DU_TITRE:
        return ligne
    garde = len(tenir(ligne)[:_LONGUEUR_DU_TITRE].rsplit(" ", 1)[0])
    return ligne[:garde] + "…"
