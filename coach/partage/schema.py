"""Le schéma JSON publié d'une ligne du fichier portable, engendré depuis les modèles."""

import json
from typing import Any

from coach.modeles.evenements import ADAPTATEUR
from coach.partage.fichier import FORMAT, VERSION

_TOUJOURS = ("type", "version")
"""Champs que les modèles savent deviner et que le fichier écrit toujours."""


def schema() -> dict[str, Any]:
    """Le schéma (2020-12) d'une ligne : l'en-tête, ou un événement."""
    evenements = ADAPTATEUR.json_schema(ref_template="#/$defs/{model}")
    definitions: dict[str, Any] = evenements.pop("$defs")
    for definition in definitions.values():
        if "flux" in definition.get("properties", {}):
            definition["required"] = sorted({*definition["required"], *_TOUJOURS})
    definitions["EnTete"] = _EN_TETE | {
        "properties": {
            **_EN_TETE["properties"],
            "seance": definitions["SeanceSupprimee"]["properties"]["seance"],
        }
    }
    definitions["Evenement"] = evenements
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Une ligne du journal portable d’une séance",
        "description": "Première ligne : l’en-tête. Lignes suivantes : un événement chacune.",
        "oneOf": [{"$ref": "#/$defs/EnTete"}, {"$ref": "#/$defs/Evenement"}],
        "$defs": definitions,
    }


def texte_du_schema() -> str:
    """Le schéma tel qu'il est publié dans `journals/schema.json`."""
    return json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


_EN_TETE: dict[str, Any] = {
    "title": "EnTete",
    "description": "Ce qu’est le fichier ; les champs inconnus se gardent.",
    "type": "object",
    "properties": {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "protocole": {
            "type": "string",
            "description": "Le protocole de la séance ; vide si elle n’en suit aucun.",
        },
        "pseudonymise": {
            "type": "boolean",
            "description": "Vrai si les noms ont été remplacés avant le partage.",
        },
    },
    "required": ["format", "version", "seance", "protocole", "pseudonymise"],
    "additionalProperties": True,
}


if __name__ == "__main__":
    print(texte_du_schema(), end="")
