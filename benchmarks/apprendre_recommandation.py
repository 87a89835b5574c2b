"""Apprend ce que les mots d'une phrase d'accueil appellent, en Python pur.

    python benchmarks/apprendre_recommandation.py [--valider]

Régression logistique : une classe par protocole livré, une pour « rien de clair ». On apprend sur
les phrases de réglage (tests/donnees/recommandation.jsonl et recommandation_reglage.jsonl) et,
pour moindre part, sur les appels écrits des protocoles. Ne lit jamais recommandation_mesure.jsonl.
Le résultat est le même à chaque passage. `--valider` : cinq plis, chaque phrase jugée par des
poids qui ne l'ont pas vue.
"""

import argparse
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

from coach.dialogues.appels import trouver  # noqa: E402
from coach.dialogues.champs import lire, traits  # noqa: E402
from coach.dialogues.livres import identifiants_livres  # noqa: E402
from coach.dialogues.plaidoyer import APPELS_COMPTES, RIEN  # noqa: E402
from coach.dialogues.protocole import charger  # noqa: E402
from coach.modeles.texte import nfc  # noqa: E402

DONNEES = RACINE / "tests" / "donnees"
SORTIE = RACINE / "coach" / "dialogues" / "recommandation.json"
PROTOCOLES = [charger(i) for i in identifiants_livres()]
CLASSES = [*(p.id for p in PROTOCOLES), RIEN]
VALEURS = {"m": 1.0, "f": 0.7, "s": 0.6, "c": 1.0, "cc": 0.4, "l": 0.5}
"""Ce que vaut un trait : plus il est général, plus il s'apprend vite."""
POIDS_D_UN_APPEL_ECRIT = 0.3
VUS_AU_MOINS = 2
PASSES = 40
PAS = 0.15
PENALITE = 0.4
NEGLIGEABLE = 0.08
PLIS = 5

Vecteur = list[float]


@dataclass(frozen=True)
class Exemple:
    """Une phrase : ses traits, ses appels (nets, possibles) par classe, ce qu'elle appelle."""

    traits: dict[str, float]
    appels: list[tuple[int, int]]
    cible: Vecteur
    importance: float


@dataclass
class Modele:
    """Les poids par trait et par classe, les biais, les deux poids des appels."""

    traits: dict[str, Vecteur]
    biais: Vecteur
    appels: Vecteur

    def probabilites(self, exemple: Exemple) -> Vecteur:
        """La vraisemblance de chaque classe."""
        scores = list(self.biais)
        for nom, valeur in exemple.traits.items():
            for c, poids in enumerate(self.traits.get(nom, ())):
                scores[c] += poids * valeur
        for c, (nets, possibles) in enumerate(exemple.appels):
            scores[c] += self.appels[0] * nets + self.appels[1] * possibles
        exps = [math.exp(s - max(scores)) for s in scores]
        return [e / sum(exps) for e in exps]


def exemple(phrase: str, admis: Sequence[str], importance: float = 1.0) -> Exemple:
    """La phrase telle que l'accueil la lira."""
    lus = lire(nfc(phrase))
    noms = {t.nom for t in traits(lus)}
    appels = [(0, 0)] * len(CLASSES)
    for c, protocole in enumerate(PROTOCOLES) if importance == 1.0 else ():
        nets = [a.net for a in trouver(lus, protocole.appels)]
        appels[c] = (min(sum(nets), APPELS_COMPTES), min(nets.count(False), APPELS_COMPTES))
    cible = [1 / len(admis) if c in admis else 0.0 for c in CLASSES]
    return Exemple({n: VALEURS[n.split(":")[0]] for n in noms}, appels, cible, importance)


def phrases(fichier: str) -> list[tuple[str, list[str]]]:
    """Les phrases d'un jeu, avec ce qui y est admis (« rien » compris)."""
    lignes = (DONNEES / fichier).read_text(encoding="utf-8").splitlines()
    lues = [json.loads(ligne) for ligne in lignes]
    return [(p["phrase"], p["admis"] or [RIEN]) for p in lues]


def ecrits() -> Iterator[Exemple]:
    """Les appels nets des protocoles : ce qu'on écrirait pour les appeler."""
    for protocole in PROTOCOLES:
        for expression in protocole.appels.nets:
            yield exemple(expression, [protocole.id], POIDS_D_UN_APPEL_ECRIT)


def apprendre(exemples: Sequence[Exemple], *, appels_seuls: bool = False) -> Modele:
    """Descente par pas adaptés (AdaGrad) ; `appels_seuls` : comme si les mots ne disaient rien."""
    vus = Counter(n for e in exemples for n in e.traits)
    gardes = sorted(n for n, k in vus.items() if k >= VUS_AU_MOINS and not appels_seuls)
    taille = len(CLASSES)
    modele = Modele({n: [0.0] * taille for n in gardes}, [0.0] * taille, [1.0, 0.3])
    carres: defaultdict[str, Vecteur] = defaultdict(lambda: [1e-3] * taille)
    ordre = list(range(len(exemples)))
    hasard = random.Random(3)
    for _ in range(PASSES):
        hasard.shuffle(ordre)
        for n in ordre:
            _pas(modele, exemples[n], vus, carres)
    return modele


