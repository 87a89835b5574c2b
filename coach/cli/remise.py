"""Remettre un fichier : là où la personne le nomme, ou sur la sortie standard."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from coach import dossiers
from coach.cli.entree import ENTREE
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire_brut, narrer
from coach.erreurs import ErreurEnClair


def option_remplacer() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """L'option --remplacer, la même pour tous les verbes qui écrivent un fichier.

    Une place prise y renvoie : ailleurs qu'à ces verbes, l'option ne se conseille pas.
    """

    def offrir(verbe: Callable[..., Any]) -> Any:
        @wraps(verbe)
        def suivi(**valeurs: Any) -> Any:
            try:
                return verbe(**valeurs)
            except ErreurEnClair as erreur:
                if erreur.raison != "existe":
                    raise
                raise Refus("existe", dit=erreur) from erreur

        option = click.option("--remplacer", is_flag=True, help=dire("option.remplacer_le_fichier"))
        return option(suivi)

    return offrir


def lieu_de(sortie: str | None) -> Path | None:
    """Le fichier que nomme `-o`, rien pour la sortie standard. Lève `PoseImpossible`."""
    if sortie is None or sortie == ENTREE:
        return None
    from coach.pose import PoseImpossible, chemin_dit

    chemin = chemin_dit(sortie)
    if dossiers.est_un_dossier(chemin):
        raise PoseImpossible("est_un_dossier", sortie)
    return chemin


def remettre(octets: bytes, lieu: Path | None, *, remplacer: bool = False) -> bool:
    """Écrit le fichier, ou, sans lieu, les mêmes octets sur la sortie.

    Faux, et cela se dit, si le même fichier était déjà là. Lève `PoseImpossible` ou `Refus`.
    """
    if lieu is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(newline="")  # les fins de ligne du fichier restent les siennes
        ecrire_brut(octets.decode("utf-8"), fin="")
        return True
    from coach.pose import poser

    if poser({lieu: octets}, remplacer=remplacer):
        return True
    narrer(dire("sortie.deja_a_jour", fichier=lieu))
    return False
