"""Apprendre les sous-types, nature par nature : une régression logistique sur peu de traits."""

import json
import math
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from apprentissage.exemples import NATURES, REPONSES, auteur_de, lignes, recits
from coach.analyse.enonce import preparer
from coach.analyse.familles_dites import TROUBLE, familles_dites, mots_dits
from coach.analyse.jetons import Jeton
from coach.analyse.nuances import ECHELLE, traits_d_emotion, traits_de_forme
from coach.analyse.regles import jeu
from coach.analyse.reperage import Trouvaille, reconnaitre
from coach.modeles.texte import nfc

SORTIE = Path(__file__).resolve().parents[2] / "coach" / "analyse" / "nuances.json"
PASSES = 12
PENALITE = 2.0
VUS_AU_MOINS = 3
INFIME = 0.01
"""En deçà, ce qu'un exemple reproche à un sous-type ne change pas ses poids."""
DEPART_DE_REGLE = 0.4
"""Avant tout exemple, une règle plaide d'autant, fois sa précision, pour son sous-type."""
DEPARTS_DE_FAMILLE = {"r:": 3.0, "q:": 3.0, "v:": 1.0}
DEPART_DU_TROUBLE = 2.0
PART_ECRITE = 4
"""En vingtièmes : un trait dont aucun poids n'atteint cela n'est pas gardé."""
Exemple = tuple[str, frozenset[str], str]
"""L'auteur, les traits, le sous-type."""
Poids = dict[str, list[float]]


def traits(nature: str, mots: list[Jeton], trouvailles: list[Trouvaille]) -> set[str]:
    """Ce que le coach regarde pour préciser cette nature."""
    if nature != "emotion":
        return traits_de_forme(mots, trouvailles)
    dits = mots_dits(mots)
    return traits_d_emotion(dits, trouvailles, familles_dites(dits))


def phrases_nuancees() -> Iterator[tuple[str, str, str, str]]:
    """Auteur, texte, nature et sous-type de tout ce qui est étiqueté pour apprendre."""
    a_part = {ligne["recit"]: ligne["sous_types"] for ligne in lignes("corpus/sous-types.jsonl")}
    for recit in recits():
        sous_types = recit.get("sous_types") or a_part[recit["id"]]
        champs = (recit["segments"], recit["labels"], sous_types)
        for texte, nature, sous_type in zip(*champs, strict=True):
            if sous_type:  # un segment de l'échantillon de mesure n'en a pas
                yield auteur_de(recit), texte, nature, sous_type
    for nom in ("paires-nuances", "paires-terrains", "phrases-libres"):
        for paire in lignes(f"corpus/{nom}.jsonl"):
            yield "paires", paire["texte"], paire["label"], paire["sous_type"]
    for nom in REPONSES:
        for reponse in lignes(f"{nom}.jsonl"):
            if reponse["partie"] == "apprendre" and reponse["nature"] and reponse["sous_type"]:
                yield "etapes", reponse["texte"], reponse["nature"], reponse["sous_type"]


def exemples() -> dict[str, list[Exemple]]:
    """Les exemples de chaque nature."""
    rendu: dict[str, list[Exemple]] = {nature: [] for nature in NATURES}
    for auteur, texte, nature, sous_type in phrases_nuancees():
        enonce = preparer(nfc(texte))
        vus = traits(nature, enonce.mots, reconnaitre(enonce))
        rendu[nature].append((auteur, frozenset(vus), sous_type))
    return rendu


def depart(trait: str, nature: str, sous_types: list[str]) -> list[float]:
    """Le poids d'un trait avant tout exemple."""
    regle = jeu().regles.get(trait)
    if regle and regle.nature == nature and regle.sous_type:
        return [DEPART_DE_REGLE * regle.precise * (s == regle.sous_type) for s in sous_types]
    if trait[:2] in DEPARTS_DE_FAMILLE:
        elan = DEPART_DU_TROUBLE if trait == "r:" + TROUBLE else DEPARTS_DE_FAMILLE[trait[:2]]
        return [elan * (s == trait[2:]) for s in sous_types]
    return [0.0] * len(sous_types)


