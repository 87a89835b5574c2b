"""Apprend les poids de la lecture sur les corpus d'apprentissage, en Python pur.

    make entrainer

Régression logistique à trois natures sur les règles reconnues et les traits de `coach.analyse`
(tournures, étiquettes, lettres), puis coût des changements de nature à chaque jointure, et
température. Ces deux derniers se règlent sur des auteurs mis de côté. Ne lit jamais
mise-au-point.jsonl. Le résultat est le même, à l'octet, à chaque passage.
"""

import json
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

from coach.analyse.chemin import suivre  # noqa: E402
from coach.analyse.frontieres import Jointure, jointures, unites  # noqa: E402
from coach.analyse.jetons import Jeton  # noqa: E402
from coach.analyse.phrases import phrases  # noqa: E402
from coach.analyse.regles import jeu, preparer, reconnaitre  # noqa: E402
from coach.analyse.traits import lettres, lisible, marques, tournures  # noqa: E402
from coach.modeles.texte import nfc  # noqa: E402

DONNEES = RACINE / "tests" / "donnees"
SORTIE = RACINE / "coach" / "analyse" / "poids.json"
NATURES = ("fait", "opinion", "emotion")
PASSES = 16
VUS_AU_MOINS = 3
DEPART = 0.8
"""Avant tout exemple, une règle plaide d'autant pour la nature qu'elle déclare."""
PENALITES = {"a": 20.0, "c": 20.0, "t": 10.0, "l": 10.0, "d": 10.0, "f": 10.0}
PENALITE_DE_REGLE = 2.0
IMPORTANCES = {"segment": 1.0, "paire": 1.5, "proposition": 0.35, "etape": 1.0}
TRAITS_GARDES = 13000
PLIS = 5
PASSES_DE_JOINTURE = 40
PENALITE_DE_JOINTURE = 3.0
PRUDENCE = 1.35
"""Les lexiques ont été écrits en lisant une partie de ces auteurs : leur mesure est flatteuse."""
ATTENTES = (0.8, 1.6)
"""Ce qu'ajoute la nature attendue par l'étape : réponse longue, réponse de trois mots au plus."""
Trio = list[float]
Valeurs = dict[str, float]
Part = tuple[str, int, int, float]
"""Un trait, ses premier et dernier jetons, sa valeur."""


@dataclass(frozen=True)
class Exemple:
    """Un texte d'une seule nature : ses traits, son rang de nature, son poids."""

    auteur: str
    traits: Valeurs
    rang: int
    importance: float
    genre: str


@dataclass(frozen=True)
class Phrase:
    """Une phrase du texte brut : les traits de chaque proposition, et le rang d'or des mots."""

    auteur: str
    parts: list[Part]
    mots: int
    rangs: list[int]
    jointures: list[Jointure | None]


@dataclass(frozen=True)
class Modele:
    """Biais et poids appris."""

    biais: Trio
    poids: dict[str, Trio]


# ------------------------------------------------------------------ lire les corpus


def lignes(chemin: str) -> Iterator[dict]:
    """Les objets d'un fichier JSONL du dossier des données."""
    with (DONNEES / chemin).open(encoding="utf-8") as fichier:
        yield from map(json.loads, fichier)


def recits() -> Iterator[dict]:
    """Les récits d'apprentissage, tous auteurs."""
    yield from lignes("corpus/entrainement.jsonl")
    yield from lignes("corpus/complement.jsonl")


def parts(mots: list[Jeton], paroles: Iterable[tuple[int, int]]) -> list[Part]:
    """Les traits de jetons préparés, chacun sur son étendue ; seules les lettres se cumulent."""
    rendu: dict[str, Part] = {}
    trouves = reconnaitre(mots, paroles)
    for nom, a, b in [(t.regle, t.rang, t.rang_fin) for t in trouves]:
        rendu.setdefault(nom, (nom, a, b, 1.0))
    for source in (tournures, marques):
        for nom, a, b in source(mots):
            rendu.setdefault(nom, (nom, a, b, 1.0))
    cumul = [(nom, i, i, 1.0) for i, m in enumerate(mots) if lisible(m) for nom in lettres(m.cle)]
    return [*rendu.values(), *cumul]


def valeurs(liste: Iterable[Part]) -> Valeurs:
    """La valeur de chaque trait, une fois les étendues oubliées."""
    rendu: Valeurs = {}
    for nom, _, _, valeur in liste:
        rendu[nom] = rendu.get(nom, 0.0) + valeur
    return rendu


