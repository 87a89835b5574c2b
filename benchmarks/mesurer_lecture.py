"""Mesure la lecture sur un corpus étiqueté : segments d'or, texte brut, réponses, vitesse, pairs.

    python benchmarks/mesurer_lecture.py [fichier.jsonl]

Par défaut tests/donnees/corpus/mise-au-point.jsonl, qui sert à mesurer et jamais à apprendre.
Texte brut : pour chaque segment d'or, la nature majoritaire en caractères non blancs.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

if TYPE_CHECKING:
    from coach.modeles.lecture import Segment

DONNEES = RACINE / "tests" / "donnees"
DEFAUT = DONNEES / "corpus" / "mise-au-point.jsonl"
NATURES = ("fait", "opinion", "emotion")
TRANCHES = (0.0, 0.6, 0.75, 0.9, 0.97, 1.01)
SUR = 0.9


@dataclass(frozen=True)
class Essai:
    """Un segment d'or et ce qui a été lu."""

    registre: str
    auteur: str
    vrai: str
    lu: str
    confiance: float


def objets(chemin: Path) -> list[dict]:
    """Les objets d'un fichier JSONL."""
    return [json.loads(ligne) for ligne in chemin.read_text(encoding="utf-8").splitlines()]


def segments_dor(recits: list[dict]) -> list[Essai]:
    """Lit chaque segment d'or seul."""
    from coach.analyse import lire_segment

    rendu = []
    for recit in recits:
        auteur = recit["id"].split("-")[0]
        for segment, label in zip(recit["segments"], recit["labels"], strict=True):
            lu = lire_segment(segment)
            rendu.append(Essai(recit["registre"], auteur, label, lu.nature.value, lu.confiance))
    return rendu


def texte_brut(recits: list[dict]) -> list[Essai]:
    """Lit chaque récit entier, puis regarde ce qui couvre chaque segment d'or."""
    rendu = []
    for recit in recits:
        position, auteur = 0, recit["id"].split("-")[0]
        segments = lus(recit["texte"])
        for segment, label in zip(recit["segments"], recit["labels"], strict=True):
            debut = recit["texte"].index(segment, position)
            position = debut + len(segment)
            lu, confiance = majorite(segments, debut, position)
            rendu.append(Essai(recit["registre"], auteur, label, lu, confiance))
    return rendu


def lus(texte: str, attendue: str | None = None) -> Sequence[Segment]:
    """Les segments d'un texte."""
    from coach.analyse import lire
    from coach.modeles.lecture import Nature

    return lire(texte, attendue=Nature(attendue) if attendue else None).segments


def majorite(segments: Sequence[Segment], debut: int, fin: int) -> tuple[str, float]:
    """La nature qui couvre le plus d'un passage, et sa confiance."""
    poids: Counter[str] = Counter()
    confiances: dict[str, float] = {}
    for s in segments:
        a, b = max(s.debut, debut), min(s.fin, fin)
        if a < b:
            poids[s.nature.value] += sum(map(len, s.texte[a - s.debut : b - s.debut].split()))
            confiances[s.nature.value] = s.confiance
    lu = poids.most_common(1)[0][0]
    return lu, confiances[lu]


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
    """Imprime F1, confusion, registres, auteurs et fiabilité."""
    juste = sum(e.vrai == e.lu for e in essais) / len(essais)
    print(f"\n{titre} : {len(essais)} segments")
    print(f"  macro-F1 {macro_f1(essais):.3f} · exactitude {juste:.3f}")
    print("  " + " · ".join(f"{n} {f1(essais, n):.3f}" for n in NATURES))
    print("  confusion (ligne : or, colonne : lu)")
    for vrai in NATURES:
        ligne = [sum(e.vrai == vrai and e.lu == lu for e in essais) for lu in NATURES]
        print(f"    {vrai:8}" + "".join(f"{n:6}" for n in ligne))
    par_groupe("registre", essais, lambda e: e.registre)
    par_groupe("auteur", essais, lambda e: e.auteur)
    fiabilite(essais)


