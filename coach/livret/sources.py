"""Ce qu'est devenue la source d'une preuve figée : tient, a changé, n'est plus, fut effacée."""

from typing import Literal

from coach.livret.fonds import Fonds
from coach.livret.repli import PreuveFigee
from coach.modeles.retrait import EFFACE
from coach.modeles.texte import en_une_ligne

EtatDeSource = Literal["tient", "changee", "retiree", "effacee"]


def etat_de_la_source(preuve: PreuveFigee, fonds: Fonds) -> EtatDeSource:
    """Où en est cette source aujourd'hui.

    `changee` : l'extrait n'y est plus tel quel ; `retiree` : annulée, déliée, ou ôtée du
    portfolio ; `effacee` : sa séance a été supprimée.
    """
    if EFFACE in preuve.extrait or not preuve.source:
        return "effacee"
    match preuve.sorte:
        case "preuve" | "apport":
            etat = _relie(preuve, fonds)
        case "passage":
            etat = _repondu(preuve, fonds)
        case "ajustement":
            etat = _decide(preuve, fonds)
        case "positionnement":
            connus = {p.id for p in fonds.matiere.positionnements}
            etat = "tient" if preuve.source in connus else "retiree"
    return "effacee" if etat == "retiree" and _sans_seance(preuve, fonds) else etat


def _sans_seance(preuve: PreuveFigee, fonds: Fonds) -> bool:
    return bool(preuve.journal) and preuve.journal not in fonds.seances


def _relie(preuve: PreuveFigee, fonds: Fonds) -> EtatDeSource:
    actuelle = fonds.preuves.get(preuve.source)
    if actuelle is None:
        return "retiree"
    if preuve.extrait not in (actuelle.extrait, actuelle.justification):
        return "changee"
    if actuelle.journal is None:
        return "tient"
    lien = next((x for x in fonds.etat(actuelle.journal).liens if x.id == preuve.source), None)
    detachee = lien is not None and lien.ancre is not None and lien.debut is None
    return "changee" if detachee else "tient"


def _repondu(preuve: PreuveFigee, fonds: Fonds) -> EtatDeSource:
    if _sans_seance(preuve, fonds):
        return "effacee"
    reponse = fonds.etat(preuve.journal).reponse(preuve.source)
    if reponse is None:
        return "retiree"
    return "tient" if preuve.extrait in reponse.texte else "changee"


def _decide(preuve: PreuveFigee, fonds: Fonds) -> EtatDeSource:
    action = fonds.actions.get(preuve.source)
    if action is None:
        return "retiree"
    premiere = preuve.extrait.partition("\n")[0]
    return "tient" if premiere == en_une_ligne(action.texte) else "changee"
