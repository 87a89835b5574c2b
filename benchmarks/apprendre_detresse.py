"""Apprend la seconde écoute de la détresse, en Python pur.

    python benchmarks/apprendre_detresse.py [--valider]

Régression logistique à six voix, moyennée sur ses derniers passages, sur les phrases que donne
apprendre_detresse_phrases.py. Ne lit jamais detresse_mesure.jsonl ni les récits de mise au point.
Le résultat est le même à chaque passage. `--valider` : cinq plis, chaque famille de formulation
et chaque récit jugés par des poids qui ne les ont pas vus.
"""

import argparse
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

from apprendre_detresse_phrases import (  # noqa: E402
    RIEN,
    Phrase,
    composees,
    ecrites,
    empreinte,
    ordinaires,
    recits,
    reponses,
)

from coach.confidentialite.detresse import entendre_les_motifs  # noqa: E402
from coach.confidentialite.detresse.apprise import VOIX, Cotes, Modele, Unite, unites  # noqa: E402
from coach.confidentialite.detresse.motifs import motifs  # noqa: E402
from coach.confidentialite.detresse.texte import Texte, lire  # noqa: E402
from coach.confidentialite.detresse.traits import (  # noqa: E402
    jetons,
    mots_de,
    traits_d_un_mot,
    traits_de_phrase,
)

SORTIE = RACINE / "coach" / "confidentialite" / "detresse" / "donnees" / "poids.json"
VALEURS = {"m": 0.8, "r": 0.8, "l": 0.3, "b": 0.6, "p": 0.8, "n": 0.6, "c": 1.0, "d": 0.8}
VALEURS |= {"v": 0.7, "w": 0.6, "k": 0.3, "q": 0.3, "t": 0.2}
"""Ce que vaut un trait : plus il est général, plus il s'apprend vite."""
VUS_AU_MOINS = 2
PASSES = 8
TIRAGES = (3, 5, 8)
"""Les ordres de passage dont on garde la moyenne : une phrase au bord du seuil ne tient plus à
l'ordre d'un seul, et réapprendre après un ajout déplace moins ce qui était entendu."""
PAS = 0.15
PENALITE = 0.003
ACQUIS = 0.98
"""Une phrase si bien rangée n'apprend plus rien."""
NEGLIGEABLE = 4
"""En centièmes : un trait plus léger pour toutes les voix n'est pas gardé."""
SEUILS = {
    "explicite": 0.95,
    "soi": -0.6,
    "autrui": 0.0,
    "pente": 1.3,
    "court": 0.2,
    "net": 6.0,
}
"""Réglés par `--valider` : deux récits sur cent, au plus, alertent à tort."""
PLIS = 5


@dataclass(frozen=True)
class Exemple:
    """Les traits d'une unité et les rangs des voix admises."""

    traits: list[str]
    admis: tuple[int, ...]


def preparer(phrase: Phrase) -> list[Exemple]:
    """Ce qui alerte s'apprend d'un bloc ; ce qui n'alerte pas, dans chacune de ses unités."""
    lu = lire(phrase.texte, motifs())
    admis = tuple(VOIX.index(voix) for voix in phrase.admis)
    entier = [Unite(0, len(lu.lu), mots_de(lu.lu, 0, len(lu.lu)))]
    jugees = unites(lu) if phrase.admis[0] in RIEN else entier
    return [Exemple(traits(lu, unite), admis) for unite in jugees]


def traits(texte: Texte, unite: Unite) -> list[str]:
    """Tout ce que le modèle lira d'une unité."""
    des_mots = [t for mot in dict.fromkeys(unite.mots) for t in traits_d_un_mot(mot)]
    return des_mots + list(traits_de_phrase(jetons(texte, unite.debut, unite.fin)))


