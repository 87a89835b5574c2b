"""Choisir une relance d'après ce qui a été lu, et la dire avec les mots de la personne."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coach.dialogues.accord import Accord, accorder
from coach.dialogues.citation import (
    LONGUEUR_AISEE,
    LONGUEUR_DITE,
    Citation,
    citer,
    citer_proposition,
    contient_des_guillemets,
    est_un_morceau,
    place_de,
)
from coach.dialogues.histoire import Histoire
from coach.dialogues.repertoire import PRETE_A_AUTRUI, Relance
from coach.dialogues.signes import SIGNES, Entendu, a_citer
from coach.dialogues.tournures import chercher
from coach.modeles.lecture import Nature, Segment
from coach.modeles.presque_rien import presque_vide
from coach.modeles.texte import cle

_DU_VIDE = ("presque_vide", "trop_court", "moment_vague")
"""Les signes qui se lisent jusque dans « je ne sais pas » ; ailleurs, on n'insiste pas."""

_CONFIANCE = 0.6
"""En dessous, le coach n'est pas assez sûr de sa lecture pour en faire une question."""

_OUVERTURES = ("{cite}", "Vous écrivez {cite}")
_DEDANS = 45
"""Points de code qu'une citation peut avoir au milieu d'une question ; en tête, elle respire."""

_MOTS_OU_UN_MOT_SE_RETROUVE = 60

_PREMIERE_PERSONNE = re.compile(r"\b(?:je|moi|on|nous)\b|\bj'")
_AUTRUI = re.compile(
    r"\b(?:il|elle|ils|elles|iel|lui|monsieur|madame|mme|m\.|[a-z-]+ (?:voulait|cherchait))\b"
)


@dataclass(frozen=True)
class RelanceChoisie:
    """Une relance prête à poser."""

    relance: str
    formulation: int
    texte: str
    cite: Citation | None


@dataclass(frozen=True)
class _Passage:
    """Ce qu'une formulation peut reprendre : le passage entier, ou son seul mot."""

    cite: Citation | None = None
    mot: Citation | None = None


def choisir(
    relances: Sequence[Relance],
    entendu: Entendu,
    deja: Collection[tuple[str, int]],
    graine: int,
    histoire: Histoire,
    accord: Accord = "neutre",
) -> RelanceChoisie | None:
    """La première de ces relances qui répond à ce qui a été lu, ou rien.

    `deja` : les (relance, formulation) déjà dites dans la séance, qui ne reviennent pas ; `graine`
    fait varier la première formulation ; ensuite chacune ne revient qu'après les autres
    (`histoire`) ; `accord` : celui de la personne, à qui l'on parle. On n'insiste pas quand une
    relance n'a presque rien reçu.
    """
    if entendu.apres_relance and presque_vide(entendu.texte):
        return None
    for relance in relances:
        passage = _passage(relance, entendu)
        if passage is not None:
            libres = _possibles(relance, passage, deja)
            if libres:
                rang = a_son_tour(libres, histoire.dites(relance.id), graine)
                return _dire(relance, rang, passage, accord)
    return None


# --- Ce à quoi la relance réagit ---------------------------------------------------------------


def _passage(relance: Relance, entendu: Entendu) -> _Passage | None:
    """Ce que la relance peut citer (peut-être rien) ; `None` si elle ne s'applique pas."""
    if presque_vide(entendu.texte) and relance.signe not in _DU_VIDE:
        return None
    if relance.signe in SIGNES and not SIGNES[relance.signe](entendu):
        return None
    if relance.natures:
        return _dans_les_segments(relance, entendu)
    if relance.mot:
        mot = _mot(relance, entendu, 0, len(entendu.texte))
        return _Passage(mot=mot) if mot else None
    cites = a_citer(relance.signe, entendu)
    return _Passage(cite=cites[0] if cites else None)


def _dans_les_segments(relance: Relance, entendu: Entendu) -> _Passage | None:
    lus = entendu.lecture.segments
    segments = [
        segment
        for rang, segment in enumerate(lus)
        if _concerne(relance, segment, entendu)
        and not _deja_dit(relance, lus[max(0, rang - 1) : rang + 2])
    ]
    if not segments:
        return None
    segments.sort(key=lambda s: (_rang(relance, s), -s.confiance))
    for segment in segments:
        cite = _citer(relance, segment, entendu)
        if cite:
            return _Passage(cite, _mot(relance, entendu, segment.debut, segment.fin))
    entre_guillemets = any(contient_des_guillemets(s.texte) for s in segments)
    return _Passage() if entre_guillemets else None


def _citer(relance: Relance, segment: Segment, entendu: Entendu) -> Citation | None:
    """Le passage, s'il se redit bien : court, entier, et toujours de cette nature lu seul."""
    cite = _proposition(relance, segment, entendu)
    if cite is None or cite.coupee or len(cite.ancre.texte) > LONGUEUR_DITE:
        return None
    if est_un_morceau(cite.ancre.texte):
        return None
    if entendu.deja_cite(cite.ancre.texte):
        return None
    if segment.nature == Nature.OPINION and " " not in cite.ancre.texte:
        return None
    if relance.signe == PRETE_A_AUTRUI and not _prete_a_autrui(cite.ancre.texte):
        return None
    if segment.fin - segment.debut > LONGUEUR_AISEE:
        relus = entendu.relire(cite.ancre.texte).segments if entendu.relire else ()
        if any(s.nature not in relance.natures for s in relus):
            return None
    return cite


