"""Une entrée devient une séance à reprendre : une note, à sa date.

Son identifiant tient à l'heure écrite, au titre et au texte : importer deux fois la même entrée,
d'un fichier ou d'un autre, n'en fait entrer qu'une.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from ulid import ULID

from coach.echange.journaux.entree import Entree
from coach.modeles.evenements import (
    EtiquettePosee,
    Evenement,
    NoteDeposee,
    SeanceOuverte,
    TitreDonne,
)
from coach.modeles.journal import E, ligne_canonique

_OCTETS_DU_HASARD = 10


def par_flux(entrees: Iterable[Entree]) -> dict[str, Entree]:
    """Chaque entrée sous l'identifiant de sa séance, de la plus ancienne à la plus récente.

    Deux entrées identiques n'en font qu'une.
    """
    rangees = sorted(entrees, key=lambda e: e.quand)
    return {identifiant(entree): entree for entree in rangees}


def rediger(
    entree: Entree,
    *,
    auteur: str,
    protocole: str,
    referentiels: tuple[str, ...] = (),
    etiquettes: tuple[str, ...] = (),
) -> tuple[Evenement, ...]:
    """Les événements de la séance de cette entrée ; `etiquettes` s'ajoutent aux siennes."""
    redaction = _Redaction(identifiant(entree), auteur, entree.quand)
    return redaction.ecrire(entree, protocole, referentiels, etiquettes)


def identifiant(entree: Entree) -> str:
    """L'ULID de la séance de cette entrée : l'heure écrite (sans fuseau), puis une empreinte."""
    ecrite = entree.quand.replace(tzinfo=None).isoformat(timespec="seconds")
    matiere = json.dumps([ecrite, entree.titre, entree.texte], ensure_ascii=False)
    return _ulid(entree.quand, matiere)


def _ulid(quand: datetime, matiere: str) -> str:
    """Un ULID qui ne tient qu'à l'heure et à la matière ; avant 1970, l'heure y vaut zéro."""
    instant = max(0, int(quand.replace(tzinfo=UTC).timestamp() * 1000))
    empreinte = sha256(matiere.encode("utf-8")).digest()[:_OCTETS_DU_HASARD]
    return str(ULID.from_bytes(instant.to_bytes(6, "big") + empreinte))


class _Redaction:
    """Écrit les événements d'une séance ; chaque identifiant vient de ce que dit l'événement."""

    def __init__(self, flux: str, auteur: str, quand: datetime) -> None:
        self._entete: dict[str, Any] = {"flux": flux, "auteur": auteur, "quand": quand}
        self._ecrits: list[Evenement] = []

    def ecrire(
        self,
        entree: Entree,
        protocole: str,
        referentiels: tuple[str, ...],
        etiquettes: tuple[str, ...],
    ) -> tuple[Evenement, ...]:
        self._un(SeanceOuverte, protocole=protocole, referentiels=referentiels)
        self._un(NoteDeposee, texte=entree.texte)
        if entree.titre:
            self._un(TitreDonne, titre=entree.titre)
        for etiquette in dict.fromkeys((*entree.etiquettes, *etiquettes)):
            self._un(EtiquettePosee, etiquette=etiquette)
        return tuple(self._ecrits)

    def _un(self, sorte: type[E], **champs: Any) -> None:
        rang = len(self._ecrits) + 1
        brouillon = sorte(id="0" * 26, rang=rang, **self._entete, **champs)
        neuf = _ulid(self._entete["quand"], ligne_canonique(brouillon))
        self._ecrits.append(brouillon.model_copy(update={"id": neuf}))
