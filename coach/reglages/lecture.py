"""Lire les réglages : ce qui est mal écrit se nomme, avec sa ligne ; rien n'est empêché."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.reglages.apparence import FICHIER, octets_de
from coach.reglages.champs import champ
from coach.reglages.modele import Reglages
from coach.reglages.paroles import dire
from coach.reglages.valeurs import plus_proche, trier

LONGUEUR_CITEE = 60
"""Points de code cités au plus d'une valeur du fichier."""

_CHAMP = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*=""")
_EN_TETE = re.compile(r"\s*\[\s*([\w.-]+)\s*\]")


@dataclass(frozen=True)
class ReglagesLus:
    """Les réglages, et ce qu'il faut dire de leur fichier (rien quand tout va bien)."""

    reglages: Reglages
    avertissements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fichier:
    """Le fichier tel qu'il est : son chemin, son texte, ses données ; `refus` : pourquoi non."""

    chemin: Path
    texte: str = ""
    donnees: Mapping[str, Any] | None = None
    refus: str = ""


def lire(dossier: Path) -> ReglagesLus:
    """Les réglages de ce dossier ; ce qui est absent ou mal écrit prend la valeur d'habitude."""
    fichier = ouvrir(dossier)
    if fichier.refus:
        return ReglagesLus(Reglages(), (fichier.refus,))
    return _valider(fichier) if fichier.donnees else ReglagesLus(Reglages())


def ouvrir(dossier: Path) -> Fichier:
    """Le fichier de ce dossier ; sans données s'il est absent ou ne se lit pas. Ne lève rien."""
    chemin = dossier / FICHIER
    try:
        octets = octets_de(chemin)
    except (FileNotFoundError, NotADirectoryError):
        return Fichier(chemin)
    except OSError:
        return Fichier(chemin, refus=dire("lecture.interdit", fichier=chemin))
    try:
        texte = octets.decode("utf-8-sig")
        return Fichier(chemin, texte, tomllib.loads(texte))
    except UnicodeDecodeError as faute:
        numero: str | int = octets.count(b"\n", 0, faute.start) + 1
    except (ValueError, RecursionError) as faute:
        trouve = re.search(r"at line (\d+)", str(faute))
        numero = trouve[1] if trouve else ""
    ligne = dire("lecture.ligne", ligne=numero) if numero else ""
    return Fichier(chemin, refus=dire("lecture.illisible", fichier=chemin, ligne=ligne))


# --- Garder ce qui va, nommer le reste ---------------------------------------------------------


def _valider(fichier: Fichier) -> ReglagesLus:
    donnees = fichier.donnees or {}
    inconnus = [n for n in donnees if n not in Reglages.model_fields]
    avertissements = [_inconnu(fichier, nom) for nom in inconnus]
    gardes: dict[str, Any] = {}
    for nom in Reglages.model_fields:
        if nom not in donnees:
            continue
        valeur, fautes = trier(nom, donnees[nom])
        if valeur is not None:
            gardes[nom] = valeur
        avertissements += [_mal_ecrit(fichier, nom, faute) for faute in fautes]
        if fautes and nom == "referentiels":  # un des siens, mis de côté, peut être ce qui manque
            from coach.referentiels import avertissements as ecartes

            avertissements += ecartes()
    return ReglagesLus(Reglages.model_validate(gardes), tuple(avertissements))


def _inconnu(fichier: Fichier, nom: str) -> str:
    ou = _ou(fichier, nom)
    if proche := plus_proche(nom, Reglages.model_fields):
        return dire("lecture.inconnu_proche", nom=_citer(nom), ou=ou, proche=proche)
    return dire("lecture.inconnu", nom=_citer(nom), ou=ou)


def _mal_ecrit(fichier: Fichier, nom: str, faute: Any) -> str:
    la_touche = nom == "touches" and isinstance(faute, str)
    ou = _ou(fichier, faute, "touches") if la_touche else _ou(fichier, nom)
    ici = champ(nom)
    suite = ici.attendu
    if isinstance(faute, str) and (proche := plus_proche(faute, ici.valeurs)):
        suite = dire("lecture.proche", proche=proche) + " " + suite
    return dire("lecture.mal_ecrit", ou=ou, valeur=_citer(faute), nom=nom, suite=suite)


def _ou(fichier: Fichier, nom: str, table: str = "") -> str:
    """« /…/reglages.toml » (ligne 3) ; sans ligne quand elle ne se retrouve pas."""
    numero = ligne_de(fichier.texte, nom, table)
    ligne = dire("lecture.ligne", ligne=numero) if numero else ""
    return dire("lecture.ou", fichier=fichier.chemin, ligne=ligne)


def ligne_de(texte: str, nom: str, table: str = "") -> int | None:
    """La ligne (de 1) où ce nom reçoit sa valeur ou s'ouvre en table, ou rien."""
    ici = ""
    for numero, ligne in enumerate(texte.split("\n"), 1):
        if en_tete := _EN_TETE.match(ligne):
            ici = en_tete[1]
            if not table and ici == nom:
                return numero
        elif (trouve := _CHAMP.match(ligne)) and ici == table and nom in trouve.groups():
            return numero
    return None


def _citer(valeur: Any) -> str:
    """La valeur en une ligne, courte, sans rien qu'un terminal exécuterait."""
    from coach.modeles.texte import sans_commandes

    ligne = " ".join(sans_commandes(str(valeur)).split())
    return ligne if len(ligne) <= LONGUEUR_CITEE else ligne[: LONGUEUR_CITEE - 1] + "…"