class Apprenti:
    """Les poids en cours d'apprentissage (AdaGrad), et leur somme pour la moyenne."""

    def __init__(self, exemples: Sequence[Exemple]) -> None:
        vus = Counter(t for e in exemples for t in e.traits)
        gardes = [t for t, nombre in vus.items() if nombre >= VUS_AU_MOINS]
        self.poids = {t: [0.0] * len(VOIX) for t in ("biais", *gardes)}
        self._carres = {t: [0.05] * len(VOIX) for t in self.poids}
        self._sommes = {t: [0.0] * len(VOIX) for t in self.poids}
        self._exemples = [
            ([*self._cases(e.traits), (*self._case("biais"), 1.0)], e.admis) for e in exemples
        ]

    def _cases(self, noms: Iterable[str]) -> Iterator[tuple[list[float], list[float], float]]:
        for nom in noms:
            if nom in self.poids:
                yield *self._case(nom), VALEURS[nom[0]]

    def _case(self, nom: str) -> tuple[list[float], list[float]]:
        return self.poids[nom], self._carres[nom]

    def apprendre(self, tirage: int) -> None:
        """Les passages, dans un ordre tiré d'avance ; la seconde moitié compte dans la moyenne."""
        hasard = random.Random(tirage)
        for passage in range(PASSES):
            hasard.shuffle(self._exemples)
            for cases, admis in self._exemples:
                self._pas(cases, admis)
            if passage >= PASSES // 2:
                for nom, poids in self.poids.items():
                    somme = self._sommes[nom]
                    somme[:] = [s + p for s, p in zip(somme, poids, strict=True)]

    def _pas(
        self, cases: list[tuple[list[float], list[float], float]], admis: tuple[int, ...]
    ) -> None:
        parts = _parts(cases)
        juste = sum(parts[v] for v in admis)
        if juste > ACQUIS:
            return
        ecarts = [
            (v, part - part / max(juste, 1e-9) * (v in admis)) for v, part in enumerate(parts)
        ]
        sensibles = [(v, ecart) for v, ecart in ecarts if abs(ecart) > 0.003]
        for poids, carres, valeur in cases:
            for v, ecart in sensibles:
                gradient = ecart * valeur + PENALITE * poids[v]
                carres[v] += gradient * gradient
                poids[v] -= PAS * gradient / math.sqrt(carres[v])

    def moyennes(self) -> Iterator[tuple[str, list[float]]]:
        """Le poids moyen de chaque trait, dans l'ordre des noms."""
        comptes = PASSES - PASSES // 2
        for nom, somme in sorted(self._sommes.items()):
            valeur = 1.0 if nom == "biais" else VALEURS[nom[0]]
            yield nom, [s * valeur / comptes for s in somme]


def _parts(cases: list[tuple[list[float], list[float], float]]) -> list[float]:
    a = b = c = d = e = f = 0.0
    for poids, _, valeur in cases:
        a += poids[0] * valeur
        b += poids[1] * valeur
        c += poids[2] * valeur
        d += poids[3] * valeur
        e += poids[4] * valeur
        f += poids[5] * valeur
    sommes = (a, b, c, d, e, f)
    plafond = max(sommes)
    exps = [math.exp(somme - plafond) for somme in sommes]
    return [x / sum(exps) for x in exps]


def apprendre(exemples: Sequence[Exemple]) -> dict[str, tuple[int, ...]]:
    """Les poids appris, biais compris, en centièmes, sans les négligeables."""
    sommes: dict[str, list[float]] = {}
    for tirage in TIRAGES:
        apprenti = Apprenti(exemples)
        apprenti.apprendre(tirage)
        for nom, poids in apprenti.moyennes():
            deja = sommes.setdefault(nom, [0.0] * len(VOIX))
            sommes[nom] = [s + p for s, p in zip(deja, poids, strict=True)]
    moyens = {n: tuple(round(100 * s / len(TIRAGES)) for s in p) for n, p in sommes.items()}
    return {n: p for n, p in moyens.items() if n == "biais" or max(map(abs, p)) >= NEGLIGEABLE}


