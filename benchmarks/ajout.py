"""L'ajout d'un événement à un carnet de 10 000 séances, à côté d'un INSERT nu.

L'INSERT nu : sqlite3 seul, une table, le même journal d'écriture et la même attente du disque. Les
deux écrivent la même ligne, en alternance, dans le même dossier. Donne aussi, pour mémoire, ce que
coûtent à cette taille l'ouverture, la liste et la recherche.

Usage : python benchmarks/ajout.py [nombre de séances] [nombre d'ajouts]
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from ulid import ULID

from coach.carnet import Carnet
from coach.carnet.connexion import connecter, ecriture
from coach.carnet.registre import inserer
from coach.modeles.evenements import Evenement, QuestionPosee, ReponseDonnee, SeanceOuverte
from coach.modeles.journal import Plume, ligne_canonique

SEANCES = 10_000
AJOUTS = 300
ECHANGES = 10
PLAFOND = 10.0
"""Millisecondes qu'un ajout s'autorise, en médiane."""

RECIT = (
    "Il est arrivé avec vingt minutes de retard, sans dossier. J’ai senti l’agacement monter et"
    " j’ai proposé de reprendre rendez-vous. Il a dit qu’il n’avait pas compris le courrier. "
)


def une_seance(nombre: int) -> Iterator[Evenement]:
    """Une séance ordinaire : dix questions, dix réponses d'une cinquantaine de mots."""
    heure = datetime(2026, 1, 1).astimezone() + timedelta(hours=nombre)
    plume = Plume(str(ULID()), str(ULID()), lambda: heure, lambda: str(ULID()))
    yield plume.ecrire(SeanceOuverte, protocole="analyse-de-pratique")
    for rang in range(ECHANGES):
        demande = plume.ecrire(
            QuestionPosee,
            auteur="coach",
            etape="situation" if not rang else "faits",
            question="q" if rang else "titre",
            texte="Que s’est-il passé ?",
        )
        yield demande
        texte = f"Séance {nombre}" if not rang else f"{RECIT}Dossier {nombre}, point {rang}."
        yield plume.ecrire(ReponseDonnee, etape="faits", question=demande.id, texte=texte)


def remplir(dossier: Path, seances: int) -> None:
    """Écrit les séances par lots, puis les dérive, comme après des années d'usage."""
    with Carnet.ouvrir(dossier) as carnet:
        base = connecter(dossier / "carnet.sqlite")
        for lot in range(0, seances, 500):
            with ecriture(base):
                for nombre in range(lot, min(lot + 500, seances)):
                    inserer(base, une_seance(nombre))
        base.close()
        carnet.reconstruire()


def chronometrer(geste: Callable[[], object]) -> float:
    """La durée du geste, en millisecondes."""
    debut = time.perf_counter()
    geste()
    return (time.perf_counter() - debut) * 1000


def nu(dossier: Path) -> sqlite3.Connection:
    """Une base à une table, qui attend le disque comme le carnet."""
    base = sqlite3.connect(dossier / "nu.sqlite", isolation_level=None)
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = FULL")
    base.execute("CREATE TABLE lignes (id TEXT PRIMARY KEY, corps TEXT)")
    return base


def mesurer_l_ajout(carnet: Carnet, dossier: Path, ajouts: int) -> tuple[float, float]:
    """Les médianes de l'ajout au carnet et de l'INSERT nu, en millisecondes."""
    base = nu(dossier)
    durees: list[float] = []
    durees_nues: list[float] = []
    evenements = [e for n in range(1 + ajouts // (2 * ECHANGES)) for e in une_seance(10**6 + n)]
    for evenement in evenements[:ajouts]:
        with carnet.tenir(evenement.flux):
            durees.append(chronometrer(lambda e=evenement: carnet.ajouter(e)))
        ligne = [evenement.id, ligne_canonique(evenement)]
        durees_nues.append(
            chronometrer(lambda li=ligne: base.execute("INSERT INTO lignes VALUES (?, ?)", li))
        )
    base.close()
    return median(durees), median(durees_nues)


def main() -> None:
    """Remplit un carnet jetable, mesure, affiche."""
    seances = int(sys.argv[1]) if len(sys.argv) > 1 else SEANCES
    ajouts = int(sys.argv[2]) if len(sys.argv) > 2 else AJOUTS
    with tempfile.TemporaryDirectory() as racine:
        dossier = Path(racine) / "carnet"
        remplir(dossier, seances)
        taille = (dossier / "carnet.sqlite").stat().st_size / 2**20
        print(f"carnet de {seances} séances, {taille:.0f} Mio")
        avec = chronometrer(lambda: Carnet.ouvrir(dossier).fermer())
        sans = chronometrer(lambda: Carnet.ouvrir(dossier).fermer())
        with Carnet.ouvrir(dossier) as carnet:
            liste = chronometrer(carnet.lister)
            rare = chronometrer(lambda: carnet.chercher(f"dossier {seances // 2}"))
            courant = chronometrer(lambda: carnet.chercher("rendez-vous"))
            ajout, plancher = mesurer_l_ajout(carnet, Path(racine), ajouts)
    print(f"ajouter            {ajout:8.2f} ms (médiane de {ajouts} ; plafond : {PLAFOND:.0f} ms)")
    print(f"INSERT nu          {plancher:8.2f} ms")
    print(f"rapport            {ajout / plancher:8.2f}")
    print(f"ouvrir             {sans:8.2f} ms ({avec:.0f} ms avec la sauvegarde du jour)")
    print(f"lister             {liste:8.2f} ms")
    print(f"chercher           {rare:8.2f} ms (mots rares), {courant:.0f} ms (mot de partout)")


if __name__ == "__main__":
    main()
