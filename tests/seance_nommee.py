"""Une séance pleine de noms, pour les essais de la porte."""

from fabriques import Seance, ulid

from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    AideMontree,
    AjustementDecide,
    EmotionChoisie,
    EtiquettePosee,
    EvenementAnnule,
    QuestionPassee,
    QuestionPosee,
    RelancePosee,
    ReponseDonnee,
    ReponseModifiee,
    SegmentCorrige,
)
from coach.modeles.journal import AUTEUR_DU_COACH
from coach.modeles.lecture import Nature

RECIT = (
    "Mme Benali est arrivée d’Ottignies avec son fils Ilyes. À Namur, Fatima travaille chez "
    "Colruyt. Benali m’a donné le 0470 12 34 56. Elle était de mauvaise foi. Ilyes a 9 ans."
)
NOMS = ("Benali", "Ottignies", "Ilyes", "Namur", "Fatima", "Colruyt", "0470 12 34 56", "Tiago")
ANCIEN = "Une première version que Josiane ne doit jamais lire."
PASSE = "Cette phrase annulée parle de Gheorghe et de sa dette."


def seance_nommee(nombre: int = 7) -> Seance:
    """Un récit cité et corrigé, une émotion, un lien ; du remplacé, de l'annulé, du passé."""
    s = Seance(ulid(nombre))
    s.titrer("Le départ de Mme Benali")
    ancienne = s.repondre(ANCIEN, question="recit")
    s.dire(ReponseModifiee, cible=ancienne.id, texte=RECIT)
    debut = RECIT.index("Elle était de mauvaise foi")
    cite = RECIT[debut : debut + len("Elle était de mauvaise foi")]
    ancre = Ancre(evenement=ancienne.id, debut=debut, fin=debut + len(cite), texte=cite)
    relance = s.dire(
        RelancePosee,
        auteur=AUTEUR_DU_COACH,
        etape="faits",
        relance="jugement",
        formulation=0,
        texte=f"« {cite} » : qu’avez-vous vu chez Mme Benali ?",
        cite=ancre,
        apres=ancienne.id,
    )
    s.dire(
        ReponseDonnee,
        etape="faits",
        question=relance.id,
        texte="Elle regardait Tiago, de Namur.",
    )
    passage = "Fatima travaille chez Colruyt"
    place = RECIT.index(passage)
    s.dire(
        SegmentCorrige,
        ancre=Ancre(evenement=ancienne.id, debut=place, fin=place + len(passage), texte=passage),
        nature=Nature.FAIT,
    )
    annulee = s.repondre(PASSE, question="annulee")
    s.dire(EvenementAnnule, cible=annulee.id)
    sautee = s.dire(
        QuestionPosee, auteur=AUTEUR_DU_COACH, etape="faits", question="passee", texte="Et après ?"
    )
    s.dire(QuestionPassee, etape="faits", question=sautee.id)
    emue = s.repondre("J’avais peur pour Fatima.", etape="emotions", question="ressenti")
    s.dire(EmotionChoisie, famille="peur", mot="inquiète", apres=emue.id)
    s.dire(AideMontree, auteur=AUTEUR_DU_COACH, genre="danger_tiers")
    s.dire(EtiquettePosee, etiquette="Benali")
    s.relier(_recit(s, ancienne.id), passage)
    s.dire(
        AjustementDecide,
        texte="Rappeler Fatima Benali avant son départ pour Namur",
        moment="lundi",
        apres=ancienne.id,
    )
    s.finir()
    return s


def _recit(s: Seance, identifiant: str):  # type: ignore[no-untyped-def]
    donnee = next(e for e in s.evenements if e.id == identifiant)
    return donnee.model_copy(update={"texte": RECIT})
