"""Les relances sur des récits jamais appris : combien, et celles qui citent citent-elles juste ?

Chaque récit est donné en réponse à l'étape des faits, puis à celle des opinions. Une citation est
juste quand le passage repris porte, pour qui a étiqueté le récit, la nature que la relance suppose.
Le repère : une phrase du récit prise au hasard, dont on supposerait que c'est une opinion.

Usage : python benchmarks/mesurer_relances.py
"""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.analyse import lire
from coach.dialogues.histoire import Histoire
from coach.dialogues.protocole import charger
from coach.dialogues.relances import choisir
from coach.dialogues.repertoire import prevues
from coach.dialogues.script import Etape
from coach.dialogues.signes import Entendu
from coach.modeles.seance import Reponse

RECITS = Path(__file__).parents[1] / "tests" / "donnees" / "corpus" / "mise-au-point.jsonl"
ETAPES = ("faits", "opinions")


def nature_de(recit: dict[str, Any], place: int) -> str:
    """La nature étiquetée à ce point de code du récit ; vide entre deux segments."""
    debut = 0
    for segment, nature in zip(recit["segments"], recit["labels"], strict=True):
        debut = recit["texte"].index(segment, debut)
        if debut <= place < debut + len(segment):
            return str(nature)
        debut += len(segment)
    return ""


def mesurer(recits: list[dict[str, Any]], etape: Etape) -> tuple[Counter[str], Counter[str]]:
    """Par relance : combien de fois elle cite, et combien de fois juste."""
    citees: Counter[str] = Counter()
    justes: Counter[str] = Counter()
    maintenant = datetime.now().astimezone()
    for graine, recit in enumerate(recits):
        texte = recit["texte"]
        reponse = Reponse("0" * 26, etape.id, "question", texte, maintenant, "0" * 26)
        entendu = Entendu(reponse, lire(texte, (), etape.attendue), maintenant.date(), relire=lire)
        for relance in prevues(etape):
            choisie = choisir([relance], entendu, (), graine, Histoire())
            if choisie and choisie.cite and relance.natures:
                citees[relance.id] += 1
                nature = nature_de(recit, choisie.cite.ancre.debut)
                justes[relance.id] += nature in {n.value for n in relance.natures}
    return citees, justes


def main() -> None:
    """Affiche la part de citations justes, par étape et par relance."""
    recits = [json.loads(ligne) for ligne in RECITS.read_text("utf-8").splitlines()]
    natures = Counter(nature for recit in recits for nature in recit["labels"])
    hasard = natures["opinion"] / natures.total()
    print(f"{len(recits)} récits jamais appris ; au hasard, {hasard:.0%} d'opinions")
    for identifiant in ETAPES:
        etape = charger("analyse-de-pratique").etape(identifiant)
        assert etape is not None
        citees, justes = mesurer(recits, etape)
        print(f"{identifiant} : {justes.total()} citations justes sur {citees.total()}")
        for relance, nombre in citees.most_common():
            print(f"  {relance:20} {justes[relance]} sur {nombre}")


if __name__ == "__main__":
    main()
