"""Une première détection du danger : la détresse de qui écrit, ou une personne en danger.

Trois voix sont distinguées : la sienne, celle qu'elle rapporte, et la façon de parler qui ne dit
rien d'un danger. Entre prévenir à tort et se taire à tort, l'explicite ambigu prévient. Ce n'est
ni un diagnostic ni une évaluation du risque.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from coach.confidentialite.motifs import Motif, motifs
from coach.confidentialite.pliage import plier
from coach.confidentialite.voix import Voix

_LIGNE = re.compile(r"[^\n]+")

Danger = Literal["detresse", "danger_tiers"]
"""`detresse` : la personne qui écrit ; `danger_tiers` : quelqu'un dont elle parle."""


class Alerte(BaseModel):
    """Les mots qui font craindre un danger ; positions en points de code du texte NFC."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    genre: Danger
    debut: int = Field(ge=0)
    fin: int


def detecter(texte: str) -> Alerte | None:
    """La première alerte d'un texte, celle de qui écrit d'abord ; rien si le texte n'en donne pas.

    Une parole rapportée (« il m'a dit… », guillemets d'autrui) compte pour la personne qui l'a
    dite. Un passé clairement révolu, une négation nette ou un thème de travail n'alertent pas.
    """
    plie = plier(texte)
    reglages = motifs()
    lu = _LIGNE.sub(lambda ligne: _sans_idiome(ligne[0], reglages.idiomes), plie.texte)
    voix = Voix(lu, reglages)
    trouves = [t for motif in reglages.motifs for t in _occurrences(motif, lu, voix)]
    sur_une_ligne = [t for t in trouves if "\n" not in lu[t.debut : t.fin]]
    retenus = [t for t in trouves if not any(_englobe(autre, t) for autre in sur_une_ligne)]
    if not retenus:
        return None
    premier = min(retenus, key=lambda t: (t.genre != "detresse", t.debut, t.fin))
    debut, fin = plie.etendue(premier.debut, premier.fin)
    return Alerte(genre=premier.genre, debut=debut, fin=fin)


def _sans_idiome(ligne: str, idiomes: re.Pattern[str] | None) -> str:
    """La ligne, ses façons de parler masquées sans que rien ne se décale."""
    return idiomes.sub(lambda trouve: "·" * len(trouve[0]), ligne) if idiomes else ligne


class _Occurrence(NamedTuple):
    """Un motif lu dans le texte plié."""

    genre: Danger
    debut: int
    fin: int


def _englobe(large: _Occurrence, etroite: _Occurrence) -> bool:
    """« Elle veut mourir » l'emporte sur le seul mot « mourir » qu'il contient."""
    contient = large.debut <= etroite.debut and etroite.fin <= large.fin
    return contient and large.genre != etroite.genre and large != etroite


def _occurrences(motif: Motif, lu: str, voix: Voix) -> Iterator[_Occurrence]:
    for debut, fin in _lignes(lu):
        for trouve in motif.expression.finditer(lu, debut, fin):
            avant, apres = voix.phrase(trouve.start(), trouve.end())
            if any(filtre.ecarte(avant, trouve[0], apres) for filtre in motif.filtres):
                continue
            if genre := _genre(motif, trouve.start(), voix):
                yield _Occurrence(genre, trouve.start(), trouve.end())


def _lignes(lu: str) -> Iterator[tuple[int, int]]:
    """Le texte d'un seul tenant (une phrase peut passer à la ligne), puis chacune de ses lignes :
    ni la ligne d'avant ni celle d'après n'excusent ce qu'une ligne dit seule.
    """
    yield 0, len(lu)
    if "\n" in lu:
        yield from (ligne.span() for ligne in _LIGNE.finditer(lu))


def _genre(motif: Motif, debut: int, voix: Voix) -> Danger | None:
    if motif.voix == "tiers":
        return "danger_tiers"
    sujet = voix.sujet(debut, infinitif=motif.voix != "sujet")
    if motif.voix == "je" and sujet != "moi":
        return None
    if voix.est_autrui(debut):
        return "danger_tiers"
    if motif.voix == "autre":
        return None
    if motif.voix in ("moi", "je") or sujet != "tiers":
        return "detresse"
    return "danger_tiers" if motif.voix == "sujet" else None
