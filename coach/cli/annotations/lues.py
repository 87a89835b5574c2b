"""Les fichiers d'annotations qu'une commande nomme, chiffrés ou non."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.coffre import contenu

if TYPE_CHECKING:
    from coach.supervision.annotations import Annotations


def lues(fichiers: Iterable[str], cle: str | None = None) -> "list[Annotations]":
    """Ce que chacun porte, vérifié en entier.

    `cle` : le fichier de la clé. Lève `ErreurDeFichier` ou `Refus`.
    """
    from coach.supervision.annotations import lire_annotations

    return [lire_annotations(contenu(Path(f), cle)) for f in fichiers]
