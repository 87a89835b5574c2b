"""Le JSON de Day One 2, tel quel ou dans son archive `.zip` ; images et sons restent dehors.

Chaque entrée a `creationDate` (UTC), `timeZone`, `text` (Markdown), `tags` et `starred`.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, tzinfo
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coach.echange.erreurs import ErreurDEchange
from coach.echange.journaux.entree import Entree, former, nommer, situer
from coach.echange.journaux.json_lu import (
    OCTETS_AU_PLUS,
    entrees_de,
    lire_json,
    liste_de,
    texte_de,
)
from coach.echange.journaux.rubriques import rubrique
from coach.echange.paroles import dire

FORMAT = "dayone"

MEMBRES_AU_PLUS = 200_000
JOURNAUX_AU_PLUS = 100

_PIECE = re.compile(r"!?\[[^\[\]\n]{0,200}\]\(dayone-moment:/*[^()\n]{0,200}\)")
_ECHAPPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ARCHIVE = b"PK\x03\x04"


def est_une_archive(octets: bytes) -> bool:
    """Vrai si ces octets sont une archive ZIP."""
    return octets.startswith(_ARCHIVE)


def ressemble(lu: Any) -> bool:
    """Vrai si ce JSON a la forme d'un export de Day One."""
    brutes = lu.get("entries") if isinstance(lu, dict) else None
    return (
        isinstance(brutes, list)
        and bool(brutes)
        and all(isinstance(b, dict) and "creationDate" in b for b in brutes[:5])
    )


def lire_dayone(octets: bytes, zone: tzinfo | None = None) -> Iterator[Entree]:
    """Les entrées de cet export, dans son ordre. `zone` l'emporte sur le fuseau de chaque entrée.

    Lève `ErreurDEchange`, qui nomme l'entrée fautive.
    """
    journaux = list(_journaux(octets)) if est_une_archive(octets) else [octets]
    rang = 0
    for journal in journaux:
        for brut in entrees_de(lire_json(journal), FORMAT):
            rang += 1
            entree = _entree(brut, rang, zone)
            if entree is not None:
                yield entree


def _journaux(octets: bytes) -> Iterator[bytes]:
    """Les journaux de l'archive : les JSON de sa racine, jamais écrits sur le disque."""
    try:
        with zipfile.ZipFile(BytesIO(octets)) as archive:
            membres = archive.infolist()
            if len(membres) > MEMBRES_AU_PLUS:
                raise ErreurDEchange("archive")
            voulus = [m for m in membres if "/" not in m.filename and _est_un_journal(m)]
            if not voulus:
                raise ErreurDEchange("pas_ce_journal", format=FORMAT)
            if len(voulus) > JOURNAUX_AU_PLUS:
                raise ErreurDEchange("archive")
            reste = OCTETS_AU_PLUS
            for membre in sorted(voulus, key=lambda m: m.filename):
                with archive.open(membre) as ouvert:
                    contenu = ouvert.read(reste + 1)
                reste -= len(contenu)
                if reste < 0:
                    raise ErreurDEchange("trop_gros", limite=OCTETS_AU_PLUS // 2**20)
                yield contenu
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as erreur:
        # RuntimeError : une archive chiffrée, ou une compression inconnue
        raise ErreurDEchange("archive") from erreur


def _est_un_journal(membre: zipfile.ZipInfo) -> bool:
    return membre.filename.lower().endswith(".json") and not membre.flag_bits & 0x1


def _entree(brut: dict[str, Any], rang: int, zone: tzinfo | None) -> Entree | None:
    texte = _texte(brut)
    premiere, _, suite = texte.partition("\n")
    titre = rubrique(premiere) or ""
    nom = nommer(rang, titre or premiere)
    quand = situer(nom, _instant(brut, nom), zone or _fuseau(texte_de(brut, "timeZone")))
    etiquettes = [
        *liste_de(brut, "tags"),
        *([dire("entree.favori")] if brut.get("starred") else []),
    ]
    return former(nom, quand, titre, suite if titre else texte, etiquettes)


def _texte(brut: dict[str, Any]) -> str:
    """Le texte de l'entrée, sans les images, sans les barres qui protégeaient la ponctuation."""
    texte = texte_de(brut, "text") or _texte_riche(texte_de(brut, "richText"))
    return _ECHAPPE.sub(r"\1", _PIECE.sub("", texte)).strip()


def _texte_riche(brut: str) -> str:
    if not brut:
        return ""
    try:
        lu = lire_json(brut.encode("utf-8", "replace"))
    except ErreurDEchange:
        return ""
    morceaux = liste_de(lu, "contents") if isinstance(lu, dict) else []
    return "".join(texte_de(m, "text") for m in morceaux if isinstance(m, dict))


def _instant(brut: dict[str, Any], nom: str) -> datetime:
    ecrit = texte_de(brut, "creationDate")
    try:
        quand = datetime.fromisoformat(ecrit)
    except ValueError:
        raise ErreurDEchange("date", entree=nom, valeur=ecrit[:40]) from None
    if quand.tzinfo is None:
        quand = quand.replace(tzinfo=ZoneInfo("UTC"))
    return quand


def _fuseau(nom: str) -> tzinfo | None:
    try:
        return ZoneInfo(nom) if nom else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