def _pas(modele: Modele, vu: Exemple, vus: Counter[str], carres: defaultdict[str, Vecteur]) -> None:
    prevu = modele.probabilites(vu)
    ecarts = [(p - c) * vu.importance for p, c in zip(prevu, vu.cible, strict=True)]
    _avancer(modele.biais, ecarts, carres["biais"])
    for nom, valeur in vu.traits.items():
        if nom in modele.traits:
            poids = modele.traits[nom]
            rappel = PENALITE / vus[nom]
            gradients = [e * valeur + rappel * p for e, p in zip(ecarts, poids, strict=True)]
            _avancer(poids, gradients, carres[nom])
    par_genre = [
        sum(e * a[genre] for e, a in zip(ecarts, vu.appels, strict=True)) for genre in (0, 1)
    ]
    _avancer(modele.appels, par_genre, carres["appels"])


def _avancer(poids: Vecteur, gradients: Vecteur, carres: Vecteur) -> None:
    for c, gradient in enumerate(gradients):
        if gradient:
            carres[c] += gradient * gradient
            poids[c] -= PAS * gradient / math.sqrt(carres[c])


def ecrire(modele: Modele, seuls: Modele) -> None:
    """Une ligne par trait : lisible, et comparable d'un passage à l'autre."""
    traits_ecrits = []
    for nom, poids in sorted(modele.traits.items()):
        valeur = VALEURS[nom.split(":")[0]]
        gardes = {
            c: round(p * valeur, 2)
            for c, p in zip(CLASSES, poids, strict=True)
            if abs(p * valeur) >= NEGLIGEABLE
        }
        if gardes:
            traits_ecrits.append(f"  {_json(nom)}: {_json(gardes)}")
    biais = {c: round(b, 2) for c, b in zip(CLASSES, modele.biais, strict=True)}
    entete = {
        "biais": biais,
        "net": round(modele.appels[0], 2),
        "possible": round(modele.appels[1], 2),
        "seul_net": round(seuls.appels[0], 2),
        "seul_possible": round(seuls.appels[1], 2),
    }
    lignes = [f" {_json(cle)}: {_json(valeur)},\n" for cle, valeur in entete.items()]
    corps = ",\n".join(traits_ecrits)
    SORTIE.write_text(
        "{\n" + "".join(lignes) + ' "traits": {\n' + corps + "\n }\n}\n", encoding="utf-8"
    )
    print(f"{SORTIE.relative_to(RACINE)} : {len(traits_ecrits)} traits, {entete}")


def _json(valeur: object) -> str:
    return json.dumps(valeur, ensure_ascii=False)


def valider(exemples: Sequence[Exemple], appris_aussi: Sequence[Exemple]) -> None:
    """Cinq plis : part des phrases justes, et ce que chaque seuil laisserait passer."""
    jugees: list[tuple[Exemple, Vecteur]] = []
    rangs = list(range(len(exemples)))
    random.Random(1).shuffle(rangs)
    for pli in range(PLIS):
        mis_de_cote = set(rangs[pli::PLIS])
        garde = [e for n, e in enumerate(exemples) if n not in mis_de_cote]
        modele = apprendre([*garde, *appris_aussi])
        jugees += [(exemples[n], modele.probabilites(exemples[n])) for n in sorted(mis_de_cote)]
    for seuil in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        print(f"seuil {seuil:.2f} : {_compter(jugees, seuil)}")


def _compter(jugees: Sequence[tuple[Exemple, Vecteur]], seuil: float) -> str:
    comptes: Counter[str] = Counter()
    for vu, prevu in jugees:
        ordre = sorted(range(len(PROTOCOLES)), key=lambda c: -prevu[c])
        clair = prevu[ordre[0]] >= seuil
        if vu.cible[-1]:
            comptes["vagues forcées" if clair else "vagues repliées"] += 1
        elif not clair:
            comptes["repliées"] += 1
        else:
            comptes["justes" if vu.cible[ordre[0]] else "fausses"] += 1
            comptes["dans les trois"] += any(vu.cible[c] for c in ordre[:3])
    return ", ".join(f"{nom} {n}" for nom, n in sorted(comptes.items()))


def main() -> None:
    """Apprend et écrit, ou valide sans rien écrire."""
    analyse = argparse.ArgumentParser(description="Apprend les poids de l'accueil.")
    analyse.add_argument("--valider", action="store_true", help="cinq plis, sans rien écrire")
    valide = analyse.parse_args().valider
    reglage = [
        exemple(*p)
        for fichier in ("recommandation.jsonl", "recommandation_reglage.jsonl")
        for p in phrases(fichier)
    ]
    appels = list(ecrits())
    if valide:
        valider(reglage, appels)
        return
    ecrire(apprendre([*reglage, *appels]), apprendre(reglage, appels_seuls=True))


if __name__ == "__main__":
    main()
