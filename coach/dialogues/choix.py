"""Les choix d'une réponse : ce qui peut se cocher, et le texte que cela fait."""

from collections.abc import Sequence

from coach.dialogues.competences import COMPETENCES_MAX, PAS_DANS_LE_REFERENTIEL
from coach.modeles.evenements import QuestionPosee


class GesteImpossible(Exception):
    """Ce que la personne demande n'a pas de sens ici ; le message le dit en une phrase."""


def texte_choisi(demande: QuestionPosee, texte: str, choix: Sequence[str]) -> str:
    """Le texte de la réponse : celui des choix retenus quand il y en a. Lève `GesteImpossible`."""
    offerts = {o.valeur: o.libelle for o in demande.options}
    if any(valeur not in offerts for valeur in choix):
        raise GesteImpossible("Ce choix n’est pas dans la liste.")
    if demande.saisie == "choix" and len(choix) > 1:
        raise GesteImpossible("Un seul choix est possible ici.")
    if demande.question == "competences" and len(choix) > COMPETENCES_MAX:
        raise GesteImpossible("Trois compétences au plus : gardez celles qui parlent le mieux.")
    if len(choix) > 1 and any(c.startswith(PAS_DANS_LE_REFERENTIEL) for c in choix):
        raise GesteImpossible("Parcourir se choisit seul : reliez d’abord, ou parcourez.")
    return texte if texte.strip() else " ; ".join(offerts[c] for c in choix)