def _proposition(relance: Relance, segment: Segment, entendu: Entendu) -> Citation | None:
    """Celle qui dit le plus nettement sa nature, ou celle où est ce que la relance cherche."""
    cite = citer_proposition(entendu.reponse, segment.debut, segment.fin, place_de(segment))
    if not relance.si or (cite and chercher(relance.si, cite.ancre.texte)):
        return cite
    ici = chercher(relance.si, segment.texte)
    place = segment.debut + (ici.start() if ici else 0)
    return citer_proposition(entendu.reponse, segment.debut, segment.fin, place)


def _rang(relance: Relance, segment: Segment) -> int:
    return relance.sous_types.index(segment.sous_type) if relance.sous_types else 0


def _concerne(relance: Relance, segment: Segment, entendu: Entendu) -> bool:
    if segment.incertain or segment.confiance < _CONFIANCE or segment.nature not in relance.natures:
        return False
    if relance.sous_types and segment.sous_type not in relance.sous_types:
        return False
    if segment.texte.rstrip().endswith("?") or entendu.deja_cite(segment.texte):
        return False  # une question que la personne se pose déjà ne se relance pas
    if relance.si and not chercher(relance.si, segment.texte):
        return False
    if relance.sauf and chercher(relance.sauf, segment.texte):
        return False
    return relance.signe != PRETE_A_AUTRUI or _prete_a_autrui(segment.texte)


def _deja_dit(relance: Relance, autour: Sequence[Segment]) -> bool:
    """Vrai si ce que la relance cherche se trouve déjà dans un passage voisin."""
    return any(s.nature == relance.sauf_pres and not s.incertain for s in autour)


def _prete_a_autrui(texte: str) -> bool:
    replie = cle(texte)
    return bool(_AUTRUI.search(replie)) and not _PREMIERE_PERSONNE.match(replie)


def _mot(relance: Relance, entendu: Entendu, debut: int, fin: int) -> Citation | None:
    """Le mot qui fait réagir, s'il y en a un dans [debut, fin[ et qu'il n'a pas déjà été repris.

    Dans un long récit, un mot seul ne dit plus de quelle phrase il vient : rien.
    """
    if not relance.mot or entendu.mots > _MOTS_OU_UN_MOT_SE_RETROUVE:
        return None
    trouve = re.compile(relance.mot, re.IGNORECASE).search(entendu.texte, debut, fin)
    if trouve is None or entendu.deja_cite(trouve[1]):
        return None
    return citer(entendu.reponse, *trouve.span(1))


# --- La façon de la dire -----------------------------------------------------------------------


def _possibles(relance: Relance, passage: _Passage, deja: Collection[tuple[str, int]]) -> list[int]:
    return [
        rang
        for rang, formulation in enumerate(relance.toutes)
        if _se_dit(relance, rang, formulation, passage) and (relance.id, rang) not in deja
    ]


def _dire(relance: Relance, rang: int, passage: _Passage, accord: Accord) -> RelanceChoisie:
    formulation = accorder(relance.toutes[rang], accord)
    cite = None
    if "{" in formulation:
        cite = passage.mot if "{mot}" in formulation else passage.cite
    mots = cite.texte if cite else ""
    texte = formulation.format(cite=mots, mot=mots)
    return RelanceChoisie(relance.id, rang, texte[0].upper() + texte[1:], cite)


def _se_dit(relance: Relance, rang: int, formulation: str, passage: _Passage) -> bool:
    """Vrai si la formulation a de quoi se dire ; les questions nues servent faute de citation."""
    if "{cite}" in formulation:
        aise = formulation.startswith(_OUVERTURES)
        return passage.cite is not None and (aise or len(passage.cite.ancre.texte) <= _DEDANS)
    if "{mot}" in formulation:
        return passage.mot is not None
    citables = any("{" in f for f in relance.formulations)
    return not citables or (rang >= len(relance.formulations) and passage == _Passage())


def a_son_tour(possibles: Sequence[int], dites: Sequence[int], graine: int) -> int:
    """La formulation dont c'est le tour : une jamais dite, sinon la plus anciennement dite.

    `dites` : la dernière d'abord. Celles qui n'ont pas servi viennent dans l'ordre du catalogue,
    à la suite de la dernière, ou depuis `graine` la première fois.
    """
    neuves = [n for n in possibles if n not in dites]
    if not neuves:
        return max(possibles, key=list(dites).index)
    depart = dites[0] + 1 if dites else possibles[graine % len(possibles)]
    tour = max(*possibles, depart) + 1
    return min(neuves, key=lambda n: (n - depart) % tour)
