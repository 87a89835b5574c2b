"""Ce qui sort : un document JSON ou un texte sur la sortie, la narration sur l'erreur."""

import contextlib
import json
import os
import sys
from datetime import date

from coach.cli.refus import ECHEC, Refus
from coach.modeles.texte import sans_commandes


def ecrire_json(document: object) -> None:
    """Écrit un document JSON, seul sur la sortie."""
    ecrire_brut(_desarme(json.dumps(document, ensure_ascii=False, indent=2)))


def ecrire_ligne_json(document: object) -> None:
    """Écrit une ligne JSON, d'une suite qui en compte plusieurs."""
    ecrire_brut(_desarme(json.dumps(document, ensure_ascii=False)))


def ecrire(texte: str = "") -> None:
    """Écrit une ligne de texte, sans rien qu'un terminal exécuterait."""
    ecrire_brut(sans_commandes(texte))


def ecrire_brut(texte: str, fin: str = "\n") -> None:
    """Écrit un texte tel quel ; lève `Refus` si la sortie ne le reçoit pas."""
    try:
        sys.stdout.write(texte + fin)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as erreur:
        taire_la_sortie()
        raise Refus("sortie", code=ECHEC) from erreur


def narrer(texte: str) -> None:
    """Dit quelque chose à côté de la réponse, sur la sortie d'erreur."""
    with contextlib.suppress(OSError):
        print(sans_commandes(texte), file=sys.stderr, flush=True)


def en_une_ligne(texte: str) -> str:
    """Le texte, ses blancs et fins de ligne ramenés à une espace."""
    return " ".join(texte.split())


def jour(quand: date) -> str:
    """La date, chiffres seuls : elle se trie et se lit dans toutes les voix."""
    return quand.strftime("%d/%m/%Y")


def pour_cent(part: float) -> str:
    """Une part de 1, en pour cent entiers."""
    return f"{round(100 * part)}\u202f%"


def _desarme(document: str) -> str:
    """Écrit en échappement JSON ce qu'un terminal exécuterait : la valeur lue reste la même."""
    propre = sans_commandes(document)
    if propre == document:
        return document
    return "".join(
        f"\\u{ord(avant):04x}" if avant != apres else avant
        for avant, apres in zip(document, propre, strict=True)
    )


def taire_la_sortie() -> None:
    """Détourne la sortie vers le vide : ce qui reste à écrire ne protestera pas à la fin."""
    with contextlib.suppress(OSError, ValueError):
        vide = os.open(os.devnull, os.O_WRONLY)
        os.dup2(vide, sys.stdout.fileno())
        os.close(vide)