def par_groupe(nom: str, essais: list[Essai], cle: Callable[[Essai], str]) -> None:
    """Imprime le macro-F1 de chaque groupe, s'il y en a plusieurs."""
    groupes: dict[str, list[Essai]] = defaultdict(list)
    for e in essais:
        groupes[cle(e)].append(e)
    if len(groupes) > 1:
        for valeur, groupe in sorted(groupes.items()):
            print(f"  {nom} {valeur:15} macro-F1 {macro_f1(groupe):.3f} ({len(groupe)})")


def fiabilite(essais: list[Essai]) -> None:
    """Le tableau de fiabilité : la confiance dite, et ce qui est juste."""
    for bas, haut in pairwise(TRANCHES):
        groupe = [e for e in essais if bas <= e.confiance < haut]
        if groupe:
            bon = sum(e.vrai == e.lu for e in groupe) / len(groupe)
            moyenne = sum(e.confiance for e in groupe) / len(groupe)
            part = len(groupe) / len(essais)
            taux = f"{part:4.0%}, juste {bon:.3f}, dite {moyenne:.3f}"
            print(f"  confiance {bas:.2f}–{min(haut, 1):.2f} : {taux}")
    surs = [e for e in essais if e.confiance > SUR]
    bons = sum(e.vrai == e.lu for e in surs) / max(1, len(surs))
    print(f"  au-dessus de {SUR} : {len(surs) / len(essais):.0%} des segments, juste {bons:.3f}")


def phrases_gardees() -> None:
    """Les paires et les réponses d'étape qui n'ont jamais servi à apprendre."""
    from coach.analyse import lire_segment

    paires = []
    for p in objets(DONNEES / "lecture" / "paires.jsonl"):
        lu = lire_segment(p["texte"])
        paires.append(Essai(p["theme"], "paires", p["nature"], lu.nature.value, lu.confiance))
    rapport("paires gardées (registre : thème)", paires)
    reponses = []
    for r in objets(DONNEES / "lecture" / "reponses-d-etape.jsonl"):
        if r["partie"] == "mesurer" and r["nature"]:
            lu_, confiance = majorite(lus(r["texte"], r["attendue"]), 0, len(r["texte"]))
            reponses.append(Essai(r["etape"], "etapes", r["nature"], lu_, confiance))
    rapport("réponses d'étape gardées", reponses)


def vitesse(recits: list[dict]) -> None:
    """Le temps de calcul de 250 mots, lus puis dits en entier, et la mémoire que cela ajoute."""
    avant = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    depart = time.process_time()
    from coach.analyse import lire

    lire("Une phrase pour tout charger. J'étais en colère.").model_dump()
    chargement = time.process_time() - depart
    lus_, entiers = [], []
    for recit in recits:
        n = len(recit["texte"].split())
        depart = time.process_time()
        lecture = lire(recit["texte"])
        lu = time.process_time()
        lecture.model_dump()
        lus_.append((lu - depart) * 250_000 / n)
        entiers.append((time.process_time() - depart) * 250_000 / n)
    apres = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"vitesse : {median(lus_):.1f} ms de calcul pour lire 250 mots, {median(entiers):.1f} avec "
        f"sous-types et indices (médianes de {len(recits)} récits)"
    )
    print(
        f"  chargement {chargement * 1000:.0f} ms, mémoire ajoutée {(apres - avant) / 1024:.0f} Mo"
    )


def main() -> None:
    """Mesure le fichier demandé."""
    chemin = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAUT
    recits = objets(chemin)
    print(f"{chemin.name} : {len(recits)} récits")
    vitesse(objets(DONNEES / "corpus" / "entrainement.jsonl")[:60])
    rapport("segments d'or", segments_dor(recits))
    rapport("texte brut", texte_brut(recits))
    phrases_gardees()


if __name__ == "__main__":
    main()