def exemple(auteur: str, texte: str, nature: str, genre: str) -> Exemple:
    """Un texte déjà découpé, lu sans contexte."""
    traits = valeurs(parts(*preparer(nfc(texte))))
    return Exemple(auteur, traits, NATURES.index(nature), IMPORTANCES[genre], genre)


def rangs_d_or(recit: dict) -> list[int | None]:
    """Le rang de la nature d'or de chaque caractère du texte (ou rien)."""
    rendu: list[int | None] = [None] * len(recit["texte"])
    position = 0
    for segment, label in zip(recit["segments"], recit["labels"], strict=True):
        debut = recit["texte"].index(segment, position)
        position = debut + len(segment)
        rendu[debut:position] = [NATURES.index(label)] * len(segment)
    return rendu


def phrases_du_texte(recit: dict) -> Iterator[tuple[Phrase, list[Exemple]]]:
    """Chaque phrase du texte brut, et ses propositions dont la nature est nette."""
    auteur, texte, or_ = recit["id"].split("-")[0], recit["texte"], rangs_d_or(recit)
    for debut, fin in phrases(texte):
        phrase = texte[debut:fin]
        mots, paroles = preparer(phrase)
        if not mots:
            continue
        rangs = rangs_des_mots(mots, or_[debut:fin])
        toutes: list[Part] = []
        nets: list[Exemple] = []
        for a, b in unites(phrase, mots):
            ici = [(x - a, y - a) for x, y in paroles if a <= x and y < b]
            unite = parts(mots[a:b], ici)
            toutes += [(nom, x + a, y + a, v) for nom, x, y, v in unite]
            if len(set(rangs[a:b])) == 1 and texte_de(phrase, mots, a, b) not in recit["segments"]:
                poids = IMPORTANCES["proposition"]
                nets.append(Exemple(auteur, valeurs(unite), rangs[a], poids, "proposition"))
        yield Phrase(auteur, toutes, len(mots), rangs, jointures(mots, phrase)), nets


def texte_de(phrase: str, mots: list[Jeton], a: int, b: int) -> str:
    """Le texte d'une suite de jetons."""
    return phrase[mots[a].debut : mots[b - 1].fin]


def rangs_des_mots(mots: list[Jeton], or_: list[int | None]) -> list[int]:
    """Le rang d'or de chaque jeton ; hors segment, celui du précédent."""
    rendu: list[int] = []
    for mot in mots:
        vu = or_[mot.debut]
        rendu.append(vu if vu is not None else (rendu[-1] if rendu else 0))
    return rendu


def charger() -> tuple[list[Exemple], list[Phrase]]:
    """Tous les exemples et toutes les phrases d'apprentissage."""
    exemples: list[Exemple] = []
    toutes: list[Phrase] = []
    for recit in recits():
        auteur = recit["id"].split("-")[0]
        for segment, label in zip(recit["segments"], recit["labels"], strict=True):
            exemples.append(exemple(auteur, segment, label, "segment"))
        for phrase, nets in phrases_du_texte(recit):
            toutes.append(phrase)
            exemples += nets
    for paire in lignes("corpus/paires.jsonl"):
        exemples.append(exemple("paires", paire["texte"], paire["label"], "paire"))
    for reponse in lignes("lecture/reponses-d-etape.jsonl"):
        if reponse["partie"] == "apprendre" and reponse["nature"] in NATURES:
            exemples.append(exemple("etapes", reponse["texte"], reponse["nature"], "etape"))
    return exemples, toutes


# ------------------------------------------------------------------ apprendre les natures


def scores(modele: Modele, traits: Valeurs) -> Trio:
    """Les scores des trois natures."""
    rendu = list(modele.biais)
    for nom, valeur in traits.items():
        w = modele.poids.get(nom)
        if w is not None:
            rendu[0] += valeur * w[0]
            rendu[1] += valeur * w[1]
            rendu[2] += valeur * w[2]
    return rendu


def softmax(valeurs_: Trio, temperature: float = 1.0) -> Trio:
    """Les trois probabilités."""
    haut = max(valeurs_)
    exps = [math.exp((v - haut) / temperature) for v in valeurs_]
    total = sum(exps)
    return [e / total for e in exps]


def depart(trait: str) -> Trio:
    """Le poids avant tout exemple."""
    regle = jeu().regles.get(trait)
    if regle is None or regle.muette:
        return [0.0] * 3
    return [DEPART * (regle.nature == n) for n in NATURES]


