"""Apprendre la part de chaque thème dans chaque compétence, et la fréquence des mots courants.

    python benchmarks/apprendre_liens.py [--referentiel cip]…

Lit `tests/donnees/corpus/entrainement.jsonl`, écrit `referentiels/frequences.toml`, puis
`referentiels/poids-<id>.toml` pour chaque référentiel. Le modèle est une régression logistique
multinomiale sur le profil de thèmes (35 nombres par récit), tirée vers les thèmes que portent les
compétences : elle ne s'en écarte que là où les récits l'exigent. Compétence centrale : cible 1 ;
liée : 0,3.
"""

import argparse
import json
import math
import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.liens.classement import profil, relever
from coach.liens.index import Index, poids_portes, preparer
from coach.liens.mots import mots
from coach.liens.poids import Poids, charger_ordinaires
from coach.liens.situations import charger_situations
from coach.modeles.referentiel import Referentiel
from coach.modeles.texte import nfc
from coach.referentiels.chargement import charger, identifiants
from coach.referentiels.themes import charger_themes

RACINE = Path(__file__).resolve().parent.parent
CORPUS = RACINE / "tests" / "donnees" / "corpus"
PART_D_UNE_LIEE = 0.3
RAPPEL = 0.3
TOURS = 250
PAS = 3.0
INERTIE = 0.9
FREQUENCE_NOTEE = 0.05
RECITS_DES_MOTS_ORDINAIRES = ("entrainement", "complement", "nuances", "terrains")
PART_D_UN_MOT_ORDINAIRE = 0.05


@dataclass(frozen=True)
class Recit:
    """Un récit étiqueté : son auteur, son texte, et les compétences d'un référentiel."""

    auteur: str
    texte: str
    centrales: tuple[str, ...]
    liees: tuple[str, ...]


def lire_recits(nom: str, referentiel: str) -> list[Recit]:
    """Les récits d'un fichier du corpus lus pour ce référentiel, avec leurs compétences.

    Un fichier qui ne donne que des étiquettes renvoie aux récits des autres par leur `id`.
    """
    recits = []
    for ligne in _lignes(nom):
        donnees = json.loads(ligne)
        codes = donnees["competences"].get(referentiel)
        if codes is None:
            continue
        identifiant = donnees.get("id") or donnees["recit"]
        texte = donnees["texte"] if "texte" in donnees else _textes()[identifiant]
        recits.append(
            Recit(
                identifiant.split("-")[0],
                nfc(texte),
                tuple(codes["central"]),
                tuple(codes["lie"]),
            )
        )
    return recits


@cache
def _textes() -> dict[str, str]:
    return {
        recit["id"]: recit["texte"]
        for nom in RECITS_DES_MOTS_ORDINAIRES
        for recit in map(json.loads, _lignes(f"{nom}.jsonl"))
    }


def index_avec(
    referentiel: Referentiel, poids: Poids | None, frequences: Mapping[str, float]
) -> Index:
    """Un index préparé avec des poids donnés plutôt que ceux des fichiers."""
    return preparer(
        referentiel,
        themes=charger_themes(),
        situations=charger_situations(referentiel.id),
        poids=poids,
        frequences=frequences,
        ordinaires=charger_ordinaires(),
    )


def frequences(recits: Sequence[Recit]) -> dict[str, float]:
    """Part des récits où paraît chaque entrée courante, pour les référentiels livrés.

    Une entrée que plusieurs référentiels connaissent garde sa plus grande part : l'ordre de
    lecture n'y change rien.
    """
    presences: dict[str, int] = {}
    for identifiant in identifiants():
        index = index_avec(charger(identifiant), None, {})
        compte = Counter(
            entree
            for recit in recits
            for entree in {o.entree for o in relever(recit.texte, index).occurrences}
        )
        presences |= {e: max(n, presences.get(e, 0)) for e, n in compte.items()}
    parts = {e: round(n / len(recits), 3) for e, n in presences.items()}
    return {e: p for e, p in sorted(parts.items()) if p > FREQUENCE_NOTEE}


def ordinaires() -> list[str]:
    """Les racines qu'emploie un récit sur vingt, quel que soit son sujet.

    Les récits qui servent à mesurer les liens (`liens-mesure.jsonl`) n'y comptent pas.
    """
    tenus_a_part = {json.loads(ligne)["recit"] for ligne in _lignes("liens-mesure.jsonl")}
    textes = [texte for recit, texte in _textes().items() if recit not in tenus_a_part]
    compte = Counter(r for t in textes for r in {m.racine for m in mots(nfc(t)) if not m.petit})
    return sorted(r for r, n in compte.items() if n >= PART_D_UN_MOT_ORDINAIRE * len(textes))


def _lignes(nom: str) -> list[str]:
    return (CORPUS / nom).read_text(encoding="utf-8").splitlines()


def apprendre(
    referentiel: Referentiel, recits: Sequence[Recit], courants: Mapping[str, float]
) -> Poids:
    """Les poids des thèmes et le biais de chaque compétence, arrondis à deux décimales."""
    index = index_avec(referentiel, None, courants)
    codes = [c.code for c in referentiel.competences]
    themes = [t.id for t in charger_themes()]
    exemples = [
        (_vecteur(profil(relever(r.texte, index)), themes), cible)
        for r in recits
        if (cible := _cible(r, codes)) is not None
    ]
    portes = poids_portes(referentiel).themes
    depart = [[portes.get(t, {}).get(code, 0.0) for code in codes] for t in themes]
    matrice, biais = _descendre(exemples, depart)
    return Poids(
        {code: round(b, 2) for code, b in zip(codes, biais, strict=True)},
        {
            t: {code: round(p, 2) for code, p in zip(codes, ligne, strict=True)}
            for t, ligne in zip(themes, matrice, strict=True)
        },
    )


