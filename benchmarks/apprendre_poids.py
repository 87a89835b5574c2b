"""Apprend les poids de la lecture sur les corpus d'apprentissage, en Python pur.

    make entrainer

Régression logistique à trois natures sur les règles reconnues et les traits de `coach.analyse`
(tournures, étiquettes, lettres), puis coût des changements de nature à chaque jointure, et
température. Ces deux derniers se règlent sur des auteurs mis de côté. Enfin les sous-types
(nuances.json). Ne lit jamais mise-au-point.jsonl. Le résultat est le même, à l'octet, à chaque
passage.
"""

import json
import math
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(RACINE), str(RACINE / "benchmarks")]

from apprentissage.exemples import NATURES, Exemple, Phrase, charger  # noqa: E402
from apprentissage.natures import (  # noqa: E402
    ATTENTES,
    GRAINES,
    Modele,
    Trio,
    ajuster,
    arrondir,
    choisir,
    macro_f1,
    moyenne,
    scores,
    softmax,
)
from apprentissage.nuances import apprendre as apprendre_nuances  # noqa: E402
from apprentissage.passages import (  # noqa: E402
    Cas,
    Passages,
    apprendre_passages,
    emissions,
    tenir_compte_des_courts,
)

from coach.analyse.regles import jeu  # noqa: E402

SORTIE = RACINE / "coach" / "analyse" / "poids.json"
PLIS = 5
PRUDENCE = 1.15
"""Les lexiques ont été écrits en lisant une partie de ces auteurs : leur mesure est flatteuse."""
Essai = tuple[Trio, int]
"""Les scores d'un segment, et son rang d'or."""


def plis(auteurs: Iterable[str]) -> list[set[str]]:
    """Répartit les auteurs en groupes, à tour de rôle."""
    ordonnes = sorted(auteurs)
    return [set(ordonnes[k::PLIS]) for k in range(PLIS)]


def mettre_de_cote(
    exemples: list[Exemple], toutes: list[Phrase]
) -> tuple[dict[str, list[Essai]], list[Cas]]:
    """Scores des segments et apports des mots, lus sans avoir appris de leur auteur."""
    essais: dict[str, list[Essai]] = {}
    cas: list[Cas] = []
    groupes = plis({p.auteur for p in toutes})
    with ProcessPoolExecutor() as mains:
        modeles = list(mains.map(sans, groupes, [exemples] * PLIS))
    for groupe, modele in zip(groupes, modeles, strict=True):
        for auteur in sorted(groupe):
            siens = [e for e in exemples if e.auteur == auteur and e.genre == "segment"]
            essais[auteur] = [(scores(modele, e.traits), e.rang) for e in siens]
            print(f"  {auteur} mis de côté : macro-F1 {juste(essais[auteur]):.3f}", flush=True)
        cas += [(emissions(modele, p), p) for p in toutes if p.auteur in groupe]
    return essais, cas


def sans(groupe: set[str], exemples: list[Exemple]) -> Modele:
    """Les poids appris de tous, sauf de ces auteurs."""
    autres = [e for e in exemples if e.auteur not in groupe]
    return arrondir(ajuster(autres, choisir(autres)))


def juste(essais: list[Essai]) -> float:
    """Le macro-F1 d'essais."""
    lus = [max(range(3), key=s.__getitem__) for s, _ in essais]
    return macro_f1([vrai for _, vrai in essais], lus)


def temperature(essais: list[Essai]) -> float:
    """La température qui rend les confiances les plus justes (perte logarithmique)."""

    def perte(t: float) -> float:
        return -sum(math.log(max(1e-12, softmax(s, t)[vrai])) for s, vrai in essais)

    return min((x / 50 for x in range(30, 120)), key=perte)


def ecrire(modele: Modele, passages: Passages, chaleur: float) -> None:
    """Écrit poids.json : un trait par ligne, trié, les poids des traits en centièmes."""
    regles = jeu().regles
    brut = {
        "version": 2,
        "natures": list(NATURES),
        "temperature": chaleur,
        "attente": list(ATTENTES),
        "echelle": round(passages.echelle, 3),
        "biais": modele.biais,
        "passages": [[round(x, 3) for x in ligne] for ligne in passages.couples],
    }
    tables = {
        "jointures": {n: round(v, 2) for n, v in sorted(passages.jointures.items())},
        "regles": {n: w for n, w in modele.poids.items() if n in regles},
        "traits": {
            n: [round(100 * x) for x in w] for n, w in modele.poids.items() if n not in regles
        },
    }
    blocs = [f"{json.dumps(n)}: {json.dumps(v)}" for n, v in brut.items()]
    for nom, table in tables.items():
        contenu = ",\n".join(
            f"{json.dumps(n, ensure_ascii=False)}:{json.dumps(v, separators=(',', ':'))}"
            for n, v in table.items()
        )
        blocs.append(f"{json.dumps(nom)}: {{\n{contenu}\n}}")
    SORTIE.write_text("{\n" + ",\n".join(blocs) + "\n}\n", encoding="utf-8")


def main() -> None:
    """Apprend, règle sur des auteurs mis de côté, écrit poids.json."""
    depart = time.perf_counter()
    exemples, toutes = charger()
    print(f"{len(exemples)} exemples, {len(toutes)} phrases", flush=True)
    par_auteur, cas = mettre_de_cote(exemples, toutes)
    essais = [essai for siens in par_auteur.values() for essai in siens]
    print(f"auteurs mis de côté, ensemble : macro-F1 {juste(essais):.3f}")
    chaleur = round(PRUDENCE * temperature(essais), 3)
    passages = apprendre_passages(cas)
    tenir_compte_des_courts(passages, cas)
    traits = choisir(exemples)
    modele = arrondir(moyenne([ajuster(exemples, traits, graine) for graine in GRAINES]))
    ecrire(modele, passages, chaleur)
    apprendre_nuances()
    duree = time.perf_counter() - depart
    print(f"température {chaleur} ; poids écrits dans {SORTIE.relative_to(RACINE)} ({duree:.0f} s)")


if __name__ == "__main__":
    main()
