"""Rendre les protocoles, livrés ou de la personne, par leur identifiant."""

from functools import cache
from pathlib import Path

from coach.dialogues.erreurs import ErreurDeProtocole, erreur
from coach.dialogues.fichier import charger_fichier
from coach.dialogues.livres import INTERNES, fichier_livre, identifiants_livres
from coach.dialogues.personnels import personnels
from coach.dialogues.script import Etape, Protocole, Question
from coach.referentiels.erreurs import plus_proche

__all__ = [
    "ErreurDeProtocole",
    "Etape",
    "Protocole",
    "Question",
    "avertissements",
    "charger",
    "est_livre",
    "fichiers",
    "identifiants",
]


def identifiants() -> tuple[str, ...]:
    """Les protocoles qui se lisent, triés : les livrés et ceux de la personne.

    Ne lève rien pour un fichier de la personne : il manque ici, et `avertissements` le dit.
    """
    return tuple(sorted((*identifiants_livres(), *personnels().lus)))


def est_livre(identifiant: str) -> bool:
    """Vrai pour un protocole livré avec le coach."""
    return identifiant in identifiants_livres()


def avertissements() -> tuple[str, ...]:
    """Ce qui ne va pas dans les protocoles de la personne : une phrase par fichier de côté."""
    return tuple(str(refus) for refus in personnels().ecartes.values())


def fichiers() -> tuple[Path, ...]:
    """Tous les fichiers de protocole, livrés et de la personne."""
    return (*map(fichier_livre, identifiants_livres()), *personnels().fichiers)


def charger(identifiant: str) -> Protocole:
    """Le protocole de ce nom. Lève `ErreurDeProtocole` s'il n'existe pas ou se lit mal."""
    if identifiant in INTERNES or identifiant in identifiants_livres():
        return _livre(identifiant)
    siens = personnels()
    if identifiant in siens.lus:
        return siens.lus[identifiant]
    if refus := siens.refus_de(identifiant):
        raise refus
    if proche := plus_proche(identifiant, identifiants()):
        raise erreur("inconnu_proche", identifiant=identifiant, proche=proche)
    raise erreur("inconnu", identifiant=identifiant, choix=identifiants())


@cache
def _livre(identifiant: str) -> Protocole:
    return charger_fichier(fichier_livre(identifiant))
