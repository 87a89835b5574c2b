"""Le carnet : le magasin des séances, sur SQLite.

Les noms se chargent au premier usage : l'accueil lit un aperçu sans rien charger d'autre.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.carnet.carnet import Carnet
    from coach.carnet.erreurs import (
        CarnetIllisible,
        CarnetOccupe,
        ContenuDifferent,
        EcritureImpossible,
        EffacementInacheve,
        ErreurDeCarnet,
        RestaurationRefusee,
        SauvegardeImpossible,
        SeanceChangeeAilleurs,
        SeanceEffacee,
        SeanceInconnue,
        SeanceOuverteAilleurs,
    )
    from coach.carnet.filtres import Filtre
    from coach.carnet.vues import (
        Action,
        Apercu,
        Bilan,
        Brouillon,
        Citation,
        Comparaison,
        CompetenceMontree,
        Compte,
        Effacement,
        EntetePortable,
        Integration,
        Preuve,
        Resume,
        Tri,
        Trouvaille,
    )

__all__ = [
    "Action",
    "Apercu",
    "Bilan",
    "Brouillon",
    "Carnet",
    "CarnetIllisible",
    "CarnetOccupe",
    "Citation",
    "Comparaison",
    "CompetenceMontree",
    "Compte",
    "ContenuDifferent",
    "EcritureImpossible",
    "Effacement",
    "EffacementInacheve",
    "EntetePortable",
    "ErreurDeCarnet",
    "Filtre",
    "Integration",
    "Preuve",
    "RestaurationRefusee",
    "Resume",
    "SauvegardeImpossible",
    "SeanceChangeeAilleurs",
    "SeanceEffacee",
    "SeanceInconnue",
    "SeanceOuverteAilleurs",
    "Tri",
    "Trouvaille",
]

_MODULES = ("vues", "filtres", "erreurs", "carnet")
"""Où chercher un nom, le plus léger d'abord."""


def __getattr__(nom: str) -> Any:
    if nom in __all__:
        for module in _MODULES:
            trouve = getattr(import_module(f"coach.carnet.{module}"), nom, None)
            if trouve is not None:
                globals()[nom] = trouve
                return trouve
    raise AttributeError(nom)
