"""Ouvrir ce que les commandes partagent : le dossier choisi, le carnet, les réglages."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coach import dossiers
from coach.cli.francais import carnet_choisi
from coach.cli.sortie import narrer

if TYPE_CHECKING:
    from coach.carnet import Carnet
    from coach.reglages import Reglages

T = TypeVar("T")


def dossier_du_carnet() -> Path:
    """Le dossier du carnet : celui de --carnet, celui de COACH_CARNET, ou celui du système."""
    return carnet_choisi() or dossiers.carnet()


@contextmanager
def carnet_ouvert() -> "Iterator[Carnet]":
    """Le carnet, créé s'il manque ; ses avertissements sont dits. Lève `ErreurDeCarnet`."""
    from coach.carnet import Carnet

    with Carnet.ouvrir(dossier_du_carnet()) as carnet:
        _avertir(carnet)
        yield carnet


@contextmanager
def carnet_existant() -> "Iterator[Carnet]":
    """Le carnet, jamais créé, même là où rien ne peut s'écrire. Lève `ErreurDeCarnet`.

    Ouvert pour lire seulement, il redit à qui veut écrire ce qui l'en a empêché.
    """
    with _ouvrir_pour_lire(dossier_du_carnet()) as carnet:
        _avertir(carnet)
        yield carnet


def _ouvrir_pour_lire(dossier: Path) -> "Carnet":
    from coach.carnet import Carnet, EcritureImpossible
    from coach.carnet.connexion import BASE

    if not os.path.isfile(dossier / BASE):  # noqa: PTH113 (un dossier interdit n'est pas une panne)
        return Carnet.ouvrir(dossier, lecture_seule=True)
    try:
        return Carnet.ouvrir(dossier)
    except EcritureImpossible as refus:
        carnet = Carnet.ouvrir(dossier, lecture_seule=True)
        carnet.empechement = refus.raison
        return carnet


def lire_si_carnet(lire: "Callable[[Carnet], list[T]]") -> "list[T]":
    """Ce que `lire` rend du carnet ; rien, et une phrase, tant qu'il n'y a pas de carnet."""
    from coach.carnet import ErreurDeCarnet

    try:
        with carnet_existant() as carnet:
            return lire(carnet)
    except ErreurDeCarnet as erreur:
        if erreur.raison != "carnet_absent":
            raise
        narrer(str(erreur))
        return []


def _avertir(carnet: "Carnet") -> None:
    for avertissement in carnet.avertissements:
        narrer(avertissement)


def reglages() -> "Reglages":
    """Les réglages de la personne ; ce qui ne s'y lit pas est dit."""
    from coach.reglages import lire

    lus = lire(dossiers.configuration())
    for avertissement in lus.avertissements:
        narrer(avertissement)
    return lus.reglages
