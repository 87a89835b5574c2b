"""Écrire les réglages : d'un coup, sans rien perdre de ce que la personne a mis dans le fichier."""

import contextlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any

import tomlkit
from filelock import FileLock, Timeout
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from coach.provisoire import ecrire_a_cote
from coach.reglages.apparence import FICHIER, octets_de
from coach.reglages.champs import ErreurDeReglages
from coach.reglages.gabarit import en_toml, gabarit
from coach.reglages.lecture import Fichier, ReglagesLus, lire, ouvrir
from coach.reglages.modele import AUCUN
from coach.reglages.paroles import dire

_VERROU = ".reglages.verrou"
_ATTENTE = 5.0
"""Secondes laissées à l'autre fenêtre pour finir d'écrire."""


@dataclass(frozen=True)
class Enregistres:
    """Les réglages après l'écriture, relus ; `copie` : où le fichier abîmé d'avant est gardé."""

    lus: ReglagesLus
    copie: Path | None = None

    @property
    def avertissements(self) -> tuple[str, ...]:
        """Ce qu'il faut dire à la personne."""
        dite = (dire("changer.abime", copie=self.copie),) if self.copie else ()
        return (*dite, *self.lus.avertissements)


def enregistrer(dossier: Path, changements: Mapping[str, Any]) -> Enregistres:
    """Écrit ces valeurs (par nom de réglage), et elles seules, dans le fichier tel qu'il est là.

    Le fichier est relu d'abord : ce qu'une autre fenêtre vient d'y changer reste. Absent, il naît
    du gabarit ; illisible, il est d'abord copié à côté. Droits 0600, dossier créé en 0700.

    Lève `ErreurDeReglages` ; le fichier est alors celui d'avant.
    """
    try:
        dossier.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(dossier / _VERROU, timeout=_ATTENTE, mode=0o600):
            fichier = ouvrir(dossier)
            copie = _mettre_a_l_abri(fichier) if fichier.refus else None
            _remplacer(dossier / FICHIER, _avec(fichier, changements))
    except Timeout as erreur:
        raise ErreurDeReglages(dire("changer.occupe"), "ecriture") from erreur
    except OSError as erreur:
        phrase = dire("changer.ecriture", fichier=dossier / FICHIER)
        raise ErreurDeReglages(phrase, "ecriture") from erreur
    return Enregistres(lire(dossier), copie)


def _avec(fichier: Fichier, changements: Mapping[str, Any]) -> str:
    """Le texte du fichier, ces changements faits. Lève `ErreurDeReglages` s'il s'y perdrait."""
    avant = fichier.texte if fichier.donnees is not None else gabarit()
    try:
        document = tomlkit.parse(avant)
        for nom, valeur in changements.items():
            if isinstance(valeur, Mapping):
                _ecrire_la_table(document, nom, valeur)
            else:
                document[nom] = _a_ecrire(valeur)
        apres = tomlkit.dumps(document)
    except TOMLKitError as erreur:
        raise ErreurDeReglages(dire("changer.a_la_main", fichier=fichier.chemin)) from erreur
    if not _dit(apres, changements):
        raise ErreurDeReglages(dire("changer.a_la_main", fichier=fichier.chemin))
    return apres


def _ecrire_la_table(document: tomlkit.TOMLDocument, nom: str, valeurs: Mapping[str, Any]) -> None:
    """Met une table à jour entrée par entrée : les commentaires de celles qui restent restent."""
    table = document.get(nom)
    if not isinstance(table, Table):
        table = tomlkit.table()
        document[nom] = table
    for cle in [c for c in table if c not in valeurs]:
        table.remove(cle)
    for cle, valeur in valeurs.items():
        table[cle] = _a_ecrire(valeur)


def _a_ecrire(valeur: Any) -> Any:
    if valeur is None:
        return AUCUN
    return list(valeur) if isinstance(valeur, tuple) else valeur


def _dit(texte: str, changements: Mapping[str, Any]) -> bool:
    """Vrai si le texte se relit et dit bien ces valeurs."""
    try:
        donnees = tomllib.loads(texte)
    except ValueError:
        return False
    return all(
        donnees.get(nom) == tomllib.loads(f"v = {en_toml(valeur)}")["v"]
        for nom, valeur in changements.items()
    )


# --- Sur le disque -------------------------------------------------------------------------------


def _remplacer(fichier: Path, texte: str) -> None:
    """Remplace le fichier d'un coup ; un lien reste un lien. Lève `OSError`."""
    cible = fichier.resolve()
    provisoire = ecrire_a_cote(cible, texte.encode("utf-8"))
    try:
        provisoire.replace(cible)
    finally:
        with contextlib.suppress(OSError):
            provisoire.unlink(missing_ok=True)


def _mettre_a_l_abri(fichier: Fichier) -> Path:
    """Copie un fichier illisible à côté, sous un nom libre. Lève `OSError`."""
    octets = octets_de(fichier.chemin)
    suites = chain([""], (f"-{rang}" for rang in count(2)))
    for suite in suites:
        copie = fichier.chemin.with_name(f"reglages-abime{suite}.toml")
        with contextlib.suppress(FileExistsError):
            poignee = os.open(copie, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(poignee, "wb") as flux:
                flux.write(octets)
            return copie
    raise AssertionError  # les suites ne finissent pas
