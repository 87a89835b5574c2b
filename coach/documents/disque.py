"""Poser les fichiers d'un document d'un coup : tous à leur place, ou rien."""

from collections.abc import Mapping
from pathlib import Path

from coach.documents.erreurs import DocumentNonPose
from coach.pose import PoseImpossible
from coach.pose import poser as poser_les_fichiers


def poser(fichiers: Mapping[Path, bytes], *, remplacer: bool = False) -> tuple[Path, ...]:
    """Met chaque fichier à sa place ; rend ceux qui n'y étaient pas déjà tels quels.

    Un autre contenu ne se remplace que si `remplacer`. Lève `ErreurDeDocument`, et ne laisse alors
    rien derrière.
    """
    try:
        return poser_les_fichiers(fichiers, remplacer=remplacer)
    except PoseImpossible as erreur:
        raise DocumentNonPose(erreur) from erreur
