"""Les choix d'une réponse : ce qui peut se cocher, et le texte que cela fait."""

from collections.abc import Sequence

from coach.dialogues.competences import COMPETENCES_MAX, PAS_DANS_LE_REFERENTIEL
from coach.dialogues.paroles import dire
from coach.erreurs import ErreurEnClair
from coach.modeles.evenements import QuestionPosee


class GesteImpossible(ErreurEnClair):
    """Ce que la personne demande n'a pas de sens ici ; le message le dit en une phrase."""

    def __init__(self, raison: str) -> None:
        super().__init__(dire(f"impossible.{raison}"))


def texte_choisi(demande: QuestionPosee, texte: str, choix: Sequence[str]) -> str:
    """Le texte de la réponse : celui des choix retenus quand il y en a. Lève `GesteImpossible`."""
    offerts = {o.valeur: o.libelle for o in demande.options}
    if any(valeur not in offerts for valeur in choix):
        raise GesteImpossible("choix_inconnu")
    if demande.saisie == "choix" and len(choix) > 1:
        raise GesteImpossible("un_seul_choix")
    if demande.question == "competences" and len(choix) > COMPETENCES_MAX:
        raise GesteImpossible("trop_de_competences")
    if len(choix) > 1 and any(c.startswith(PAS_DANS_LE_REFERENTIEL) for c in choix):
        raise GesteImpossible("parcourir_seul")
    return texte if texte.strip() else " ; ".join(offerts[c] for c in choix)
