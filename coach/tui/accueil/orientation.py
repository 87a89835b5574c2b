"""Orienter une personne d'après une phrase : un danger d'abord, sinon des protocoles."""

from dataclasses import dataclass

from coach.dialogues import protocole
from coach.dialogues.accord import Accord, accorder
from coach.dialogues.recommandation import recommander
from coach.modeles.texte import sans_commandes
from coach.tui.accueil.sommaire import Piste
from coach.tui.paroles import dire

AU_PLUS = 3
"""Protocoles proposés."""


@dataclass(frozen=True, slots=True)
class Orientation:
    """L'aide qu'appelle le danger que dit la phrase, ou rien ; les protocoles proposés."""

    danger: str | None
    pistes: tuple[Piste, ...]


def orienter(phrase: str, accord: Accord = "neutre") -> Orientation:
    """Lit la phrase, qui n'est gardée nulle part ; les raisons du coach s'accordent."""
    protocoles = [protocole.charger(i) for i in protocole.identifiants()]
    lue = recommander(phrase, protocoles)
    pistes = tuple(
        Piste(
            p.protocole.id,
            sans_commandes(p.protocole.titre),
            p.protocole.duree_minutes,
            sans_commandes(
                p.raison or dire("accueil.sans_raison", quand=accorder(p.protocole.quand, accord))
            ),
        )
        for p in lue.propositions[:AU_PLUS]
    )
    return Orientation(lue.alerte.aide if lue.alerte else None, pistes)
