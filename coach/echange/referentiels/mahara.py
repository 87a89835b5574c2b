"""Un référentiel pour Mahara : le fichier `.matrix` de SmartEvidence.

Chaque groupe de premier rang devient une rubrique (`standards`) ; ses sous-groupes et ses
compétences en sont les éléments. Mahara ne garde ni les codes ni les liens au-delà de l'arbre.
"""

import json
from typing import Any

from coach.echange.paroles import mots
from coach.echange.referentiels.description import description, paragraphes
from coach.echange.textes import abrege
from coach.modeles.referentiel import Competence, Groupe, Referentiel

COURT = 100
"""Points de code d'un nom court, et de celui d'une rubrique ou d'un élément ci-dessous."""

LONG = 255

_ETATS = ("begun", "incomplete", "partialcomplete", "completed")


def ecrire_mahara(referentiel: Referentiel) -> bytes:
    """Les octets du fichier (JSON, UTF-8)."""
    document = {"framework": matrice(referentiel)}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def matrice(referentiel: Referentiel) -> dict[str, Any]:
    """La matrice : rubriques, éléments, et l'échelle dans les mots du coach."""
    racines = [g for g in referentiel.groupes if g.parent is None]
    etats = mots("mahara")
    return {
        "institution": "all",
        "name": abrege(referentiel.titre, LONG),
        "description": paragraphes((referentiel.avertissement, referentiel.source)),
        "selfassess": True,
        "evidencestatuses": [{nom: etats[nom]} for nom in _ETATS],
        "standards": [
            {
                "shortname": abrege(racine.code, COURT),
                "name": abrege(racine.titre, LONG),
                "description": paragraphes(racine.modalites),
                "priority": rang,
                "standardelement": _elements(referentiel, racine),
            }
            for rang, racine in enumerate(racines, 1)
        ],
    }


def _elements(referentiel: Referentiel, racine: Groupe) -> list[dict[str, Any]]:
    """Les sous-groupes et les compétences de cette rubrique, chaque parent avant ses enfants."""
    elements: list[dict[str, Any]] = []

    def ajouter(quoi: Groupe | Competence, corps: str, parent: int | None) -> int:
        rang = len(elements) + 1
        lien = {} if parent is None else {"parentelementid": parent}
        elements.append(
            {
                "elementid": rang,
                "shortname": abrege(quoi.code, COURT),
                "name": abrege(quoi.titre, LONG),
                "description": corps,
                "priority": rang,
                "parent": parent is not None,
                **lien,
            }
        )
        return rang

    def parcourir(groupe: Groupe, parent: int | None) -> None:
        for competence in referentiel.competences:
            if competence.groupe == groupe.code:
                ajouter(competence, description(competence), parent)
        for dessous in referentiel.groupes:
            if dessous.parent == groupe.code:
                parcourir(dessous, ajouter(dessous, paragraphes(dessous.modalites), parent))

    parcourir(racine, None)
    return elements
