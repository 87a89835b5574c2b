"""Les niveaux et leur historique, en un document : la réponse de `coach positionner --json`."""

from collections.abc import Iterable, Sequence
from typing import Any

from coach.modeles.progression import Cible, Regard, Regards
from coach.modeles.referentiel import Competence
from coach.positionnement.portee import Portee


def document(portees: Iterable[Portee], regards: Regards) -> dict[str, Any]:
    """`{"version":1,"competences":[…]}` : chaque compétence de ces portées, en ordre.

    Chacune a ses `positionnements` et, à côté, ceux de ses `items` qui en ont ; `rang` compte
    dès 0.
    """
    return {
        "version": 1,
        "competences": [
            _competence(portee, competence, regards)
            for portee in portees
            for competence in portee.competences
        ],
    }


def _competence(portee: Portee, competence: Competence, regards: Regards) -> dict[str, Any]:
    return {
        "referentiel": portee.referentiel.id,
        "code": competence.code,
        "titre": competence.titre,
        "positionnements": _regards(regards.historique(portee.niveau(competence))),
        "items": [
            _item(competence, cible, regards)
            for cible in portee.enonces(competence)
            if regards.historique(cible)
        ],
    }


def _item(competence: Competence, cible: Cible, regards: Regards) -> dict[str, Any]:
    item = competence.items[cible.item or 0]
    return {
        "rang": cible.item,
        "categorie": item.categorie,
        "enonce": item.enonce,
        "positionnements": _regards(regards.historique(cible)),
    }


def _regards(regards: Sequence[Regard]) -> list[dict[str, str]]:
    """Du plus ancien au plus récent, comme le portfolio les dit."""
    return [
        {
            "date": r.quand.date().isoformat(),
            "niveau": r.niveau,
            "justification": r.justification,
            "par": r.par,
        }
        for r in regards
    ]
