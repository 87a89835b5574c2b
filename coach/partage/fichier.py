"""Le fichier portable d'une séance : un en-tête, puis ses événements, une ligne chacun.

Écrit en UTF-8, NFC, LF, clés triées ; relu, il redonne les mêmes octets. Ce qu'on lit vient
peut-être d'ailleurs : tout est vérifié avant que rien n'en sorte.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from coach.carnet.vues import EntetePortable
from coach.modeles.base import Cle, Ulid
from coach.modeles.evenements import Evenement, SeanceOuverte
from coach.modeles.journal import en_ordre, ligne_canonique
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.lignes import (
    EVENEMENTS_AU_PLUS,
    OCTETS_AU_PLUS,
    en_ligne,
    lire_l_entete,
    lire_les_evenements,
    lire_les_lignes,
)

FORMAT = "coach-reflexif/journal"
VERSION = 1

_CONNUS = ("format", "version", "seance", "protocole", "pseudonymise")
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
    lignes = [en_ligne(premiere), *(ligne_canonique(e) for e in en_ordre(evenements))]
    octets = ("\n".join(lignes) + "\n").encode("utf-8")
    if len(octets) > OCTETS_AU_PLUS:
        raise ErreurDeFichier("trop_gros", limite=OCTETS_AU_PLUS // 2**20)
    return octets


def lire_fichier(source: bytes | Path) -> Journal:
    """La séance d'un fichier, entière et vérifiée.

    Lève `ErreurDeFichier` au premier défaut.
    """
    lignes = lire_les_lignes(source)
    _, premiere = next(lignes, (1, ""))
    seance, protocole, entete = _lire_l_entete(premiere)
    ordre = tuple(en_ordre(lire_les_evenements(lignes, seance).values()))
    if not ordre:
        raise ErreurDeFichier("vide")
    if protocole != _protocole(ordre):
        raise ErreurDeFichier("protocole")
    return Journal(seance, protocole, entete, ordre)


def _lire_l_entete(ligne: str) -> tuple[str, str, EntetePortable]:
    brut = lire_l_entete(ligne, FORMAT, VERSION)
    pseudonymise = brut.get("pseudonymise")
    if type(pseudonymise) is not bool:
        raise ErreurDeFichier("entete")
    try:
        seance = _SEANCE.validate_python(brut.get("seance"), strict=True)
        protocole = brut.get("protocole")
        protocole = _PROTOCOLE.validate_python(protocole, strict=True) if protocole != "" else ""
    except ValidationError as erreur:
        raise ErreurDeFichier("entete") from erreur
    champs = {nom: valeur for nom, valeur in brut.items() if nom not in _CONNUS}
    return seance, protocole, EntetePortable(pseudonymise=pseudonymise, champs=champs)


def _protocole(evenements: Sequence[Evenement]) -> str:
    ouvertes = (e.protocole for e in en_ordre(evenements) if isinstance(e, SeanceOuverte))
    return next(ouvertes, "")
