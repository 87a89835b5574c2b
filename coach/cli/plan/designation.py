"""Désigner un ajustement du plan, et dire ce qui vient d'en être noté."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.cli.entree import texte_de_la_commande
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, en_une_ligne, jour

if TYPE_CHECKING:
    from coach.carnet import Carnet
    from coach.plan.vues import Engagement


@contextmanager
def ajustement(identifiant: str) -> "Iterator[tuple[Carnet, Engagement]]":
    """Le carnet, et l'ajustement que désigne ce début d'identifiant.

    Lève `ErreurDePlan` ou `ErreurDeCarnet`.
    """
    from coach.carnet.horloge import maintenant
    from coach.plan.lecture import lire, trouver

    with carnet_existant() as carnet:
        plan = lire(carnet, maintenant().date())
        yield carnet, trouver(plan, texte_de_la_commande(identifiant))


def redire(carnet: "Carnet", identifiant: str) -> None:
    """Dit l'ajustement tel qu'il est maintenant, et comment revenir dessus."""
    action = next(a for a in carnet.actions() if a.id == identifiant)
    quand = dire("journal.pour_le", jour=jour(action.echeance)) if action.echeance else ""
    etat = dire(f"ajustement.{action.etat}")
    texte = en_une_ligne(action.texte)
    ecrire(dire("journal.ajustement", texte=texte, quand=quand, etat=etat))
