"""Mesurer le lien d'un récit vers les compétences.

    python benchmarks/mesurer_liens.py [--referentiel cip]… [--sans-mise-au-point]

Pour chaque manière de classer : part des récits dont une compétence centrale au moins est dans les
3, puis les 5 premiers rangs. Deux lectures : sur les récits d'entraînement, poids appris sans
l'auteur du récit (les vocabulaires, eux, ont été écrits en lisant ces récits : ce chiffre est
optimiste) ; et sur les récits de mise au point, écrits par d'autres, jamais lus. Puis l'étendue :
combien de suggestions par récit, combien sont justes (centrales ou liées), combien des compétences
attendues s'y retrouvent.
"""

import argparse
import math
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from apprendre_liens import Recit, apprendre, frequences, index_avec, lire_recits

from coach.liens import relier
from coach.liens.classement import classer, relever
from coach.liens.index import Index, index_de
from coach.liens.mots import mots
from coach.modeles.referentiel import Referentiel
from coach.referentiels.chargement import charger, identifiants

TOURS_DE_REGRESSION = 400
PAS_DE_REGRESSION = 20.0
RAPPEL_DE_REGRESSION = 0.001

Classeur = Callable[[str], list[str]]


def par_frequence(referentiel: Referentiel, appris: Sequence[Recit]) -> Classeur:
    """Toujours les codes les plus souvent centraux."""
    compte = Counter(code for recit in appris for code in recit.centrales)
    ordre = sorted((c.code for c in referentiel.competences), key=lambda code: -compte[code])
    return lambda _texte: ordre


def par_bm25(referentiel: Referentiel) -> Classeur:
    """BM25 des mots entiers du récit sur les titres et les énoncés, sans racines ni thèmes."""
    documents = {
        c.code: Counter(m.cle for t in [c.titre, *(i.enonce for i in c.items)] for m in mots(t))
        for c in referentiel.competences
    }
    presences = Counter(m for document in documents.values() for m in document)
    moyenne = sum(sum(d.values()) for d in documents.values()) / len(documents)

    def classer_par_bm25(texte: str) -> list[str]:
        requete = {m.cle for m in mots(texte)} & presences.keys()
        scores = {}
        for code, document in documents.items():
            longueur = 1.2 * (0.25 + 0.75 * sum(document.values()) / moyenne)
            scores[code] = sum(
                math.log(1 + (len(documents) - presences[m] + 0.5) / (presences[m] + 0.5))
                * document[m]
                * 2.2
                / (document[m] + longueur)
                for m in requete
            )
        return sorted(scores, key=lambda code: -scores[code])

    return classer_par_bm25


def par_index(index: Index, referentiel: Referentiel) -> Classeur:
    """Le classement livré, sans seuil, avec les poids de cet index."""
    codes = [c.code for c in referentiel.competences]
    return lambda texte: [code for code, _ in classer(relever(texte, index), index, codes)]


def par_relier(referentiel: Referentiel) -> Classeur:
    """Ce que voit la personne : seuils compris."""
    return lambda texte: [s.code for s in relier(texte, referentiel, 5)]


def par_regression(referentiel: Referentiel, appris: Sequence[Recit]) -> Classeur:
    """Régression logistique multinomiale sur les mots (TF-IDF), apprise des mêmes récits."""
    codes = [c.code for c in referentiel.competences]
    exemples = [r for r in appris if set(r.centrales) & set(codes)]
    sacs = [Counter(m.cle for m in mots(r.texte)) for r in exemples]
    presences = Counter(m for sac in sacs for m in sac)
    vocabulaire = {m: i for i, m in enumerate(sorted(m for m, n in presences.items() if n > 1))}
    rarete = {m: math.log((1 + len(sacs)) / (1 + presences[m])) + 1 for m in vocabulaire}

    def vecteur(sac: Counter[str]) -> np.ndarray:
        v = np.zeros(len(vocabulaire))
        for mot in sac.keys() & vocabulaire.keys():
            v[vocabulaire[mot]] = (1 + math.log(sac[mot])) * rarete[mot]
        return v / (np.linalg.norm(v) or 1)

    x = np.array([vecteur(sac) for sac in sacs])
    y = np.array([[float(c in r.centrales) for c in codes] for r in exemples])
    y /= y.sum(axis=1, keepdims=True)
    poids, biais = np.zeros((x.shape[1], len(codes))), np.zeros(len(codes))
    for _ in range(TOURS_DE_REGRESSION):
        notes = x @ poids + biais
        p = np.exp(notes - notes.max(axis=1, keepdims=True))
        ecart = p / p.sum(axis=1, keepdims=True) - y
        poids -= PAS_DE_REGRESSION * (x.T @ ecart / len(x) + RAPPEL_DE_REGRESSION * poids)
        biais -= PAS_DE_REGRESSION * ecart.mean(axis=0)

    def classer_par_regression(texte: str) -> list[str]:
        notes = vecteur(Counter(m.cle for m in mots(texte))) @ poids + biais
        return [codes[i] for i in np.argsort(-notes)]

    return classer_par_regression


