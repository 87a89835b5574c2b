"""`coach corrections oublier` : le coach ne tient plus compte d'une correction."""

from typing import TYPE_CHECKING

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire, en_une_ligne

if TYPE_CHECKING:
    from coach.carnet import Carnet
    from coach.carnet.corrections import Correction

_AU_MOINS = 6
"""Caractères du début d'un identifiant."""


@verbe("oublier", "corrections")
@click.argument("identifiant", metavar=dire("argument.correction"))
def commande(identifiant: str) -> None:
    """Oublie la correction ; le passage garde, dans sa séance, la nature que la personne a dite."""
    with carnet_existant() as carnet:
        correction = _designee(carnet, texte_de_la_commande(identifiant))
        carnet.oublier(correction.id)
    ecrire(dire("corrections.oubliee", texte=en_une_ligne(correction.texte)))


def _designee(carnet: "Carnet", prefixe: str) -> "Correction":
    """La correction qui commence ainsi, six caractères au moins. Lève `Refus`."""
    debut = prefixe.strip().upper()
    trouvees = [c for c in carnet.corrections() if c.id.startswith(debut)]
    if len(debut) < _AU_MOINS or not trouvees:
        raise Refus("correction", valeur=prefixe)
    if len(trouvees) > 1:
        raise Refus("correction_ambigue", valeur=prefixe)
    return trouvees[0]
