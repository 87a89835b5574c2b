"""Choisir une relance d'après ce qui a été lu, et la dire avec les mots de la personne."""

import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from coach.dialogues.citation import Citation, citer_debut, citer_segment
from coach.dialogues.protocole import Etape
from coach.modeles.lecture import Lecture, Nature, Segment
from coach.modeles.seance import Reponse
from coach.modeles.texte import cle

_FICHIER = Path(__file__).with_name("relances.toml")
_MOTS_MINIMUM = 25
"""En dessous, un récit des faits gagne à être déroulé."""

_PREMIERE_PERSONNE = re.compile(r"\b(?:je|moi|on|nous)\b|\bj'")
_AUTRUI = re.compile(
    r"\b(?:il|elle|ils|elles|iel|lui|monsieur|madame|mme|m\.|[a-z-]+ (?:voulait|cherchait))\b"
)
_NEGATIF = re.compile(
    r"\bne (?:plus|pas|jamais)\b|\b(?:arreter|cesser|eviter)\s+(?:de\b|d')"
    r"|\b(?:ne|n')\s?\w+ (?:plus|pas|jamais)\b"
)
_VIDE = re.compile(
    r"(?:rien|aucune?|je (?:ne )?sais pas|j'?(?:e )?sais pas|chais pas|je (?:ne )?vois pas"
    r"|pas grand[- ]chose|c'est tout|bof|non|nsp|ras)\b"
)


class Relance(BaseModel):
    """Une relance : ce à quoi elle réagit, et ses formulations ({cite} : les mots exacts).

    `attendue` : la nature qu'elle demande en réponse.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    natures: tuple[Nature, ...] = ()
    sous_types: tuple[str, ...] = ()
    attendue: Nature | None = None
    motif: Literal["prete_a_autrui", "trop_court", "presque_vide", "formule_negative"] | None = None
    formulations: tuple[str, ...] = Field(min_length=1)
    sans_citation: tuple[str, ...] = ()

    @property
    def toutes(self) -> tuple[str, ...]:
        """Les formulations avec citation, puis sans : leur rang sert d'identifiant."""
        return self.formulations + self.sans_citation


@dataclass(frozen=True)
class RelanceChoisie:
    """Une relance prête à poser."""

    relance: str
    formulation: int
    texte: str
    cite: Citation | None


@dataclass(frozen=True)
class Entendu:
    """Ce à quoi une relance peut réagir.

    `apres_relance` : la réponse suit déjà une relance ; `appui` : des faits de la personne à citer
    quand sa réponse est presque vide.
    """

    reponse: Reponse
    lecture: Lecture
    apres_relance: bool = False
    appui: Sequence[Citation] = ()


@cache
def catalogue() -> dict[str, Relance]:
    """Toutes les relances, par identifiant."""
    donnees = tomllib.loads(_FICHIER.read_text(encoding="utf-8"))
    return {r.id: r for r in (Relance.model_validate(d) for d in donnees["relances"])}


def choisir(
    etape: Etape,
    entendu: Entendu,
    deja: Collection[tuple[str, int]],
    graine: int,
    sauf: Collection[str] = (),
) -> RelanceChoisie | None:
    """La première relance de l'étape qui répond à ce qui a été lu, ou rien.

    `deja` : les (relance, formulation) déjà dites dans la séance, qui ne reviennent pas ; `graine`
    fait varier la formulation d'une séance à l'autre ; `sauf` : les relances déjà posées à cette
    étape. On n'insiste pas quand une relance n'a presque rien reçu.
    """
    if entendu.apres_relance and presque_vide(entendu.reponse.texte):
        return None
    for identifiant in (r for r in etape.relances if r not in sauf):
        relance = catalogue()[identifiant]
        passages = _passages(relance, entendu)
        if passages is not None:
            choisie = _formuler(relance, passages, deja, graine)
            if choisie:
                return choisie
    return None


def _passages(relance: Relance, entendu: Entendu) -> list[Citation] | None:
    """Ce que la relance peut citer ; rien si elle ne s'applique pas, vide si elle ne cite pas."""
    reponse = entendu.reponse
    if relance.motif == "trop_court":
        court = len(reponse.texte.split()) < _MOTS_MINIMUM and not entendu.apres_relance
        return [] if court else None
    if relance.motif == "presque_vide":
        return list(entendu.appui[:1]) if presque_vide(reponse.texte) else None
    if relance.motif == "formule_negative":
        if not _NEGATIF.search(cle(reponse.texte)):
            return None
        citation = citer_debut(reponse)
        return [citation] if citation else []
    segments = [s for s in entendu.lecture.segments if _concerne(relance, s)]
    if not segments:
        return None
    segments.sort(key=lambda s: (relance.sous_types.index(s.sous_type), -s.confiance))
    return [c for c in (citer_segment(reponse, s) for s in segments) if c]


def _concerne(relance: Relance, segment: Segment) -> bool:
    if segment.incertain or segment.nature not in relance.natures:
        return False
    if segment.sous_type not in relance.sous_types or segment.texte.rstrip().endswith("?"):
        return False  # une question que la personne se pose déjà ne se relance pas
    return relance.motif != "prete_a_autrui" or _prete_a_autrui(segment.texte)


def _prete_a_autrui(texte: str) -> bool:
    replie = cle(texte)
    return bool(_AUTRUI.search(replie)) and not _PREMIERE_PERSONNE.match(replie)


def presque_vide(texte: str) -> bool:
    """Vrai pour « rien », « je ne sais pas », et ce qui n'a pas de mots."""
    replie = cle(texte).strip(" .…!?,;")
    return len(replie) < 2 or (len(replie.split()) <= 5 and bool(_VIDE.match(replie)))


def _formuler(
    relance: Relance, passages: list[Citation], deja: Collection[tuple[str, int]], graine: int
) -> RelanceChoisie | None:
    avec = len(relance.formulations)
    sans_cite = [n for n, f in enumerate(relance.toutes) if n >= avec or "{cite}" not in f]
    possibles = list(range(avec)) if passages else sans_cite
    libres = [n for n in possibles if (relance.id, n) not in deja]
    if not libres:
        return None
    rang = libres[graine % len(libres)]
    formulation = relance.toutes[rang]
    cite = passages[0] if passages and "{cite}" in formulation else None
    texte = formulation.format(cite=cite.texte) if cite else formulation
    return RelanceChoisie(relance.id, rang, texte[0].upper() + texte[1:], cite)
