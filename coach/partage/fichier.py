"""Le fichier portable d'une séance : un en-tête, puis ses événements, une ligne chacun.

Écrit en UTF-8, NFC, LF, clés triées ; relu, il redonne les mêmes octets. Ce qu'on lit vient
peut-être d'ailleurs : tout est vérifié avant que rien n'en sorte.
"""

import json
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from coach.carnet.vues import EntetePortable
from coach.modeles.base import Cle, Ulid
from coach.modeles.evenements import ADAPTATEUR, Evenement, SeanceOuverte
from coach.modeles.journal import en_ordre, ligne_canonique
from coach.modeles.texte import nfc
from coach.partage.erreurs import ErreurDeFichier

FORMAT = "coach-reflexif/journal"
VERSION = 1
EVENEMENTS_AU_PLUS = 200_000
OCTETS_AU_PLUS = 256 * 1024 * 1024
LIGNE_AU_PLUS = 16 * 1024 * 1024
ENTETE_AU_PLUS = 64 * 1024
RANG_AU_PLUS = 1_000_000_000
"""Un rang plus haut empêcherait d'écrire la suite de la séance."""

ANNEES = range(1900, 2200)
"""Les années vraisemblables d'un événement."""

_CONNUS = ("format", "version", "seance", "protocole", "pseudonymise")
_NUL_ECHAPPE = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_SEANCE: TypeAdapter[str] = TypeAdapter(Ulid)
_PROTOCOLE: TypeAdapter[str] = TypeAdapter(Cle)


@dataclass(frozen=True)
class Journal:
    """Une séance lue dans un fichier ; `evenements` dans l'ordre total."""

    seance: str
    protocole: str
    entete: EntetePortable
    evenements: tuple[Evenement, ...]


