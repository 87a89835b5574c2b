"""Mesurer l'orientation de l'accueil : une phrase tapée, les protocoles proposés.

    python benchmarks/mesurer_recommandation.py [--reglage] [--details]

Jeu de mesure : tests/donnees/recommandation_mesure.jsonl, dix phrases par protocole et dix qui
n'appellent rien, jamais apprises. « Juste » : la première proposition est admise. « Dans les
trois » : l'une des propositions l'est. « Repliée » : rien de clair, les deux protocoles d'habitude,
comptés comme tels. « Mal orientée » : une raison est donnée, et le premier n'est pas admis ;
« franchement », quand aucune des trois ne l'est. Repère : toujours proposer les protocoles
d'habitude, et l'appel écrit le plus net, sans rien d'appris.
"""

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

from coach.dialogues.appels import trouver  # noqa: E402
from coach.dialogues.champs import lire  # noqa: E402
from coach.dialogues.livres import identifiants_livres  # noqa: E402
from coach.dialogues.protocole import charger  # noqa: E402
from coach.dialogues.recommandation import HABITUELS, recommander  # noqa: E402
from coach.modeles.texte import nfc  # noqa: E402

DONNEES = RACINE / "tests" / "donnees"
PROTOCOLES = [charger(i) for i in identifiants_livres()]
REGLAGE = ("recommandation.jsonl", "recommandation_reglage.jsonl")
MESURE = ("recommandation_mesure.jsonl",)

Reponse = tuple[list[str], bool]
"""Les protocoles proposés, et s'ils le sont avec raison."""


def lues(fichiers: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Les phrases de ces jeux, avec les protocoles admis."""
    lignes = [
        json.loads(ligne)
        for nom in fichiers
        for ligne in (DONNEES / nom).read_text(encoding="utf-8").splitlines()
    ]
    return [(p["phrase"], p["admis"]) for p in lignes]


def par_le_coach(phrase: str) -> Reponse:
    """Ce que l'accueil propose."""
    lue = recommander(phrase, PROTOCOLES)
    return [p.protocole.id for p in lue.propositions], lue.claire


def par_les_appels(phrase: str) -> Reponse:
    """Le plus d'appels nets, puis de possibles, sans rien d'appris."""
    lus = lire(nfc(phrase))
    trouves = {p.id: [a.net for a in trouver(lus, p.appels)] for p in PROTOCOLES}
    ordre = sorted(trouves, key=lambda i: (-sum(trouves[i]), -len(trouves[i])))
    gardes = [i for i in ordre[:3] if trouves[i]]
    return (gardes, True) if gardes else (list(HABITUELS), False)


def compter(
    phrases: Sequence[tuple[str, list[str]]], repondre: Callable[[str], Reponse], details: bool
) -> Counter[str]:
    """Les comptes ; `details` : affiche chaque phrase qui n'est pas juste."""
    comptes: Counter[str] = Counter()
    for phrase, admis in phrases:
        ids, claire = repondre(phrase)
        if not admis:
            comptes["vagues repliées" if not claire else "vagues forcées"] += 1
            genre = "" if not claire else "forcée"
        else:
            comptes["juste"] += ids[0] in admis
            comptes["visé"] += ids[0] == admis[0]
            dans = bool({*ids} & {*admis})
            comptes["dans les trois"] += dans
            comptes["repliée"] += not claire
            comptes["mal orientée"] += claire and ids[0] not in admis
            comptes["franchement"] += claire and not dans
            genre = "" if ids[0] in admis else "mal orientée" if claire else "repliée"
        if details and genre:
            print(f"    {genre} : {phrase} → {', '.join(ids)} (admis : {', '.join(admis)})")
    return comptes


def montrer(nom: str, phrases: Sequence[tuple[str, list[str]]], comptes: Counter[str]) -> None:
    """Une ligne par manière de recommander."""
    total = sum(bool(admis) for _, admis in phrases)
    vagues = len(phrases) - total
    print(
        f"  {nom} : {comptes['juste']} justes sur {total} ({comptes['juste'] / total:.0%}), "
        f"dont {comptes['visé']} le protocole visé ; "
        f"dans les trois {comptes['dans les trois']} ({comptes['dans les trois'] / total:.0%}) ; "
        f"repliées {comptes['repliée']} ; mal orientées {comptes['mal orientée']}, "
        f"dont franchement {comptes['franchement']} ; "
        f"vagues laissées à l'habitude {comptes['vagues repliées']} sur {vagues}"
    )


def main() -> None:
    """Mesure, et dit le temps que prend une phrase."""
    analyse = argparse.ArgumentParser(description="Mesure l'orientation de l'accueil.")
    analyse.add_argument("--reglage", action="store_true", help="les phrases apprises")
    analyse.add_argument("--details", action="store_true", help="chaque phrase manquée")
    choix = analyse.parse_args()
    phrases = lues(REGLAGE if choix.reglage else MESURE)
    print("Phrases de réglage (apprises)" if choix.reglage else "Phrases jamais apprises")
    montrer("le coach", phrases, compter(phrases, par_le_coach, choix.details))
    montrer("repère, les appels écrits", phrases, compter(phrases, par_les_appels, False))
    montrer(
        "repère, l'habitude", phrases, compter(phrases, lambda _: (list(HABITUELS), False), False)
    )
    durees = []
    for phrase, _ in phrases:
        depart = time.perf_counter()
        recommander(phrase, PROTOCOLES)
        durees.append((time.perf_counter() - depart) * 1_000)
    print(f"  une phrase : {statistics.median(durees):.1f} ms (médiane), {max(durees):.1f} au plus")


if __name__ == "__main__":
    main()