def comptes(exemples: Iterable[Exemple]) -> Counter[str]:
    """Dans combien d'exemples chaque trait se montre."""
    return Counter(nom for e in exemples for nom in e.traits)


def ajuster(exemples: list[Exemple]) -> Modele:
    """Descente de gradient à pas adaptés (Adagrad), ordre tiré d'une graine fixe.

    La pénalité ramène chaque poids vers son départ, non vers zéro : une règle que le corpus ne
    montre jamais garde sa voix.
    """
    vus = comptes(e for e in exemples if e.genre != "proposition")
    regles = jeu().regles
    departs = {nom: depart(nom) for nom in sorted(regles)}
    departs |= {n: [0.0] * 3 for n in sorted(vus) if vus[n] >= VUS_AU_MOINS and n not in regles}
    poids = {nom: list(w) for nom, w in departs.items()}
    carres = {nom: [1e-2] * 3 for nom in poids}
    tous = comptes(exemples)
    rappels = {
        nom: (PENALITES[nom[0]] if nom[1:2] == ":" else PENALITE_DE_REGLE) / max(1, tous[nom])
        for nom in poids
    }
    modele = Modele([0.0] * 3, poids)
    ordre = [(e, [(n, v) for n, v in sorted(e.traits.items()) if n in poids]) for e in exemples]
    hasard = random.Random(1)
    for passe in range(PASSES):
        hasard.shuffle(ordre)
        pas = 0.15 / (1 + passe * 0.25)
        for e, presents in ordre:
            p = softmax(scores(modele, dict(presents)))
            gradient = [e.importance * (p[c] - (e.rang == c)) for c in range(3)]
            for c in range(3):
                modele.biais[c] -= 0.01 * pas * gradient[c]
            for nom, valeur in presents:
                corriger(poids[nom], carres[nom], departs[nom], gradient, valeur, rappels[nom], pas)
    return modele


def corriger(
    w: Trio, carre: Trio, origine: Trio, gradient: Trio, valeur: float, rappel: float, pas: float
) -> None:
    """Un pas sur les trois poids d'un trait."""
    for c in (0, 1, 2):
        g = gradient[c] * valeur + rappel * (w[c] - origine[c])
        carre[c] += g * g
        w[c] -= pas * g / math.sqrt(carre[c])


# ------------------------------------------------------------------ apprendre les changements


@dataclass
class Passages:
    """Ce que vaut un changement de nature : par couple de natures, et par jointure."""

    couples: list[Trio]
    jointures: dict[str, float]
    echelle: float


def emissions(modele: Modele, phrase: Phrase) -> list[Trio]:
    """Ce que chaque mot apporte à chaque nature."""
    rendu = [[0.0] * 3 for _ in range(phrase.mots)]
    for nom, a, b, valeur in phrase.parts:
        w = modele.poids.get(nom)
        if w is not None:
            part = valeur / (b - a + 1)
            for place in rendu[a : b + 1]:
                for c in (0, 1, 2):
                    place[c] += part * w[c]
    return rendu


Cas = tuple[list[Trio], Phrase]
COUPLES = [f"{a}{c}" for a in range(3) for c in range(3) if a != c]


def apprendre_passages(cas: list[Cas]) -> Passages:
    """Champ de Markov à trois états, appris par montée de gradient (Rprop, tout à la fois).

    Seuls s'apprennent l'échelle des apports, les couples de natures et les jointures ; un
    changement impossible n'entre pas dans le calcul.
    """
    vus = Counter(nom for _, phrase in cas for j in phrase.jointures if j for nom in j)
    noms = sorted(nom for nom, n in vus.items() if n >= 10)
    passages = Passages([[0.0 if a == c else -2.0 for c in range(3)] for a in range(3)], {}, 0.4)
    passages.jointures = dict.fromkeys(noms, 0.0)
    pas: dict[str, float] = {}
    precedent: dict[str, float] = {}
    for _ in range(PASSES_DE_JOINTURE):
        gradient = dict.fromkeys([*noms, *COUPLES, "echelle"], 0.0)
        for nom in noms:
            gradient[nom] -= PENALITE_DE_JOINTURE * passages.jointures[nom]
        for emission, phrase in cas:
            accumuler(passages, emission, phrase, gradient)
        for nom, g in gradient.items():
            accord = g * precedent.get(nom, 0.0)
            facteur = 1.2 if accord > 0 else 0.5 if accord < 0 else 1.0
            pas[nom] = min(0.6, pas.get(nom, 0.08) * facteur)
            if accord >= 0:
                avancer(passages, nom, math.copysign(pas[nom], g) if g else 0.0)
            precedent[nom] = g if accord >= 0 else 0.0
    return passages


