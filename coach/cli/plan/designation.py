"""Désigner un ajustement du plan, et dire ce qui vient d'en être noté."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.cli.ajustement import ajustement_dit, etat_dit
from coach.cli.entree import texte_de_la_commande
from coach.cli.ouverture import carnet_existant
from coach.cli.sortie import ecrire

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
    ecrire(ajustement_dit(action.texte, action.echeance, etat_dit(action.etat)))