def _vecteur(parts: Mapping[str, float], themes: Sequence[str]) -> list[tuple[int, float]]:
    return [(rang, parts[t]) for rang, t in enumerate(themes) if t in parts]


def _cible(recit: Recit, codes: Sequence[str]) -> list[float] | None:
    valeurs = [
        1.0 if c in recit.centrales else PART_D_UNE_LIEE if c in recit.liees else 0.0 for c in codes
    ]
    total = sum(valeurs)
    return [v / total for v in valeurs] if total else None


def _descendre(
    exemples: Sequence[tuple[list[tuple[int, float]], list[float]]], depart: list[list[float]]
) -> tuple[list[list[float]], list[float]]:
    """Descente de gradient avec inertie ; `RAPPEL` ramène les poids vers `depart`."""
    classes = range(len(depart[0]))
    poids = [ligne[:] for ligne in depart]
    biais = [0.0 for _ in classes]
    elan = [[0.0 for _ in classes] for _ in depart]
    elan_du_biais = [0.0 for _ in classes]
    n = len(exemples)
    for _ in range(TOURS):
        pente = [
            [RAPPEL * (p - d) for p, d in zip(ligne, origine, strict=True)]
            for ligne, origine in zip(poids, depart, strict=True)
        ]
        pente_du_biais = [0.0 for _ in classes]
        for vecteur, cible in exemples:
            ecart = _ecart(vecteur, cible, poids, biais)
            for c in classes:
                pente_du_biais[c] += ecart[c]
            for rang, valeur in vecteur:
                ligne = pente[rang]
                for c in classes:
                    ligne[c] += valeur * ecart[c]
        for rang, ligne in enumerate(pente):
            for c in classes:
                elan[rang][c] = INERTIE * elan[rang][c] - PAS * ligne[c] / n
                poids[rang][c] += elan[rang][c]
        for c in classes:
            elan_du_biais[c] = INERTIE * elan_du_biais[c] - pente_du_biais[c] / n
            biais[c] += elan_du_biais[c]
    return poids, biais


def _ecart(
    vecteur: list[tuple[int, float]],
    cible: list[float],
    poids: list[list[float]],
    biais: list[float],
) -> list[float]:
    forces = biais[:]
    for rang, valeur in vecteur:
        for c, p in enumerate(poids[rang]):
            forces[c] += valeur * p
    plus_forte = max(forces)
    exposants = [math.exp(f - plus_forte) for f in forces]
    total = sum(exposants)
    return [e / total - v for e, v in zip(exposants, cible, strict=True)]


def _toml_des_poids(poids: Poids, referentiel: str) -> str:
    lignes = [
        f"# Part de chaque thème dans chaque compétence du référentiel {referentiel}, apprise des",
        "# récits étiquetés. Écrit par benchmarks/apprendre_liens.py : ne pas modifier à la main.",
        "",
        "[biais]",
        *(f"{json.dumps(code)} = {valeur}" for code, valeur in poids.biais.items()),
    ]
    for theme, par_code in poids.themes.items():
        lignes += ["", f"[themes.{theme}]"]
        lignes += [f"{json.dumps(code)} = {valeur}" for code, valeur in par_code.items()]
    return "\n".join(lignes) + "\n"


def _toml_des_frequences(parts: Mapping[str, float], courants: Sequence[str]) -> str:
    lignes = [
        "# Part des récits où paraissent les entrées les plus courantes du vocabulaire : plus un",
        "# mot est courant, moins il compte ; puis les racines des mots que tout récit emploie, où",
        "# les énoncés des référentiels ne disent rien. Écrit par benchmarks/apprendre_liens.py.",
        "",
        "ordinaires = [",
        *textwrap.wrap(
            " ".join(f"{json.dumps(racine, ensure_ascii=False)}," for racine in courants),
            100,
            initial_indent="  ",
            subsequent_indent="  ",
        ),
        "]",
        "",
        "[frequences]",
        *(f"{json.dumps(e, ensure_ascii=False)} = {part}" for e, part in parts.items()),
    ]
    return "\n".join(lignes) + "\n"


def main() -> None:
    """Apprend et écrit les fréquences, puis les poids de chaque référentiel."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--referentiel", action="append", help="un seul, ou plusieurs fois")
    voulus = options.parse_args().referentiel or identifiants()
    dossier = RACINE / "referentiels"
    courants = frequences(lire_recits("entrainement.jsonl", voulus[0]))
    (dossier / "frequences.toml").write_text(
        _toml_des_frequences(courants, ordinaires()), encoding="utf-8"
    )
    for identifiant in voulus:
        recits = lire_recits("entrainement.jsonl", identifiant)
        poids = apprendre(charger(identifiant), recits, courants)
        fichier = dossier / f"poids-{identifiant}.toml"
        fichier.write_text(_toml_des_poids(poids, identifiant), encoding="utf-8")
        print(f"{len(recits)} récits, {len(courants)} entrées courantes, {fichier.name} écrit.")


if __name__ == "__main__":
    main()
