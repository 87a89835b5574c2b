"""Des journaux tels que d'autres outils les écrivent."""

import json
from typing import Any
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
JRNL = {
    "tags": {"@travail": 2, "@équipe": 1},
    "entries": [
        {
            "title": "Entretien difficile avec M. D. ce matin.",
            "body": "Il est arrivé en retard.\nJ'étais agacée.",
            "date": "2024-03-05",
            "time": "09:30",
            "tags": ["@travail"],
            "starred": True,
        },
        {
            "title": "Réunion d'équipe.",
            "body": "",
            "date": "2024-07-12",
            "time": "16:00",
            "tags": ["@travail", "@équipe"],
            "starred": False,
        },
    ],
}


def octets(brut: Any) -> bytes:
    return json.dumps(brut, ensure_ascii=False).encode()


def avec(entree: dict[str, Any]) -> bytes:
    return octets({"entries": [*JRNL["entries"], {**JRNL["entries"][0], **entree}]})  # type: ignore[dict-item]
