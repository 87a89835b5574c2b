"""Un fichier d'événements venu d'ailleurs : un en-tête, puis une ligne chacun, tout vérifié."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from coach.modeles.evenements import ADAPTATEUR, Evenement
from coach.modeles.texte import nfc
from coach.partage.disque import octets_de
from coach.partage.erreurs import ErreurDeFichier

EVENEMENTS_AU_PLUS = 200_000
OCTETS_AU_PLUS = 256 * 1024 * 1024
LIGNE_AU_PLUS = 16 * 1024 * 1024
ENTETE_AU_PLUS = 64 * 1024
RANG_AU_PLUS = 1_000_000_000
"""Un rang plus haut empêcherait d'écrire la suite de la séance."""

ANNEES = range(1900, 2200)
"""Les années vraisemblables d'un événement."""

_NUL_ECHAPPE = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def lire_les_lignes(source: bytes | Path) -> Iterator[tuple[int, str]]:
    """Les lignes non blanches d'un fichier et leur numéro, une à la fois en mémoire.

    Lève `ErreurDeFichier` s'il est trop gros, trop long, ou n'est pas de l'UTF-8.
    """
    octets = source if isinstance(source, bytes) else octets_de(source, OCTETS_AU_PLUS)
    if len(octets) > OCTETS_AU_PLUS:
        raise ErreurDeFichier("trop_gros", limite=OCTETS_AU_PLUS // 2**20)
    if octets.count(b"\n") > EVENEMENTS_AU_PLUS + 1:
        raise ErreurDeFichier("trop_d_evenements", limite=EVENEMENTS_AU_PLUS)
    return _lignes(octets)


def lire_l_entete(ligne: str, format_: str, version: int) -> dict[str, Any]:
    """L'en-tête d'un fichier de ce format. Lève `ErreurDeFichier` s'il n'est pas le sien."""
    if not ligne:
        raise ErreurDeFichier("vide")
    if len(ligne) > ENTETE_AU_PLUS:
        raise ErreurDeFichier("ligne_trop_longue", ligne=1)
    try:
        brut = _nfc_partout(from_json(ligne, allow_inf_nan=False))
        en_ligne(brut)
    except (ValueError, RecursionError) as erreur:
        raise ErreurDeFichier("pas_un_journal") from erreur
    if not isinstance(brut, dict) or brut.get("format") != format_:
        raise ErreurDeFichier("pas_un_journal")
    lue = brut.get("version")
    if type(lue) is int and lue > version:
        raise ErreurDeFichier("plus_recent")
    if type(lue) is not int or lue != version:
        raise ErreurDeFichier("entete")
    return brut


def lire_les_evenements(lignes: Iterator[tuple[int, str]], flux: str) -> dict[str, Evenement]:
    """Les événements de ce flux, par identifiant. Lève `ErreurDeFichier` au premier défaut."""
    evenements: dict[str, Evenement] = {}
    for numero, ligne in lignes:
        evenement = _lire_l_evenement(numero, ligne)
        if evenement.flux != flux:
            raise ErreurDeFichier("autre_seance", ligne=numero)
        if evenement.id in evenements:
            raise ErreurDeFichier("doublon", ligne=numero)
        evenements[evenement.id] = evenement
    return evenements


def _lignes(octets: bytes) -> Iterator[tuple[int, str]]:
    """Les lignes qui ne sont pas blanches, et leur numéro ; une à la fois en mémoire."""
    try:
        for numero, ligne in enumerate(BytesIO(octets), 1):
            if len(ligne) > LIGNE_AU_PLUS:
                raise ErreurDeFichier("ligne_trop_longue", ligne=numero)
            if texte := ligne.decode("utf-8-sig" if numero == 1 else "utf-8").strip():
                yield numero, texte
    except UnicodeDecodeError as erreur:
        raise ErreurDeFichier("encodage") from erreur


def _lire_l_evenement(numero: int, ligne: str) -> Evenement:
    if _NUL_ECHAPPE.search(ligne) or "\x00" in ligne:
        raise ErreurDeFichier("nul", ligne=numero)
    try:
        evenement = ADAPTATEUR.validate_json(ligne, strict=True)
    except (ValidationError, RecursionError) as erreur:
        raise ErreurDeFichier(_raison(erreur), ligne=numero) from erreur
    if evenement.quand.year not in ANNEES or evenement.rang > RANG_AU_PLUS:
        raise ErreurDeFichier("date", ligne=numero)
    return evenement


def _raison(erreur: ValidationError | RecursionError) -> str:
    """Ce qui cloche dans la ligne, dans les mots du catalogue."""
    if isinstance(erreur, RecursionError):
        return "ligne"
    fautes = erreur.errors(include_url=False, include_context=False, include_input=False)
    if any(faute["type"] == "json_invalid" for faute in fautes):
        return "ligne"
    if any(faute["type"] == "union_tag_invalid" for faute in fautes):
        return "type_inconnu"
    if any(faute["loc"][-1:] == ("version",) for faute in fautes):
        return "type_inconnu"
    return "evenement"


def _nfc_partout(brut: Any) -> Any:
    if isinstance(brut, dict):
        return {nfc(nom): _nfc_partout(valeur) for nom, valeur in brut.items()}
    if isinstance(brut, list):
        return [_nfc_partout(valeur) for valeur in brut]
    return nfc(brut) if isinstance(brut, str) else brut


def en_ligne(brut: Any) -> str:
    """Un objet en une ligne JSON canonique ; `ValueError` s'il n'en est pas un."""
    return json.dumps(
        brut, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