def parts(classeur: Classeur, recits: Sequence[Recit]) -> tuple[float, float]:
    """Part des récits (qui ont une centrale) trouvés dans les 3 et les 5 premiers."""
    utiles = [r for r in recits if r.centrales]
    trouves = [0, 0]
    for recit in utiles:
        ordre = classeur(recit.texte)
        for rang, n in enumerate((3, 5)):
            trouves[rang] += bool(set(ordre[:n]) & set(recit.centrales))
    return trouves[0] / len(utiles), trouves[1] / len(utiles)


def un_auteur_de_cote(referentiel: Referentiel, recits: Sequence[Recit]) -> None:
    """Imprime les mesures où chaque auteur est classé sans avoir servi à apprendre."""
    livre: list[tuple[float, float, int]] = []
    frequents: list[tuple[float, float, int]] = []
    regression: list[tuple[float, float, int]] = []
    for auteur in sorted({r.auteur for r in recits}):
        dehors = [r for r in recits if r.auteur == auteur]
        dedans = [r for r in recits if r.auteur != auteur]
        courants = frequences(dedans)
        index = index_avec(referentiel, apprendre(referentiel, dedans, courants), courants)
        combien = sum(bool(r.centrales) for r in dehors)
        livre.append((*parts(par_index(index, referentiel), dehors), combien))
        frequents.append((*parts(par_frequence(referentiel, dedans), dehors), combien))
        regression.append((*parts(par_regression(referentiel, dedans), dehors), combien))
    print("Entraînement, un auteur de côté")
    _ligne("codes les plus fréquents", _moyenne(frequents))
    _ligne("BM25 sur les énoncés", parts(par_bm25(referentiel), recits))
    _ligne("régression logistique", _moyenne(regression))
    _ligne("coach", _moyenne(livre))


def _moyenne(mesures: list[tuple[float, float, int]]) -> tuple[float, float]:
    total = sum(n for _, _, n in mesures)
    return sum(a * n for a, _, n in mesures) / total, sum(b * n for _, b, n in mesures) / total


def _ligne(nom: str, mesure: tuple[float, float]) -> None:
    print(f"  {nom:32s} 3 premiers {mesure[0]:6.1%}   5 premiers {mesure[1]:6.1%}")


def sur_la_mise_au_point(referentiel: Referentiel, recits: Sequence[Recit]) -> tuple[float, float]:
    """Les manières de classer, sur des récits d'autres auteurs ; rend les parts du coach."""
    autres = lire_recits("mise-au-point.jsonl", referentiel.id)
    print("Mise au point, autres auteurs")
    _ligne("codes les plus fréquents", parts(par_frequence(referentiel, recits), autres))
    _ligne("BM25 sur les énoncés", parts(par_bm25(referentiel), autres))
    _ligne("régression logistique", parts(par_regression(referentiel, recits), autres))
    _ligne("coach, sans seuil", parts(par_index(index_de(referentiel), referentiel), autres))
    coach = parts(par_relier(referentiel), autres)
    _ligne("coach, seuils compris", coach)
    return coach


def etendue(nom: str, referentiels: Sequence[Referentiel]) -> None:
    """Imprime combien on suggère, combien est juste et combien de l'attendu est retrouvé."""
    suggerees = justes = attendues = relies = 0
    for referentiel in referentiels:
        for recit in lire_recits(nom, referentiel.id):
            bonnes = {*recit.centrales, *recit.liees}
            if bonnes:
                codes = {s.code for s in relier(recit.texte, referentiel, 5)}
                suggerees += len(codes)
                justes += len(codes & bonnes)
                attendues += len(bonnes)
                relies += 1
    print(
        f"{nom} : {suggerees / relies:.2f} suggestions par récit et par référentiel, "
        f"justes {justes / suggerees:.1%}, retrouvées {justes / attendues:.1%}"
    )


def durees(recits: Sequence[Recit], referentiels: Sequence[Referentiel]) -> None:
    """Millisecondes pour relier un récit de 250 mots à tous les référentiels, une fois chargés."""
    texte = " ".join(" ".join(r.texte for r in recits).split()[:250])
    mesures = []
    for _ in range(21):
        depart = time.perf_counter()
        for referentiel in referentiels:
            relier(texte, referentiel)
        mesures.append(1000 * (time.perf_counter() - depart))
    median = statistics.median(mesures)
    print(f"250 mots, {len(referentiels)} référentiels : {median:.1f} ms (médiane de 21).")


def main() -> None:
    """Imprime toutes les mesures, leur moyenne, puis le temps par récit."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--referentiel", action="append")
    options.add_argument("--sans-mise-au-point", action="store_true")
    choix = options.parse_args()
    referentiels = [charger(i) for i in choix.referentiel or identifiants()]
    obtenues = []
    for referentiel in referentiels:
        print(f"\n{referentiel.id}")
        recits = lire_recits("entrainement.jsonl", referentiel.id)
        un_auteur_de_cote(referentiel, recits)
        if not choix.sans_mise_au_point:
            obtenues.append(sur_la_mise_au_point(referentiel, recits))
    if obtenues:
        trois, cinq = (statistics.mean(p) for p in zip(*obtenues, strict=True))
        print(f"\nMoyenne, mise au point : {100 * trois:.1f} % / {100 * cinq:.1f} %")
    print()
    etendue("liens-mesure.jsonl", referentiels)
    if not choix.sans_mise_au_point:
        etendue("mise-au-point.jsonl", referentiels)
    durees(recits, referentiels)


if __name__ == "__main__":
    main()
