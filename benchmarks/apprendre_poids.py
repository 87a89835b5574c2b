"""Apprend les poids des règles de lecture sur le corpus d'entraînement, en Python pur.

    python benchmarks/apprendre_poids.py

Régression logistique à trois natures sur les règles reconnues (une règle = un trait) et, plus
retenues, sur les racines des mots vus au moins trois fois. Les exemples
sont les segments d'or, les paires, et les propositions que le découpage tire du texte brut. La
température est choisie par validation croisée, un auteur mis de côté à chaque fois. Ne lit jamais
mise-au-point.jsonl. Le résultat est le même à chaque passage.
"""

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

from coach.analyse.decoupage import decouper  # noqa: E402
from coach.analyse.regles import PREFIXE_MOT, jeu, mots_appris, trouvailles  # noqa: E402

CORPUS = RACINE / "tests" / "donnees" / "corpus"
SORTIE = RACINE / "coach" / "analyse" / "poids.json"
NATURES = ("fait", "opinion", "emotion")
PASSES = 15
PENALITE = 10.0
PENALITE_MOT = 1000.0
VUS_AU_MOINS = 3
CONFIANCE_INITIALE = 0.6
PRUDENCE = 1.25  # les lexiques ont été écrits en lisant ces auteurs : la validation est flatteuse
Exemple = tuple[str, frozenset[str], int, float]
Modele = tuple[list[float], dict[str, list[float]]]


def etiquettes_par_caractere(recit: dict) -> list[int | None]:
    """Rend, pour chaque caractère du texte, le rang de sa nature d'or (ou rien)."""
    rendu: list[int | None] = [None] * len(recit["texte"])
    position = 0
    for segment, label in zip(recit["segments"], recit["labels"], strict=True):
        debut = recit["texte"].index(segment, position)
        position = debut + len(segment)
        rendu[debut:position] = [NATURES.index(label)] * len(segment)
    return rendu


class Tous:
    """Un ensemble qui contient tout : à l'apprentissage, chaque mot est candidat."""

    def __contains__(self, _: object) -> bool:
        return True


def traits(texte: str) -> frozenset[str]:
    """Rend les règles reconnues dans un segment, et les racines de ses mots."""
    mots, trouves = trouvailles(texte)
    trouves += mots_appris(mots, Tous())
    return frozenset(t.regle for t in trouves)


def filtrer(donnees: list[Exemple]) -> list[Exemple]:
    """Ne garde que les racines vues dans assez de segments d'or."""
    comptes = Counter(t for d in donnees if d[3] == 1.0 for t in d[1])
    gardes = {t for t, n in comptes.items() if n >= VUS_AU_MOINS or not t.startswith(PREFIXE_MOT)}
    return [(a, presents & gardes, n, p) for a, presents, n, p in donnees]


def exemples() -> Iterator[Exemple]:
    """Rend (auteur, traits, nature, poids) : segments d'or, paires, propositions du texte brut."""
    with (CORPUS / "entrainement.jsonl").open(encoding="utf-8") as fichier:
        for recit in map(json.loads, fichier):
            auteur = recit["id"].split("-")[0]
            for segment, label in zip(recit["segments"], recit["labels"], strict=True):
                yield auteur, traits(segment), NATURES.index(label), 1.0
            natures = etiquettes_par_caractere(recit)
            for debut, fin in decouper(recit["texte"]):
                vues = [n for n in natures[debut:fin] if n is not None]
                if vues and recit["texte"][debut:fin] not in recit["segments"]:
                    majorite = max(set(vues), key=vues.count)
                    if vues.count(majorite) / len(vues) > 0.8:
                        yield auteur, traits(recit["texte"][debut:fin]), majorite, 0.35
    with (CORPUS / "paires.jsonl").open(encoding="utf-8") as fichier:
        for paire in map(json.loads, fichier):
            yield "paires", traits(paire["texte"]), NATURES.index(paire["label"]), 1.0


def probabilites(modele: Modele, presents: frozenset[str], temperature: float = 1.0) -> list[float]:
    """Rend les trois probabilités."""
    scores = list(modele[0])
    for trait in presents:
        for c, w in enumerate(modele[1].get(trait, ())):
            scores[c] += w
    haut = max(scores)
    exps = [math.exp((s - haut) / temperature) for s in scores]
    total = sum(exps)
    return [e / total for e in exps]


def depart(trait: str) -> list[float]:
    """Le poids avant tout exemple : une règle plaide pour la nature qu'elle déclare."""
    regle = jeu().regles.get(trait)
    if regle is None or regle.muette:
        return [0.0] * 3
    return [CONFIANCE_INITIALE * (regle.nature == n) for n in NATURES]


