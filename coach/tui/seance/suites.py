"""Ce qui est sorti d'une séance relue : émotions nommées, ajustements, compétences reliées."""

from collections.abc import Iterator, Sequence

from coach.carnet.vues import Action
from coach.dialogues.moteur import Moteur
from coach.modeles.calendrier import en_clair
from coach.modeles.seance import LienFait
from coach.tui.paroles import dire
from coach.tui.widgets.peint import Phrase


def pieces(moteur: Moteur, actions: Sequence[Action]) -> Iterator[Phrase]:
    """Un paragraphe par chose dite ; `actions` : ce qui fut décidé, et où cela en est."""
    etat = moteur.etat
    if etat.emotions:
        mots = ", ".join(e.mot for e in etat.emotions)
        yield texte(dire("lecture.emotions", liste=mots), "fait")
    if actions:
        yield texte(dire("lecture.ajustements"), "etape")
        for action in actions:
            yield from _ajustement(action)
    if etat.liens:
        yield texte(dire("lecture.competences"), "etape")
        for lien in etat.liens:
            yield from _lien(moteur, lien)
    for detachee in etat.detachees:
        passage = " ".join(detachee.ancre.texte.split())
        yield texte(dire("lecture.detachee", texte=passage), "discret")


def texte(ecrit: str, classe: str) -> Phrase:
    """Un paragraphe, jamais interprété ; absent s'il est vide."""
    paragraphe = Phrase(ecrit, classes=classe)
    paragraphe.display = bool(ecrit)
    return paragraphe


def _lien(moteur: Moteur, lien: LienFait) -> Iterator[Phrase]:
    titres = {(r.id, c.code): c.titre for r in moteur.contexte.referentiels for c in r.competences}
    titre = titres.get((lien.referentiel, lien.code), lien.referentiel)
    yield texte(dire("lecture.lien", code=lien.code, titre=titre), "fait")
    if lien.extrait:
        yield texte(dire("lecture.extrait", extrait=lien.extrait), "detail")
    if lien.justification:
        yield texte(lien.justification, "detail")


def _ajustement(action: Action) -> Iterator[Phrase]:
    moment = en_clair(action.echeance) if action.echeance else action.moment
    cle = "lecture.ajustement_quand" if moment else "lecture.ajustement"
    dit = dire(cle, texte=action.texte, moment=moment)
    etat = dire(f"ajustement.{action.etat}")
    yield texte(dire("lecture.etat", texte=dit, etat=etat), "fait")
    if action.indicateur:
        yield texte(dire("lecture.indicateur", texte=action.indicateur), "detail")
    if action.appris:
        yield texte(dire("lecture.appris", texte=action.appris), "detail")
