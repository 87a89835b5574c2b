"""Le portfolio d'un centre de formation, à côté du SQL nu qui lit les mêmes lignes.

Un carnet engendré : 5 000 séances, 20 000 preuves (dont une sur dix apportée, déplacée ou retirée),
6 000 positionnements, sur les cinq référentiels. Le SQL nu : sqlite3 seul, les trois mêmes
requêtes, leurs lignes en liste. En temps de processeur, en alternance, médianes ; le démarrage et
la lecture des fichiers de référentiels, faite une fois par lancement, sont à part.

Usage : python benchmarks/portfolio.py [nombre de séances] [nombre de preuves]
"""

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from ulid import ULID

from coach.carnet import Carnet, progression
from coach.carnet.connexion import BASE, connecter, ecriture
from coach.carnet.registre import inserer
from coach.modeles.base import Entete
from coach.modeles.evenements import (
    CompetenceLiee,
    EtiquettePosee,
    PositionnementFait,
    PreuveAjoutee,
    PreuveDeplacee,
    PreuveRetiree,
    SeanceOuverte,
)
from coach.modeles.journal import Plume
from coach.modeles.progression import ECHELLE
from coach.portfolio import Filtres, portfolio
from coach.portfolio.lecture import dresser
from coach.referentiels import charger, identifiants

SEANCES = 5_000
PREUVES = 20_000
POSITIONNEMENTS = 6_000
TOURS = 15
PLAFOND = 3.0
"""Combien de fois le SQL nu on s'autorise."""

PROTOCOLES = ("analyse-de-pratique", "express", "relation", "incident", "tensions")
ETIQUETTES = ("équipe", "entretien", "atelier", "employeur", "supervision")
EXTRAIT = "J’ai proposé de reprendre rendez-vous, et j’ai reformulé ce qu’il venait de dire, point "


def adresses() -> list[dict[str, str]]:
    """Toutes les compétences des référentiels livrés."""
    return [
        {"referentiel": r.id, "code": c.code, "millesime": r.millesime}
        for r in map(charger, identifiants())
        for c in r.competences
    ]


def plume(flux: str, quand: datetime) -> Plume:
    """De quoi écrire un flux, tout entier au même instant."""
    return Plume(flux, "personne", lambda: quand, lambda: str(ULID()))


def seances(nombre: int, preuves: int, tirage: random.Random) -> Iterator[list[Entete]]:
    """Des séances réduites à ce que lit un portfolio : ouverture, étiquette, compétences liées."""
    connues, depart = adresses(), datetime(2024, 1, 1, 18).astimezone()
    for rang in range(nombre):
        tenue = plume(str(ULID()), depart + timedelta(hours=5 * rang))
        protocole = tirage.choice(PROTOCOLES)
        ecrits: list[Entete] = [tenue.ecrire(SeanceOuverte, protocole=protocole)]
        if rang % 3 == 0:
            ecrits.append(tenue.ecrire(EtiquettePosee, etiquette=tirage.choice(ETIQUETTES)))
        pour_elle = preuves // nombre + (rang < preuves % nombre)
        for sienne in range(pour_elle):
            champs = tirage.choice(connues)
            texte = f"{EXTRAIT}{rang}.{sienne}"
            ecrits.append(
                tenue.ecrire(CompetenceLiee, **champs, extrait=texte, justification="J’y étais.")
            )
        yield ecrits


def carnet_entier(
    liees: list[str], apportees: int, regards: int, tirage: random.Random
) -> list[Entete]:
    """Le flux du carnet : preuves apportées, déplacées, retirées, positionnements."""
    connues, jour = adresses(), date(2024, 1, 1)
    tenue = plume("carnet", datetime(2026, 6, 1, 18).astimezone())
    faits: list[Entete] = [
        tenue.ecrire(
            PreuveAjoutee,
            **tirage.choice(connues),
            extrait=f"Le bilan de stage, page {rang}",
            source="Bilan de stage",
            date=jour + timedelta(days=rang % 700),
        )
        for rang in range(apportees)
    ]
    moitie = apportees // 2
    faits += [
        tenue.ecrire(PreuveDeplacee, cible=cible, **tirage.choice(connues))
        for cible in liees[:moitie]
    ]
    faits += [
        tenue.ecrire(PreuveRetiree, cible=cible, motif="Ce n’était pas moi.")
        for cible in liees[moitie:apportees]
    ]
    faits += [
        tenue.ecrire(
            PositionnementFait,
            **tirage.choice(connues),
            niveau=tirage.choice(ECHELLE),
            justification="Je le vois aux retours.",
            par=tirage.choice(("moi", "moi", "moi", "Le tuteur")),
            item=tirage.choice((None, None, 0, 3)),
        )
        for _ in range(regards)
    ]
    return faits


