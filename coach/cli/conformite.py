"""Dire de chaque fichier s'il convient, ou ce qui ne va pas : protocoles et référentiels."""

from collections.abc import Mapping
from pathlib import Path

from coach.cli.paroles import dire
from coach.cli.refus import MAUVAIS_USAGE
from coach.cli.sortie import ecrire, ecrire_json, narrer


def rendre_compte(fautes: Mapping[Path, str | None], genre: str, *, en_json: bool) -> int:
    """Écrit le compte, et rend le code de sortie ; `fautes` : rien pour un fichier qui convient.

    `genre` : « protocole » ou « referentiel », comme dans le catalogue.
    """
    if en_json:
        ecrire_json(
            [
                {"fichier": str(chemin), "valide": faute is None, "message": faute}
                for chemin, faute in fautes.items()
            ]
        )
    else:
        for chemin, faute in fautes.items():
            if faute is None:
                ecrire(dire(f"{genre}.valide", fichier=chemin.name))
            else:
                narrer(faute)
    return MAUVAIS_USAGE if any(fautes.values()) else 0