def avancer(passages: Passages, nom: str, pas: float) -> None:
    """Déplace un paramètre."""
    if nom == "echelle":
        passages.echelle = max(0.05, passages.echelle + 0.3 * pas)
    elif nom in passages.jointures:
        passages.jointures[nom] += pas
    else:
        passages.couples[int(nom[0])][int(nom[1])] += pas


def accumuler(
    passages: Passages, emission: list[Trio], phrase: Phrase, gradient: dict[str, float]
) -> None:
    """Ajoute le gradient de la vraisemblance d'une phrase (avant-arrière, en probabilités)."""
    s, couples, n = passages.echelle, passages.couples, phrase.mots
    primes = [
        None if j is None else sum(passages.jointures.get(x, 0.0) for x in j)
        for j in phrase.jointures
    ]
    locaux = [[math.exp(s * (e[c] - max(e))) for c in range(3)] for e in emission]
    facteurs = [
        [
            [1.0 if a == c else 0.0 if p is None else math.exp(couples[a][c] + p) for c in range(3)]
            for a in range(3)
        ]
        for p in primes
    ]
    avant = [normer(locaux[0])]
    for k in range(1, n):
        f, precedent = facteurs[k], avant[-1]
        avant.append(
            normer([locaux[k][c] * sum(precedent[a] * f[a][c] for a in range(3)) for c in range(3)])
        )
    arriere = [1.0] * 3
    for k in range(n - 1, -1, -1):
        presents = normer([avant[k][c] * arriere[c] for c in range(3)])
        vrai = phrase.rangs[k]
        gradient["echelle"] += emission[k][vrai] - sum(
            presents[c] * emission[k][c] for c in range(3)
        )
        if k == 0:
            break
        venant = [locaux[k][c] * arriere[c] for c in range(3)]
        if primes[k] is not None:
            changer(gradient, phrase, k, joint(avant[k - 1], facteurs[k], venant))
        arriere = normer([sum(facteurs[k][a][c] * venant[c] for c in range(3)) for a in range(3)])


def joint(avant: Trio, facteur: list[Trio], venant: Trio) -> list[Trio]:
    """Probabilité de chaque couple de natures à une jointure."""
    brut = [[avant[a] * facteur[a][c] * venant[c] for c in range(3)] for a in range(3)]
    total = sum(map(sum, brut))
    return [[x / total for x in ligne] for ligne in brut]


def changer(gradient: dict[str, float], phrase: Phrase, k: int, joints: list[Trio]) -> None:
    """Le gradient d'une jointure : ce qui est, moins ce qui est attendu."""
    a, c = phrase.rangs[k - 1], phrase.rangs[k]
    ecart = (1.0 if a != c else 0.0) - (1.0 - sum(joints[x][x] for x in range(3)))
    for nom in phrase.jointures[k] or ():
        if nom in gradient:
            gradient[nom] += ecart
    for x in range(3):
        for z in range(3):
            if x != z:
                gradient[f"{x}{z}"] += (x == a and z == c) - joints[x][z]


def normer(valeurs_: Trio) -> Trio:
    """Ramène la somme à un."""
    total = sum(valeurs_)
    return [v / total for v in valeurs_] if total > 0 else [1 / 3] * 3


# ------------------------------------------------------------------ régler sur d'autres auteurs


def plis(auteurs: Iterable[str]) -> list[set[str]]:
    """Répartit les auteurs en groupes, à tour de rôle."""
    ordonnes = sorted(auteurs)
    return [set(ordonnes[k::PLIS]) for k in range(PLIS)]


def macro_f1(vrais: list[int], lus: list[int]) -> float:
    """Moyenne des F1 des trois natures."""
    total = 0.0
    for c in range(3):
        juste = sum(v == lu == c for v, lu in zip(vrais, lus, strict=True))
        total += 2 * juste / max(1, vrais.count(c) + lus.count(c))
    return total / 3