def ecrire(poids: dict[str, tuple[int, ...]]) -> None:
    """Une ligne par trait : comparable d'un passage à l'autre."""
    biais = poids.pop("biais")
    corps = ",\n".join(f"{_json(nom)}:{_json(valeurs)}" for nom, valeurs in poids.items())
    appris_de = f'"appris_de":{_json(empreinte())},\n'
    entete = (
        f'{{"voix":{_json(VOIX)},\n{appris_de}"seuils":{_json(SEUILS)},\n"biais":{_json(biais)},\n'
    )
    SORTIE.write_text(f'{entete}"traits":{{\n{corps}\n}}}}\n', encoding="utf-8")
    print(f"{SORTIE.relative_to(RACINE)} : {len(poids)} traits")


def _json(valeur: object) -> str:
    return json.dumps(valeur, ensure_ascii=False, separators=(",", ":"))


def valider(phrases: Sequence[Phrase], fixes: Sequence[Phrase]) -> None:
    """Cinq plis : ce que les deux couches entendent de ce que le modèle n'a pas vu."""
    familles = sorted({p.famille for p in phrases})
    random.Random(1).shuffle(familles)
    plis = {famille: rang % PLIS for rang, famille in enumerate(familles)}
    prets = {p: preparer(p) for p in (*phrases, *fixes)}
    lus = {p: lire(p.texte, motifs()) for p in phrases}
    cotes: list[tuple[Phrase, Cotes]] = []
    for pli in range(PLIS):
        gardes = [p for p in (*phrases, *fixes) if plis.get(p.famille) != pli]
        poids = apprendre([e for p in gardes for e in prets[p]])
        modele = Modele(poids.pop("biais"), poids, SEUILS)
        cotes += [(p, _hautes(modele, lus[p])) for p in phrases if plis[p.famille] == pli]
    motif = {p: entendre_les_motifs(p.texte) for p in phrases}
    for explicite in (9.0, 2.0, 1.5, 1.3, 1.0):
        for soi in (0.0, -0.6, -1.0):
            seuils = SEUILS | {"explicite": explicite, "soi": soi}
            print(f"explicite {explicite:+.1f} soi {soi:+.1f} : {_compter(cotes, motif, seuils)}")


def _hautes(modele: Modele, texte: Texte) -> Cotes:
    lues = unites(texte)
    if not lues:
        return Cotes(-20.0, -20.0, -20.0)
    surplus = SEUILS["pente"] * math.log(len(lues))
    cotes = [modele.cotes(texte, unite) for unite in lues]
    explicite, soi, autrui = (max(c[rang] for c in cotes) for rang in range(3))
    return Cotes(explicite, soi - surplus, autrui - surplus)


def _compter(
    cotes: Sequence[tuple[Phrase, Cotes]],
    motif: Mapping[Phrase, str | None],
    seuils: Mapping[str, float],
) -> str:
    """Par sorte, la part qui alerte (pour elle ou pour un tiers), en pour cent."""
    comptes: defaultdict[str, list[bool]] = defaultdict(list)
    for phrase, cote in cotes:
        genre = motif[phrase]
        entendu = cote.explicite >= seuils["explicite"] or cote.soi >= seuils["soi"]
        pour_soi = genre == "detresse" or entendu
        pour_autrui = genre == "danger_tiers" or cote.autrui >= seuils["autrui"]
        attendu = phrase.admis[0]
        if attendu in RIEN:
            comptes[phrase.sorte].append(pour_soi or pour_autrui)
        else:
            comptes[phrase.sorte].append(pour_soi if attendu in VOIX[2:4] else pour_autrui)
    return ", ".join(f"{s} {100 * sum(v) / len(v):.1f}" for s, v in sorted(comptes.items()))


def main() -> None:
    """Apprend et écrit, ou valide sans rien écrire."""
    analyse = argparse.ArgumentParser(description="Apprend à entendre la détresse.")
    analyse.add_argument("--valider", action="store_true", help="cinq plis, sans rien écrire")
    valide = analyse.parse_args().valider
    phrases = [*ecrites(), *recits(), *ordinaires(), *reponses()]
    fixes = list(composees())
    if valide:
        valider(phrases, fixes)
        return
    ecrire(apprendre([e for p in (*phrases, *fixes) for e in preparer(p)]))


if __name__ == "__main__":
    main()
