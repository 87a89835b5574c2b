"""Poser une question écrite : ce qu'elle redonne d'abord, puis l'une de ses formulations."""

import re
from collections.abc import Iterator

from coach.dialogues.citation import Citation, citer_debut
from coach.dialogues.ecriture import AEcrire, question
from coach.dialogues.matiere import Matiere
from coach.dialogues.paroles import dire, enumerer
from coach.dialogues.repertoire import catalogue
from coach.dialogues.script import CITE, CITES, NOTE_MAXIMALE, Etape, Question
from coach.modeles.base import Ancre
from coach.modeles.evenements import QuestionPosee
from coach.modeles.presque_rien import presque_vide
from coach.modeles.seance import Reponse

_MOTS_D_UN_LONG_RECIT = 250
"""À partir de là, un récit contient plus d'un moment : mieux vaut en choisir un."""

_NOMBRE = re.compile(r"(?<![\d,.])\d{1,2}(?:[,.]\d)?(?![\d,.]?\d)")


def poser(
    matiere: Matiere, etape: Etape, posee: Question, rang: int, avant: tuple[str, ...] = ()
) -> AEcrire:
    """La question, précédée de ce qu'elle redonne des mots de la personne.

    `rang` choisit la formulation (modulo leur nombre) ; `avant` : des phrases à dire d'abord.
    """
    phrases = list(avant)
    rappels: list[Ancre] = []
    if posee.id == etape.questions[0].id:
        rappels += _rappeler(matiere, etape, phrases)
    rappels += _reprendre(matiere, posee, phrases)
    phrases.append(
        _deja_raconte(matiere, posee) or posee.formulations[rang % len(posee.formulations)]
    )
    return question(etape, posee.id, " ".join(phrases), rappels=tuple(rappels))


def a_lieu(matiere: Matiere, posee: Question) -> bool:
    """Vrai quand la question n'attend rien, ou que celle dont elle dépend a reçu une réponse.

    Un repère ne se demande plus quand la scène est déjà racontée.
    """
    if posee.raconte == "repere" and matiere.recit_d_avance():
        return False
    return posee.si is None or _derniere_reponse(matiere, posee.si) is not None


def _deja_raconte(matiere: Matiere, posee: Question) -> str | None:
    """La scène est déjà là : demander ce qui y manque, ou le moment à regarder de près."""
    recit = matiere.recit_d_avance() if posee.raconte == "scene" else None
    if recit is None or recit.reponse is None:
        return None
    suite = "long" if len(recit.reponse.texte.split()) >= _MOTS_D_UN_LONG_RECIT else "court"
    return dire(f"recit.{suite}")


def lire_note(texte: str) -> str | None:
    """La première note de 0 à 10 que dit le texte, telle qu'écrite, ou rien."""
    for trouve in _NOMBRE.finditer(texte):
        if float(trouve[0].replace(",", ".")) <= NOTE_MAXIMALE:
            return trouve[0]
    return None


def _rappeler(matiere: Matiere, etape: Etape, phrases: list[str]) -> list[Ancre]:
    """Dit les passages gardés pour cette étape, et rend leurs places."""
    if etape.rappels is None:
        return []
    citations = matiere.rappels(etape.rappels, etape.id)
    if not citations:
        phrases += [etape.rappels_vides] if etape.rappels_vides else []
        return []
    cites = enumerer(c.texte for c in citations)
    if etape.rappels_dits:
        phrases.append(etape.rappels_dits.replace(CITES, cites))
    else:
        phrases.append(dire(f"rappel.{etape.rappels.value}", cites=cites))
    return [c.ancre for c in citations]


def _reprendre(matiere: Matiere, posee: Question, phrases: list[str]) -> list[Ancre]:
    """Redit la réponse que la question reprend, si elle se redit bien."""
    reponse = _derniere_reponse(matiere, posee.reprend) if posee.reprend else None
    if reponse is None:
        return []
    citation = citer_debut(reponse)
    cite = _cite(matiere, reponse, citation)
    if cite is None:
        return []
    phrases.append(
        posee.reprise.replace(CITE, cite) if posee.reprise else dire("rappel.une", cites=cite)
    )
    return [citation.ancre] if citation else []


def _cite(matiere: Matiere, reponse: Reponse, citation: Citation | None) -> str | None:
    """La note d'une échelle, ou les mots entre guillemets."""
    reprise = matiere.protocole.question(_question_de(matiere, reponse))
    if reprise and reprise.echelle and (note := lire_note(reponse.texte)):
        return dire("rappel.note", note=note)
    return citation.texte if citation else None


def _question_de(matiere: Matiere, reponse: Reponse) -> str:
    """La question du protocole que sert cette réponse ; vide si c'est une relance."""
    return next(
        (
            e.demande.question
            for e in matiere.etat.echanges
            if e.demande.type == "question_posee" and e.demande.id == reponse.question
        ),
        "",
    )


def _derniere_reponse(matiere: Matiere, identifiant: str) -> Reponse | None:
    """La dernière réponse à cette question, si elle dit quelque chose."""
    utiles = [
        reponse
        for reponse in _reponses_a(matiere, identifiant)
        if _dit_quelque_chose(matiere, identifiant, reponse)
    ]
    return utiles[-1] if utiles else None


def _reponses_a(matiere: Matiere, identifiant: str) -> Iterator[Reponse]:
    """Les réponses à cette question, et celles où une relance l'a fait redire autrement."""
    ici = False
    for echange in matiere.etat.echanges:
        demande = echange.demande
        if isinstance(demande, QuestionPosee):
            ici = dite = demande.question == identifiant
        else:
            relance = catalogue().get(demande.relance)
            dite = ici and relance is not None and relance.reformule
        if dite and echange.reponse:
            yield echange.reponse


def _dit_quelque_chose(matiere: Matiere, identifiant: str, reponse: Reponse) -> bool:
    question_ecrite = matiere.protocole.question(identifiant)
    if question_ecrite and question_ecrite.echelle and lire_note(reponse.texte):
        return True
    return not presque_vide(reponse.texte)