def mettre_de_cote(
    exemples: list[Exemple], toutes: list[Phrase]
) -> tuple[list[tuple[Trio, int]], list[Cas]]:
    """Scores des segments et apports des mots, lus sans avoir appris de leur auteur."""
    essais: list[tuple[Trio, int]] = []
    cas: list[Cas] = []
    for groupe in plis({p.auteur for p in toutes}):
        modele = elaguer(ajuster([e for e in exemples if e.auteur not in groupe]))
        for auteur in sorted(groupe):
            siens = [e for e in exemples if e.auteur == auteur and e.genre == "segment"]
            lus = [(scores(modele, e.traits), e.rang) for e in siens]
            rangs = [max(range(3), key=s.__getitem__) for s, _ in lus]
            print(
                f"  {auteur} mis de côté : macro-F1 {macro_f1([e.rang for e in siens], rangs):.3f}"
            )
            essais += lus
        cas += [(emissions(modele, p), p) for p in toutes if p.auteur in groupe]
    return essais, cas


def temperature(essais: list[tuple[Trio, int]]) -> float:
    """La température qui rend les confiances les plus justes (perte logarithmique)."""

    def perte(t: float) -> float:
        return -sum(math.log(max(1e-12, softmax(s, t)[vrai])) for s, vrai in essais)

    return min((x / 50 for x in range(30, 120)), key=perte)


def tenir_compte_des_courts(passages: Passages, cas: list[Cas]) -> None:
    """Règle le coût commun des changements : chaque passage d'or compte autant, court ou long.

    La vraisemblance compte des mots ; la lecture se juge par passages.
    """

    def score(prime: float) -> float:
        vrais: list[int] = []
        lus: list[int] = []
        for emission, phrase in cas:
            rangs = viterbi(passages, emission, phrase, prime)
            for a, b in suites(phrase.rangs):
                vrais.append(phrase.rangs[a])
                lus.append(Counter(rangs[a:b]).most_common(1)[0][0])
        return macro_f1(vrais, lus)

    essais = {prime / 4: score(prime / 4) for prime in range(-2, 13)}
    print("  coût commun : " + " ".join(f"{p:+.2f}:{s:.4f}" for p, s in essais.items()))
    meilleure = max(essais, key=lambda p: (round(essais[p], 4), -p))
    for a in range(3):
        for c in range(3):
            if a != c:
                passages.couples[a][c] += meilleure


def suites(rangs: list[int]) -> Iterator[tuple[int, int]]:
    """Les suites de mots de même nature."""
    debut = 0
    for k in range(1, len(rangs) + 1):
        if k == len(rangs) or rangs[k] != rangs[debut]:
            yield debut, k
            debut = k


def viterbi(passages: Passages, emission: list[Trio], phrase: Phrase, prime: float) -> list[int]:
    """Le chemin le plus vraisemblable, tel que le produit le calcule."""
    couples = [
        [x + prime * (a != c) for c, x in enumerate(ligne)]
        for a, ligne in enumerate(passages.couples)
    ]
    return suivre(emission, phrase.jointures, passages.jointures, couples, passages.echelle)


# ------------------------------------------------------------------ écrire


def elaguer(modele: Modele) -> Modele:
    """Garde toutes les règles, et les traits les plus forts, arrondis comme ils s'écriront."""
    regles = jeu().regles
    forces = {n: max(w) - min(w) for n, w in modele.poids.items() if n not in regles}
    gardes = sorted(forces, key=lambda n: (-round(forces[n], 4), n))[:TRAITS_GARDES]
    poids = {n: [round(x, 3) for x in modele.poids[n]] for n in sorted(regles)}
    poids |= {n: [round(x, 2) for x in modele.poids[n]] for n in sorted(gardes)}
    return Modele([round(b, 3) for b in modele.biais], poids)


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
    depart_ = time.perf_counter()
    exemples, toutes = charger()
    print(f"{len(exemples)} exemples, {len(toutes)} phrases")
    essais, cas = mettre_de_cote(exemples, toutes)
    lus = [max(range(3), key=s.__getitem__) for s, _ in essais]
    print(f"auteurs mis de côté, ensemble : macro-F1 {macro_f1([v for _, v in essais], lus):.3f}")
    chaleur = round(PRUDENCE * temperature(essais), 3)
    passages = apprendre_passages(cas)
    tenir_compte_des_courts(passages, cas)
    modele = elaguer(ajuster(exemples))
    ecrire(modele, passages, chaleur)
    duree = time.perf_counter() - depart_
    print(f"température {chaleur} ; poids écrits dans {SORTIE.relative_to(RACINE)} ({duree:.0f} s)")


if __name__ == "__main__":
    main()
