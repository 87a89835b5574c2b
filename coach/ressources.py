"""Où sont les données livrées : dans le paquet installé, ou à la racine du dépôt."""

from pathlib import Path

import coach

DOSSIERS = ("referentiels", "journals")


def dossier_des_donnees(nom: str) -> Path:
    """Le dossier de données `nom` (`referentiels` ou `journals`).

    Dans la roue il est sous `coach/donnees` ; en installation en place, à côté de `coach`.
    Lève `ValueError` pour tout autre nom : ce n'est jamais un chemin venu d'ailleurs.
    """
    if nom not in DOSSIERS:
        raise ValueError(f"Dossier de données inconnu : {nom!r}.")
    paquet = Path(coach.__file__).parent
    installe = paquet / "donnees" / nom
    return installe if installe.is_dir() else paquet.parent / nom