def apprendre(donnees: list[Exemple]) -> Modele:
    """Descente de gradient à pas adaptés (Adagrad), ordre tiré d'une graine fixe.

    La pénalité ramène chaque poids vers son départ, non vers zéro : une règle que le corpus ne
    montre jamais garde sa voix.
    """
    hasard = random.Random(1)
    biais, carres_biais = [0.0] * 3, [1e-3] * 3
    noms = sorted({t for _, presents, _, _ in donnees for t in presents} | set(jeu().regles))
    departs = {nom: depart(nom) for nom in noms}
    poids = {nom: list(departs[nom]) for nom in noms}
    carres = {nom: [1e-3] * 3 for nom in noms}
    ordre = list(donnees)
    for passe in range(PASSES):
        hasard.shuffle(ordre)
        pas = 0.25 / (1 + passe * 0.1)
        for _, presents, nature, importance in ordre:
            p = probabilites((biais, poids), presents)
            gradient = [importance * (p[c] - (nature == c)) for c in range(3)]
            for c in range(3):
                carres_biais[c] += gradient[c] ** 2
                biais[c] -= pas * gradient[c] / math.sqrt(carres_biais[c])
            for trait in sorted(presents):
                w, carre, origine = poids[trait], carres[trait], departs[trait]
                penalite = PENALITE_MOT if trait.startswith(PREFIXE_MOT) else PENALITE
                for c in range(3):
                    g = gradient[c] + penalite * (w[c] - origine[c]) / len(ordre)
                    carre[c] += g * g
                    w[c] -= pas * g / math.sqrt(carre[c])
    return biais, poids


def macro_f1(vrais: list[int], lus: list[int]) -> float:
    """Moyenne des F1 des trois natures."""
    total = 0.0
    for c in range(3):
        juste = sum(v == lu == c for v, lu in zip(vrais, lus, strict=True))
        total += 2 * juste / max(1, vrais.count(c) + lus.count(c))
    return total / 3


def valider(donnees: list[Exemple]) -> list[tuple[list[float], int]]:
    """Rend les log-scores et natures de segments dont l'auteur n'a pas servi à apprendre."""
    rendu: list[tuple[list[float], int]] = []
    for auteur in sorted({d[0] for d in donnees} - {"paires"}):
        modele = apprendre(filtrer([d for d in donnees if d[0] != auteur]))
        cote = [d for d in donnees if d[0] == auteur and d[3] == 1.0]
        essais = [(probabilites(modele, d[1]), d[2]) for d in cote]
        lus = [max(range(3), key=p.__getitem__) for p, _ in essais]
        print(f"  {auteur} mis de côté : macro-F1 {macro_f1([v for _, v in essais], lus):.3f}")
        rendu += essais
    return rendu


def temperature(essais: list[tuple[list[float], int]]) -> float:
    """La température qui rend les confiances les plus justes (perte logarithmique)."""

    def perte(t: float) -> float:
        total = 0.0
        for p, vrai in essais:
            adoucies = [max(x, 1e-12) ** (1 / t) for x in p]
            total -= math.log(adoucies[vrai] / sum(adoucies))
        return total

    return min((x / 20 for x in range(16, 61)), key=perte)


def main() -> None:
    """Apprend, choisit la température, écrit poids.json."""
    donnees = list(exemples())
    print(f"{len(donnees)} exemples, {len({t for d in donnees for t in d[1]})} règles et racines")
    essais = valider(donnees)
    lus = [max(range(3), key=p.__getitem__) for p, _ in essais]
    print(f"auteurs mis de côté, ensemble : macro-F1 {macro_f1([v for _, v in essais], lus):.3f}")
    chaleur = round(temperature(essais) * PRUDENCE, 3)
    biais, poids = apprendre(filtrer(donnees))
    lignes = ",\n".join(
        f"    {json.dumps(nom)}: [{', '.join(f'{x:.3f}' for x in w)}]"
        for nom, w in sorted(poids.items())
    )
    SORTIE.write_text(
        '{\n  "version": 1,\n  "natures": ["fait", "opinion", "emotion"],\n'
        f'  "temperature": {chaleur},\n  "biais": [{", ".join(f"{x:.3f}" for x in biais)}],\n'
        f'  "regles": {{\n{lignes}\n  }}\n}}\n',
        encoding="utf-8",
    )
    print(f"température {chaleur}, poids écrits dans {SORTIE.relative_to(RACINE)}")


if __name__ == "__main__":
    main()