def remplir(dossier: Path, nombre: int, preuves: int) -> None:
    """Écrit le carnet, puis le dérive."""
    tirage = random.Random(7)
    apportees = preuves // 20
    with Carnet.ouvrir(dossier) as carnet:
        base = connecter(dossier / BASE)
        liees: list[str] = []
        with closing(base), ecriture(base):
            for ecrits in seances(nombre, preuves - apportees // 2, tirage):
                inserer(base, ecrits)  # type: ignore[arg-type]
                liees += [e.id for e in ecrits if isinstance(e, CompetenceLiee)]
            inserer(base, carnet_entier(liees, apportees, POSITIONNEMENTS, tirage))  # type: ignore[arg-type]
        carnet.lister()


def sql_nu(fichier: Path) -> Callable[[], Any]:
    """Les trois requêtes du portfolio, sur une connexion nue."""
    base = sqlite3.connect(fichier)
    base.execute("PRAGMA cache_size = -16384")
    requetes = (
        progression._PREUVES,
        progression._POSITIONNEMENTS,
        "SELECT flux, cle FROM etiquettes ORDER BY flux, cle",
    )
    return lambda: [base.execute(requete).fetchall() for requete in requetes]


def mesurer(gestes: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """La médiane de chaque geste, en millisecondes de processeur ; un tour pour rien d'abord."""
    durees: dict[str, list[float]] = {nom: [] for nom in gestes}
    for tour in range(TOURS + 1):
        for nom, geste in gestes.items():
            depart = time.process_time()
            rendu = geste()
            if tour:
                durees[nom].append((time.process_time() - depart) * 1000)
            del rendu
    return {nom: median(valeurs) for nom, valeurs in durees.items()}


def main() -> None:
    """Engendre le carnet, mesure, et imprime les rapports."""
    nombre = int(sys.argv[1]) if len(sys.argv) > 1 else SEANCES
    preuves = int(sys.argv[2]) if len(sys.argv) > 2 else PREUVES
    depart = time.process_time()
    adresses()
    print(f"lire les référentiels, une fois : {(time.process_time() - depart) * 1000:.0f} ms")
    with tempfile.TemporaryDirectory() as nom:
        dossier = Path(nom)
        remplir(dossier, nombre, preuves)
        nu = sql_nu(dossier / BASE)
        lignes = nu()
        with Carnet.ouvrir(dossier) as carnet:
            tout, aujourd_hui = identifiants(), date(2026, 11, 22)
            matiere = carnet.matiere()
            six_mois = Filtres(depuis=date(2026, 5, 22), protocoles=("express",))
            durees = mesurer(
                {
                    "SQL nu": nu,
                    "portfolio": lambda: portfolio(carnet, suivis=tout, au=aujourd_hui),
                    "  dont le dresser": lambda: dresser(matiere, Filtres(), tout, aujourd_hui),
                    "portfolio filtré": lambda: portfolio(carnet, six_mois, suivis=tout),
                    "un référentiel": lambda: portfolio(carnet, Filtres(("cip",))),
                }
            )
            vu = portfolio(carnet, suivis=tout, au=aujourd_hui)
            durees |= mesurer(
                {
                    "et ouvrir chaque correspondance": lambda: [
                        c.par_correspondance for c in vu.competences
                    ],
                    "et la frise": vu.frise,
                }
            )
    print(f"séances : {nombre} ; preuves lues : {len(lignes[0])} ; regards : {len(lignes[1])}")
    for quoi, duree in durees.items():
        print(f"{quoi:32} {duree:7.1f} ms  ({duree / durees['SQL nu']:.2f} fois le SQL nu)")
    print(f"plafond : {PLAFOND} fois, pour « portfolio »")


if __name__ == "__main__":
    main()
