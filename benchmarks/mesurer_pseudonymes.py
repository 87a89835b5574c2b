"""Combien des mentions identifiantes sont proposées au partage, et combien de trop.

    python benchmarks/mesurer_pseudonymes.py [reglage|mesure] [--erreurs]

Une mention est proposée quand chacun de ses mots à majuscule (tous, si elle n'en a pas) est dans
une étendue proposée. La précision compte les étendues proposées qui touchent une mention.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coach.confidentialite.entites import Identifiant, identifier
from coach.confidentialite.mots import mots

DONNEES = Path(__file__).resolve().parents[1] / "tests" / "donnees" / "partage"


def textes(sorte: str, moitie: str) -> list[dict[str, Any]]:
    """Les textes annotés de cette sorte (récits, phrases, récits piégeux) et de cette moitié."""
    lignes = (DONNEES / f"{sorte}_{moitie}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(ligne) for ligne in lignes]


def proposee(mention: dict[str, Any], trouves: tuple[Identifiant, ...]) -> bool:
    """Vrai si rien de ce qui désigne ne reste hors d'une étendue proposée."""
    siens = [m for m in mots(mention["texte"]) if m.capital] or mots(mention["texte"])
    if not siens:
        return any(t.debut <= mention["debut"] and mention["fin"] <= t.fin for t in trouves)
    base = mention["debut"]
    return all(
        any(t.debut <= base + m.debut and base + m.fin <= t.fin for t in trouves) for m in siens
    )


def _touche(trouve: Identifiant, mentions: list[dict[str, Any]]) -> bool:
    return any(trouve.debut < m["fin"] and m["debut"] < trouve.fin for m in mentions)


def mesurer(sorte: str, moitie: str, *, erreurs: bool = False) -> dict[str, float]:
    """Rappel, précision et propositions pour 250 mots."""
    attendues = dites = justes = proposees = compte = 0
    distinctes = 0
    for texte in textes(sorte, moitie):
        trouves = identifier(texte["texte"])
        manquees = [m for m in texte["mentions"] if not proposee(m, trouves)]
        de_trop = [t for t in trouves if not _touche(t, texte["mentions"])]
        attendues += len(texte["mentions"])
        dites += len(texte["mentions"]) - len(manquees)
        proposees += len(trouves)
        distinctes += len({t.texte for t in trouves})
        justes += len(trouves) - len(de_trop)
        compte += len(texte["texte"].split())
        if erreurs:
            for ligne in _erreurs(texte["texte"], manquees, de_trop):
                print(ligne)
    return {
        "mentions": attendues,
        "rappel": dites / max(1, attendues),
        "precision": justes / max(1, proposees),
        "propositions_pour_250_mots": 250 * proposees / max(1, compte),
        "a_decider_pour_250_mots": 250 * distinctes / max(1, compte),
    }


def _erreurs(
    texte: str, manquees: list[dict[str, Any]], de_trop: list[Identifiant]
) -> Iterator[str]:
    for m in manquees:
        autour = texte[max(0, m["debut"] - 30) : m["fin"] + 20]
        yield f"manquée   {m['texte']!r} dans « …{autour}… »"
    for t in de_trop:
        autour = texte[max(0, t.debut - 30) : t.fin + 20]
        yield f"de trop   {t.texte!r} dans « …{autour}… »"


def principal(arguments: list[str]) -> None:
    """Mesure les récits, puis les phrases."""
    moitie = "reglage" if "reglage" in arguments else "mesure"
    for sorte in ("recits", "phrases", "piegeux"):
        chiffres = mesurer(sorte, moitie, erreurs="--erreurs" in arguments)
        dits = "  ".join(f"{nom} {valeur:.3f}" for nom, valeur in chiffres.items())
        print(f"{sorte} ({moitie}) : {dits}")


if __name__ == "__main__":
    principal(sys.argv[1:])
