"""Ce que deux lecteurs voient dans 400 segments, et ce que le coach y voit.

    python benchmarks/mesurer_sous_types.py

Accord des deux lectures indépendantes (part, κ de Cohen), puis part des segments où le coach dit
comme l'une ou l'autre, la nature d'or lui étant donnée par une décision.
"""

import json
import sys
from collections import Counter
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

from coach.analyse import lire  # noqa: E402
from coach.modeles.lecture import Decision, Nature  # noqa: E402
from coach.modeles.texte import nfc  # noqa: E402

DONNEES = RACINE / "tests" / "donnees" / "lecture" / "sous-types.jsonl"


def kappa(paires: list[tuple[object, object]]) -> tuple[float, float]:
    """La part d'accord et le κ de Cohen de paires d'étiquettes."""
    total = len(paires)
    accord = sum(a == b for a, b in paires) / total
    premiers, seconds = Counter(a for a, _ in paires), Counter(b for _, b in paires)
    hasard = sum(premiers[e] * seconds[e] for e in premiers) / total**2
    return accord, (accord - hasard) / (1 - hasard) if hasard < 1 else 1.0


def lu(ligne: dict) -> dict[str, object]:
    """Ce que le coach dit du segment, sa nature décidée."""
    texte = nfc(ligne["texte"])
    decision = Decision(debut=0, fin=len(texte), nature=Nature(ligne["nature"]))
    segment = lire(texte, (decision,)).segments[0]
    return {
        "sous_type": segment.sous_type,
        "intensite": segment.intensite,
        "corporel": bool(segment.corporel),
        "mode": segment.mode,
    }


def main() -> None:
    """Écrit le tableau."""
    lignes = [json.loads(ligne) for ligne in DONNEES.read_text("utf-8").splitlines()]
    print("| quoi | segments | accord des lecteurs | κ | le coach, comme l'un ou l'autre |")
    print("|---|---|---|---|---|")
    for nature in ("fait", "opinion", "emotion"):
        siennes = [ligne for ligne in lignes if ligne["nature"] == nature]
        coach = [lu(ligne) for ligne in siennes]
        champs = ("sous_type",)
        if nature == "emotion":
            champs = ("sous_type", "intensite", "corporel", "mode")
        for champ in champs:
            accord, cohen = kappa([(s["a"].get(champ), s["b"].get(champ)) for s in siennes])
            justes = sum(
                c[champ] in (s["a"].get(champ), s["b"].get(champ))
                for c, s in zip(coach, siennes, strict=True)
            )
            part = justes / len(siennes)
            tete = f"| {nature}, {champ} | {len(siennes)} "
            print(f"{tete}| {accord:.2f} | {cohen:.2f} | {part:.2f} |")


if __name__ == "__main__":
    main()
