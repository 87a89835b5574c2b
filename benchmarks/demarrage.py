"""Le démarrage : `coach --version` à côté de `python -c pass`, lancés en alternance.

Usage : python benchmarks/demarrage.py [nombre de lancements]
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

LANCEMENTS = 20
PLAFOND = 3.0
"""Combien de fois le plus nu des programmes Python on s'autorise."""

_INSTALLE = shutil.which("coach", path=Path(sys.executable).parent)

COMMANDES = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "coach --version": [
        *([_INSTALLE] if _INSTALLE else [sys.executable, "-m", "coach"]),
        "--version",
    ],
}


def duree(commande: list[str]) -> float:
    """La durée d'un lancement, en millisecondes."""
    debut = time.perf_counter()
    subprocess.run(commande, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - debut) * 1000


def mesurer(lancements: int) -> dict[str, float]:
    """La médiane de chaque commande, en millisecondes, après un lancement pour rien."""
    durees: dict[str, list[float]] = {nom: [] for nom in COMMANDES}
    for tour in range(lancements + 1):
        for nom, commande in COMMANDES.items():
            valeur = duree(commande)
            if tour:
                durees[nom].append(valeur)
    return {nom: median(valeurs) for nom, valeurs in durees.items()}


def main() -> None:
    """Affiche les deux médianes et leur rapport."""
    lancements = int(sys.argv[1]) if len(sys.argv) > 1 else LANCEMENTS
    medianes = mesurer(lancements)
    for nom, valeur in medianes.items():
        print(f"{nom:18} {valeur:7.1f} ms (médiane de {lancements} lancements)")
    nu, coach = medianes.values()
    print(f"rapport            {coach / nu:7.2f}    (plafond : {PLAFOND:.0f})")


if __name__ == "__main__":
    main()
