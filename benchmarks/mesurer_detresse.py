"""Mesure ce que le coach entend de la détresse, sur un lot jamais appris et sur les récits.

    python benchmarks/mesurer_detresse.py

Quatre lots (tests/donnees/detresse_mesure.jsonl, detresse_contre_lot.jsonl d'une autre main,
detresse_controle.jsonl, écrit après les corrections, et detresse_obliques.jsonl), jamais appris.
Pour chaque sorte : ce que les motifs entendent seuls, puis les deux couches ; puis l'explicite au
milieu d'un récit. Ensuite les récits du corpus qui alertent, leurs segments pris un à un, et le
temps.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

from coach.confidentialite import detecter  # noqa: E402
from coach.confidentialite.detresse import entendre_les_motifs  # noqa: E402

DONNEES = RACINE / "tests" / "donnees"
LOTS = (
    "detresse_mesure.jsonl",
    "detresse_contre_lot.jsonl",
    "detresse_controle.jsonl",
    "detresse_obliques.jsonl",
)
JUSTES = {"c1-21", "c5-12"}
"""Un adieu reçu par SMS, des cachets comptés au téléphone : y alerter est juste."""


def lignes(fichier: str) -> Iterator[dict[str, Any]]:
    """Les objets d'un fichier de données."""
    for ligne in (DONNEES / fichier).read_text(encoding="utf-8").splitlines():
        yield json.loads(ligne)


def genre(texte: str) -> str:
    """Le genre de l'alerte que lèvent les deux couches, ou « rien »."""
    alerte = detecter(texte)
    return alerte.genre if alerte else "rien"


def mesurer_le_lot(fichier: str) -> None:
    """Par sorte : justes aux motifs seuls, justes aux deux couches, alertes de tout genre."""
    comptes: Counter[tuple[str, str]] = Counter()
    for cas in lignes(fichier):
        sorte, attendu = cas["sorte"], cas["attendu"]
        lu = genre(cas["texte"])
        comptes[sorte, "en tout"] += 1
        comptes[sorte, "motifs"] += (entendre_les_motifs(cas["texte"]) or "rien") == attendu
        comptes[sorte, "deux couches"] += lu == attendu
        comptes[sorte, "alertes"] += lu != "rien"
        if lu != attendu:
            print(f"  {sorte}, lu « {lu} » : {cas['texte']}")
    for sorte in dict.fromkeys(sorte for sorte, _ in comptes):
        nombres = {n: comptes[sorte, n] for n in ("motifs", "deux couches", "alertes", "en tout")}
        print(f"{sorte} : {nombres}")


def mesurer_au_milieu_d_un_recit(fichier: str) -> None:
    """Chaque phrase explicite du lot, glissée au milieu d'un récit jamais appris."""
    recits = [recit["texte"].split(". ") for recit in lignes("corpus/mise-au-point.jsonl")]
    explicites = [c["texte"] for c in lignes(fichier) if c["sorte"] == "explicite"]
    entendues = 0
    for rang, texte in enumerate(explicites):
        phrases = recits[rang % len(recits)]
        milieu = len(phrases) // 2
        avant, apres = ". ".join(phrases[:milieu]), ". ".join(phrases[milieu:])
        entendues += genre(f"{avant}. {texte} {apres}") == "detresse"
    print(f"explicites au milieu d'un récit : {entendues} sur {len(explicites)}")


def mesurer_les_recits() -> None:
    """Les récits et les segments qui alertent à tort, et le temps de processeur."""
    recits = [
        recit
        for nom in ("entrainement", "complement", "mise-au-point")
        for recit in lignes(f"corpus/{nom}.jsonl")
    ]
    debut = time.process_time()
    leves = [r["id"] for r in recits if genre(r["texte"]) != "rien" and r["id"] not in JUSTES]
    passe = time.process_time() - debut
    mots = sum(len(r["texte"].split()) for r in recits)
    segments = [s for r in recits if r["id"] not in JUSTES for s in r["segments"]]
    faux = sum(genre(segment) != "rien" for segment in segments)
    print(f"récits à tort : {len(leves)} sur {len(recits)} {leves}")
    print(f"segments à tort : {faux} sur {len(segments)}")
    print(f"temps : {1000 * passe / mots * 250:.1f} ms de processeur pour 250 mots")


if __name__ == "__main__":
    for lot in LOTS:
        print(f"== {lot}")
        mesurer_le_lot(lot)
        mesurer_au_milieu_d_un_recit(lot)
    mesurer_les_recits()