def ajuster(siens: list[Exemple], nature: str) -> tuple[list[str], Poids]:
    """Les sous-types rencontrés et le poids de chaque trait, par gradient à pas adaptés."""
    sous_types = sorted({s for _, _, s in siens} | _declares(nature))
    vus = Counter(t for _, traits, _ in siens for t in traits)
    noms = sorted({t for t, n in vus.items() if n >= VUS_AU_MOINS} | _toujours(nature, sous_types))
    departs = {nom: depart(nom, nature, sous_types) for nom in noms}
    poids = {nom: list(w) for nom, w in departs.items()}
    carres = {nom: [1e-2] * len(sous_types) for nom in noms}
    ordre = [(sorted(traits & poids.keys()), sous_types.index(s)) for _, traits, s in siens]
    hasard = random.Random(1)
    for passe in range(PASSES):
        hasard.shuffle(ordre)
        pas = 0.15 / (1 + passe * 0.25)
        for traits, vrai in ordre:
            p = probabilites(poids, traits, len(sous_types))
            reproches = [(c, pc - (c == vrai)) for c, pc in enumerate(p)]
            reproches = [(c, r) for c, r in reproches if abs(r) > INFIME]
            for nom in traits:
                w, carre, origine = poids[nom], carres[nom], departs[nom]
                rappel = PENALITE / max(1, vus[nom])
                for c, r in reproches:
                    g = r + rappel * (w[c] - origine[c])
                    carre[c] += g * g
                    w[c] -= pas * g / math.sqrt(carre[c])
    return sous_types, poids


def _declares(nature: str) -> set[str]:
    return {r.sous_type for r in jeu().regles.values() if r.nature == nature and r.sous_type}


def _toujours(nature: str, sous_types: list[str]) -> set[str]:
    """Ce qui garde sa voix sans exemple : les règles, ou les familles de la roue."""
    if nature == "emotion":
        return {p + s for p in DEPARTS_DE_FAMILLE for s in sous_types}
    return {n for n, r in jeu().regles.items() if r.nature == nature and r.sous_type}


def probabilites(poids: Poids, traits: list[str], n: int) -> list[float]:
    """La probabilité de chaque sous-type."""
    scores = [sum(poids[t][c] for t in traits) for c in range(n)]
    haut = max(scores)
    exps = [math.exp(s - haut) for s in scores]
    total = sum(exps)
    return [e / total for e in exps]


def mettre_de_cote(siens: list[Exemple], nature: str) -> float:
    """La part de sous-types justes chez les auteurs de récits, mis de côté un sur cinq."""
    auteurs = sorted({a for a, _, _ in siens} - {"paires", "etapes"})
    justes = total = 0
    for k in range(5):
        groupe = set(auteurs[k::5])
        sous_types, poids = ajuster([e for e in siens if e[0] not in groupe], nature)
        for auteur, traits, vrai in siens:
            if auteur in groupe:
                p = probabilites(poids, sorted(traits & poids.keys()), len(sous_types))
                justes += sous_types[max(range(len(p)), key=p.__getitem__)] == vrai
                total += 1
    return justes / total


def ecrits(poids: Poids) -> dict[str, list[int]]:
    """Les poids qui comptent, en entiers, par ordre de trait."""
    entiers = {nom: [round(ECHELLE * x) for x in w] for nom, w in sorted(poids.items())}
    bornes = {nom: [max(-127, min(127, x)) for x in w] for nom, w in entiers.items()}
    return {nom: w for nom, w in bornes.items() if max(map(abs, w)) >= PART_ECRITE}


def apprendre() -> None:
    """Écrit nuances.json : un trait par ligne, trié, les poids en vingtièmes."""
    blocs = []
    for nature, siens in exemples().items():
        print(f"  {nature} : {mettre_de_cote(siens, nature):.3f} des sous-types, autres auteurs")
        sous_types, poids = ajuster(siens, nature)
        contenu = ",\n".join(
            f"{json.dumps(nom, ensure_ascii=False)}:{json.dumps(w, separators=(',', ':'))}"
            for nom, w in ecrits(poids).items()
        )
        tete = f'"{nature}": {{"sous_types": {json.dumps(sous_types)}, "poids": {{'
        blocs.append(f"{tete}\n{contenu}\n}}}}")
    SORTIE.write_text("{\n" + ",\n".join(blocs) + "\n}\n", encoding="utf-8")
