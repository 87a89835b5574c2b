"""Mesure une frappe dans une réponse de 5 000 mots : Lecteur, à côté d'une relecture complète.

    python benchmarks/frappe.py

Chaque frappe ajoute une lettre en un point du texte (début, milieu, fin) et relit. Les médianes
sont en millisecondes de temps écoulé ; le rapport dit ce que la lecture incrémentale épargne.
"""

import json
import random
import statistics
import sys
import time
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

from coach.analyse import Lecteur, lire  # noqa: E402
from coach.analyse.classement import classer  # noqa: E402

CORPUS = RACINE / "tests" / "donnees" / "corpus" / "entrainement.jsonl"
MOTS = 5000
FRAPPES = 120


def reponse(mots: int) -> str:
    """Des récits du corpus mis bout à bout, paragraphe par paragraphe."""
    textes: list[str] = []
    total = 0
    with CORPUS.open(encoding="utf-8") as fichier:
        for ligne in fichier:
            textes.append(json.loads(ligne)["texte"])
            total += len(textes[-1].split())
            if total >= mots:
                break
    return " ".join("\n".join(textes).split(" ")[:mots])


def main() -> None:
    """Imprime les médianes par endroit de la frappe, et le rapport."""
    hasard = random.Random(3)
    texte = reponse(MOTS)
    lecteur = Lecteur()
    lecteur.lire(texte)
    mesures: dict[str, list[float]] = {"début": [], "milieu": [], "fin": []}
    for i in range(FRAPPES):
        endroit = list(mesures)[i % 3]
        bornes = {"début": (0, 0.1), "milieu": (0.4, 0.6), "fin": (0.99, 1.0)}[endroit]
        ou = round(len(texte) * hasard.uniform(*bornes))
        texte = texte[:ou] + hasard.choice("aeinrst ") + texte[ou:]
        depart = time.perf_counter()
        lecteur.lire(texte)
        mesures[endroit].append((time.perf_counter() - depart) * 1000)
    completes = []
    for _ in range(5):
        classer.cache_clear()
        depart = time.perf_counter()
        lire(texte)
        completes.append((time.perf_counter() - depart) * 1000)
    toutes = [m for liste in mesures.values() for m in liste]
    print(f"{len(texte.split())} mots, {len(lire(texte).segments)} segments, {FRAPPES} frappes")
    for endroit, liste in mesures.items():
        print(f"  frappe ({endroit}) : médiane {statistics.median(liste):.2f} ms")
    mediane, complete = statistics.median(toutes), statistics.median(completes)
    lente = sorted(toutes)[int(0.95 * len(toutes))]
    print(f"  frappe, partout : médiane {mediane:.2f} ms, 95e centile {lente:.2f} ms")
    print(f"  relecture complète : médiane {complete:.0f} ms, {complete / mediane:.0f} fois plus")


if __name__ == "__main__":
    main()
