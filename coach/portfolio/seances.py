"""Relire une séance pour ses scores : séparation, éléments de réflexion, quatre critères.

Relire un texte coûte : ces lectures sont à part du portfolio, une séance à la fois, et le carnet
garde les segments pour la fois suivante.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from coach.carnet import Carnet
from coach.dialogues.protocole import ErreurDeProtocole, Protocole, charger
from coach.modeles.evenements import QuestionPosee
from coach.modeles.lecture import Lecture, Nature, Segment
from coach.modeles.repli import plier
from coach.modeles.seance import Echange, EtatSeance
from coach.portfolio.filtres import Filtres
from coach.scoring.criteres import Critere, criteres
from coach.scoring.reflexion import Presence, ReponseLue, reflexion
from coach.scoring.separation import Passage, Purete, TexteLu, part_commune, passage, separation


@dataclass(frozen=True, slots=True)
class SeanceLue:
    """Ce que montre une séance, et où ; `jour` : AAAA-MM-JJ.

    `passages` : ceux de chaque nature ; `emotions` : les familles lues dans ses textes, chacune
    avec son passage.
    """

    id: str
    titre: str
    jour: str
    protocole: str
    purete: tuple[Purete, ...]
    reflexion: tuple[Presence, ...]
    criteres: tuple[Critere, ...]
    passages: dict[Nature, tuple[Passage, ...]]
    emotions: tuple[tuple[str, Passage], ...]

    @property
    def part(self) -> float | None:
        """La part du texte à sa place, toutes étapes réunies ; rien si aucune n’en demande."""
        return part_commune(self.purete)


def seances_lues(carnet: Carnet, filtres: Filtres | None = None) -> Iterator[SeanceLue]:
    """Les séances que laissent les filtres, la plus récente d'abord, lues à mesure qu'on avance.

    Lève les erreurs du carnet.
    """
    for resume in carnet.lister((filtres or Filtres()).des_seances()):
        yield lire_la_seance(carnet, resume.id)


def lire_la_seance(carnet: Carnet, seance: str) -> SeanceLue:
    """Les scores de cette séance, avec leur matière. Lève les erreurs du carnet."""
    etat = plier(seance, carnet.evenements(seance))
    lus = carnet.segments(seance)
    protocole = _protocole(etat.protocole)
    textes: list[TexteLu] = []
    reponses: list[ReponseLue] = []
    for echange in etat.echanges:
        reponse = echange.reponse
        if reponse is None or reponse.choix:
            continue
        segments = lus.get(reponse.id, ())
        lecture = Lecture(segments=segments)
        reponses.append(ReponseLue(reponse.etape, reponse.id, reponse.texte, lecture))
        if attendue := _attendue(protocole, echange):
            textes.append(TexteLu(reponse.etape, reponse.id, attendue, segments))
    purete, presences = separation(textes), reflexion(reponses)
    return SeanceLue(
        id=seance,
        titre=etat.titre,
        jour=_jour(etat),
        protocole=etat.protocole,
        purete=purete,
        reflexion=presences,
        criteres=criteres(reponses, purete, presences, etat.ajustements),
        passages={
            nature: tuple(p for p, s in _segments(reponses) if s.nature is nature)
            for nature in Nature
        },
        emotions=tuple(
            (s.sous_type, p) for p, s in _segments(reponses) if s.nature is Nature.EMOTION
        ),
    )


def _segments(reponses: list[ReponseLue]) -> Iterator[tuple[Passage, Segment]]:
    for lue in reponses:
        for segment in lue.lecture.segments:
            yield passage(lue.etape, lue.reponse, segment), segment


def _jour(etat: EtatSeance) -> str:
    return etat.cree_le.date().isoformat() if etat.cree_le else ""


def _protocole(identifiant: str) -> Protocole | None:
    try:
        return charger(identifiant)
    except ErreurDeProtocole:
        return None


def _attendue(protocole: Protocole | None, echange: Echange) -> Nature | None:
    """La nature que demandait la question, ou son étape ; une relance suit son étape."""
    etape = protocole.etape(echange.demande.etape) if protocole else None
    if etape is None:
        return None
    if isinstance(echange.demande, QuestionPosee):
        question = etape.question(echange.demande.question)
        if question and question.attendue:
            return question.attendue
    return etape.attendue