def exporter(
    flux: str, evenements: Sequence[Evenement], entete: EntetePortable | None = None
) -> bytes:
    """Les octets du fichier de cette séance.

    `entete` : ce que disait de plus le fichier d'où elle vient. Lève `ErreurDeFichier` si la
    séance est vide ou dépasse ce qui se relit.
    """
    if not evenements:
        raise ErreurDeFichier("seance_vide")
    if len(evenements) > EVENEMENTS_AU_PLUS:
        raise ErreurDeFichier("trop_d_evenements", limite=EVENEMENTS_AU_PLUS)
    origine = entete or EntetePortable()
    premiere = {
        **origine.champs,
        "format": FORMAT,
        "version": VERSION,
        "seance": flux,
        "protocole": _protocole(evenements),
        "pseudonymise": origine.pseudonymise,
    }
    lignes = [_en_ligne(premiere), *(ligne_canonique(e) for e in en_ordre(evenements))]
    octets = ("\n".join(lignes) + "\n").encode("utf-8")
    if len(octets) > OCTETS_AU_PLUS:
        raise ErreurDeFichier("trop_gros", limite=OCTETS_AU_PLUS // 2**20)
    return octets


def ecrire(chemin: Path, octets: bytes) -> None:
    """Écrit le fichier d'un coup, lisible de la personne seule, sans rien écraser.

    Lève `ErreurDeFichier`.
    """
    partiel = chemin.with_name(chemin.name + ".partiel")
    try:
        if os.path.lexists(chemin):
            raise ErreurDeFichier("existe")
        descripteur = os.open(partiel, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descripteur, "wb") as ouvert:
                ouvert.write(octets)
                ouvert.flush()
                os.fsync(ouvert.fileno())
            partiel.replace(chemin)
        finally:
            partiel.unlink(missing_ok=True)
    except OSError as erreur:
        raise ErreurDeFichier("ecriture") from erreur


def lire_fichier(source: bytes | Path) -> Journal:
    """La séance d'un fichier, entière et vérifiée.

    Lève `ErreurDeFichier` au premier défaut.
    """
    octets = source if isinstance(source, bytes) else _octets(source)
    if len(octets) > OCTETS_AU_PLUS:
        raise ErreurDeFichier("trop_gros", limite=OCTETS_AU_PLUS // 2**20)
    if octets.count(b"\n") > EVENEMENTS_AU_PLUS + 1:
        raise ErreurDeFichier("trop_d_evenements", limite=EVENEMENTS_AU_PLUS)
    return _lire_les_lignes(_lignes(octets))


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


def _octets(chemin: Path) -> bytes:
    """Le contenu d'un fichier ordinaire, jamais plus que la limite ; ni lien, ni tube."""
    options = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    options |= getattr(os, "O_BINARY", 0)
    try:
        if chemin.is_symlink():
            raise ErreurDeFichier("pas_un_fichier")
        if not chemin.exists():
            raise ErreurDeFichier("introuvable")
        if not chemin.is_file():
            raise ErreurDeFichier("pas_un_fichier")
        with os.fdopen(os.open(chemin, options), "rb") as ouvert:
            etat = os.fstat(ouvert.fileno())
            if not stat.S_ISREG(etat.st_mode):
                raise ErreurDeFichier("pas_un_fichier")
            if etat.st_size > OCTETS_AU_PLUS:
                raise ErreurDeFichier("trop_gros", limite=OCTETS_AU_PLUS // 2**20)
            return ouvert.read(OCTETS_AU_PLUS + 1)
    except (OSError, ValueError) as erreur:
        raise ErreurDeFichier("introuvable") from erreur


def _lire_les_lignes(lignes: Iterator[tuple[int, str]]) -> Journal:
    _, premiere = next(lignes, (1, ""))
    if not premiere:
        raise ErreurDeFichier("vide")
    seance, protocole, entete = _lire_l_entete(premiere)
    evenements: dict[str, Evenement] = {}
    for numero, ligne in lignes:
        evenement = _lire_l_evenement(numero, ligne)
        if evenement.flux != seance:
            raise ErreurDeFichier("autre_seance", ligne=numero)
        if evenement.id in evenements:
            raise ErreurDeFichier("doublon", ligne=numero)
        evenements[evenement.id] = evenement
    if not evenements:
        raise ErreurDeFichier("vide")
    ordre = tuple(en_ordre(evenements.values()))
    if protocole != _protocole(ordre):
        raise ErreurDeFichier("protocole")
    return Journal(seance, protocole, entete, ordre)


def _lire_l_entete(ligne: str) -> tuple[str, str, EntetePortable]:
    if len(ligne) > ENTETE_AU_PLUS:
        raise ErreurDeFichier("ligne_trop_longue", ligne=1)
    try:
        brut = _nfc_partout(from_json(ligne, allow_inf_nan=False))
        _en_ligne(brut)
    except (ValueError, RecursionError) as erreur:
        raise ErreurDeFichier("pas_un_journal") from erreur
    if not isinstance(brut, dict) or brut.get("format") != FORMAT:
        raise ErreurDeFichier("pas_un_journal")
    version = brut.get("version")
    if type(version) is int and version > VERSION:
        raise ErreurDeFichier("plus_recent")
    pseudonymise = brut.get("pseudonymise")
    if type(version) is not int or version != VERSION or type(pseudonymise) is not bool:
        raise ErreurDeFichier("entete")
    try:
        seance = _SEANCE.validate_python(brut.get("seance"), strict=True)
        protocole = brut.get("protocole")
        protocole = _PROTOCOLE.validate_python(protocole, strict=True) if protocole != "" else ""
    except ValidationError as erreur:
        raise ErreurDeFichier("entete") from erreur
    champs = {nom: valeur for nom, valeur in brut.items() if nom not in _CONNUS}
    return seance, protocole, EntetePortable(pseudonymise=pseudonymise, champs=champs)


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


def _protocole(evenements: Sequence[Evenement]) -> str:
    ouvertes = (e.protocole for e in en_ordre(evenements) if isinstance(e, SeanceOuverte))
    return next(ouvertes, "")


def _nfc_partout(brut: Any) -> Any:
    if isinstance(brut, dict):
        return {nfc(nom): _nfc_partout(valeur) for nom, valeur in brut.items()}
    if isinstance(brut, list):
        return [_nfc_partout(valeur) for valeur in brut]
    return nfc(brut) if isinstance(brut, str) else brut


def _en_ligne(brut: Any) -> str:
    return json.dumps(
        brut, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
