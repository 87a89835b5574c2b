"""Mesure la lecture sur un corpus étiqueté : segments d'or, puis texte brut.

    python benchmarks/mesurer_lecture.py [fichier.jsonl]

Par défaut tests/donnees/corpus/mise-au-point.jsonl, qui sert à mesurer et jamais à apprendre.
Texte brut : pour chaque segment d'or, la nature majoritaire en caractères non blancs.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

from coach.analyse import lire, lire_segment  # noqa: E402

DEFAUT = RACINE / "tests" / "donnees" / "corpus" / "mise-au-point.jsonl"
NATURES = ("fait", "opinion", "emotion")
TRANCHES = (0.0, 0.6, 0.75, 0.9, 0.97, 1.01)


@dataclass(frozen=True)
class Essai:
    """Un segment d'or et ce qui a été lu."""

    registre: str
    vrai: str
    lu: str
    confiance: float


def segments_dor(recits: list[dict]) -> list[Essai]:
    """Lit chaque segment d'or seul."""
    rendu = []
    for recit in recits:
        for segment, label in zip(recit["segments"], recit["labels"], strict=True):
            lu = lire_segment(segment)
            rendu.append(Essai(recit["registre"], label, lu.nature.value, lu.confiance))
    return rendu


def texte_brut(recits: list[dict]) -> list[Essai]:
    """Lit chaque récit entier, puis regarde ce qui couvre chaque segment d'or."""
    rendu = []
    for recit in recits:
        texte, position = recit["texte"], 0
        couverture = [(s.debut, s.fin, s) for s in lire(texte).segments]
        for segment, label in zip(recit["segments"], recit["labels"], strict=True):
            debut = texte.index(segment, position)
            position = debut + len(segment)
            poids: Counter[str] = Counter()
            confiances: dict[str, float] = {}
            for a, b, s in couverture:
                commun = texte[max(a, debut) : min(b, position)]
                if max(a, debut) < min(b, position):
                    poids[s.nature.value] += sum(map(len, commun.split()))
                    confiances[s.nature.value] = s.confiance
            lu = poids.most_common(1)[0][0]
            rendu.append(Essai(recit["registre"], label, lu, confiances[lu]))
    return rendu


def f1(essais: Iterable[Essai], nature: str) -> float:
    """F1 d'une nature."""
    essais = list(essais)
    juste = sum(e.vrai == e.lu == nature for e in essais)
    total = sum(e.vrai == nature for e in essais) + sum(e.lu == nature for e in essais)
    return 2 * juste / total if total else 0.0


def macro_f1(essais: Iterable[Essai]) -> float:
    """Moyenne des F1 des trois natures."""
    essais = list(essais)
    return sum(f1(essais, n) for n in NATURES) / 3


def rapport(titre: str, essais: list[Essai]) -> None:
    """Imprime F1, confusion, registres et calibration."""
    juste = sum(e.vrai == e.lu for e in essais) / len(essais)
    print(f"\n{titre} : {len(essais)} segments")
    print(f"  macro-F1 {macro_f1(essais):.3f} · exactitude {juste:.3f}")
    print("  " + " · ".join(f"{n} {f1(essais, n):.3f}" for n in NATURES))
    print("  confusion (ligne : or, colonne : lu)")
    for vrai in NATURES:
        ligne = [sum(e.vrai == vrai and e.lu == lu for e in essais) for lu in NATURES]
        print(f"    {vrai:8}" + "".join(f"{n:6}" for n in ligne))
    par_registre: dict[str, list[Essai]] = defaultdict(list)
    for e in essais:
        par_registre[e.registre].append(e)
    for registre, groupe in sorted(par_registre.items()):
        print(f"  {registre:15} macro-F1 {macro_f1(groupe):.3f} ({len(groupe)})")
    for bas, haut in pairwise(TRANCHES):
        groupe = [e for e in essais if bas <= e.confiance < haut]
        if groupe:
            bon = sum(e.vrai == e.lu for e in groupe) / len(groupe)
            moyenne = sum(e.confiance for e in groupe) / len(groupe)
            part = len(groupe) / len(essais)
            taux = f"{part:4.0%}, juste {bon:.3f}, dite {moyenne:.3f}"
            print(f"  confiance {bas:.2f}–{min(haut, 1):.2f} : {taux}")


def main() -> None:
    """Mesure le fichier demandé."""
    chemin = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAUT
    with chemin.open(encoding="utf-8") as fichier:
        recits = [json.loads(ligne) for ligne in fichier]
    print(f"{chemin.name} : {len(recits)} récits")
    rapport("segments d'or", segments_dor(recits))
    rapport("texte brut", texte_brut(recits))


if __name__ == "__main__":
    main()
