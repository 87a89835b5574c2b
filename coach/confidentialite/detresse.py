"""Une première détection du danger : la détresse de qui écrit, ou une personne en danger.

Trois voix sont distinguées : la sienne, celle qu'elle rapporte, et la façon de parler qui ne dit
rien d'un danger. Entre prévenir à tort et se taire à tort, l'explicite ambigu prévient. Ce n'est
ni un diagnostic ni une évaluation du risque.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from coach.confidentialite.motifs import Motif, Motifs, motifs
from coach.confidentialite.pliage import Plie, plier
from coach.confidentialite.voix import Voix
from coach.modeles.texte import nfc

_INITIALE = re.compile(r"(?<=\b[A-ZÀ-Þ])\.(?=[ \u00a0]+[a-zß-ÿ])")
"""Le point de « Madame D. n'est pas rentrée » ne finit pas la phrase."""
_LIGNE = re.compile(r"[^\n]+")
_PHRASE = re.compile(r"[^.!?…]+[.!?…]*")
"""Aucun motif ne passe d'une phrase à l'autre ; beaucoup passent à la ligne."""

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
    reglages = motifs()
    plie = _en_toutes_lettres(plier(_INITIALE.sub("·", nfc(texte))), reglages)
    lu = _LIGNE.sub(lambda ligne: _sans_idiome(ligne[0], reglages), plie.texte)
    voix = Voix(lu, reglages)
    trouves = list(_occurrences(lu, voix, reglages))
    sur_une_ligne = [t for t in trouves if "\n" not in lu[t.debut : t.fin]]
    retenus = [t for t in trouves if not any(_englobe(autre, t) for autre in sur_une_ligne)]
    if not retenus:
        return None
    premier = min(retenus, key=lambda t: (t.genre != "detresse", t.debut, t.fin))
    debut, fin = plie.etendue(premier.debut, premier.fin)
    return Alerte(genre=premier.genre, debut=debut, fin=fin)


def _en_toutes_lettres(plie: Plie, reglages: Motifs) -> Plie:
    """Le texte, ses abréviations écrites en entier (« plu envi » : « plus envie »)."""
    lettres: list[str] = []
    origines: list[int] = []
    suite = 0
    for trouve in reglages.graphie.finditer(plie.texte):
        entier = reglages.graphies[trouve[0]]
        lettres += (plie.texte[suite : trouve.start()], entier)
        origines += plie.origines[suite : trouve.start()]
        origines += [plie.origines[trouve.start()]] * (len(entier) - 1)
        origines.append(plie.origines[trouve.end() - 1])
        suite = trouve.end()
    lettres.append(plie.texte[suite:])
    origines += plie.origines[suite:]
    return Plie("".join(lettres), tuple(origines))


def _sans_idiome(ligne: str, reglages: Motifs) -> str:
    """La ligne, ses façons de parler masquées sans que rien ne se décale."""
    for idiome in reglages.idiomes.appeles(ligne):
        ligne = idiome.compilee.sub(_masque, ligne)
    return ligne


def _masque(trouve: re.Match[str]) -> str:
    return "·" * len(trouve[0])


class _Occurrence(NamedTuple):
    """Un motif lu dans le texte plié."""

    genre: Danger
    debut: int
    fin: int


def _englobe(large: _Occurrence, etroite: _Occurrence) -> bool:
    """« Elle veut mourir » l'emporte sur le seul mot « mourir » qu'il contient."""
    contient = large.debut <= etroite.debut and etroite.fin <= large.fin
    return contient and large.genre != etroite.genre and large[1:] != etroite[1:]


def _occurrences(lu: str, voix: Voix, reglages: Motifs) -> Iterator[_Occurrence]:
    for phrase in _PHRASE.finditer(lu):
        for motif, expression in reglages.repertoire.appeles(phrase[0]):
            for debut, fin in _etendues(phrase):
                for trouve in expression.compilee.finditer(lu, debut, fin):
                    if genre := _genre(motif, trouve, voix):
                        yield _Occurrence(genre, trouve.start(), trouve.end())


def _etendues(phrase: re.Match[str]) -> Iterator[tuple[int, int]]:
    """La phrase d'un seul tenant (elle peut passer à la ligne), puis chacune de ses lignes :
    ni la ligne d'avant ni celle d'après n'excusent ce qu'une ligne dit seule.
    """
    yield phrase.span()
    if "\n" in phrase[0]:
        yield from (ligne.span() for ligne in _LIGNE.finditer(phrase.string, *phrase.span()))


def _genre(motif: Motif, trouve: re.Match[str], voix: Voix) -> Danger | None:
    avant, apres = voix.phrase(trouve.start(), trouve.end())
    if any(filtre.ecarte(avant, trouve[0], apres) for filtre in motif.filtres):
        return None
    return _genre_selon_la_voix(motif, trouve.start(), voix)


def _genre_selon_la_voix(motif: Motif, debut: int, voix: Voix) -> Danger | None:
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
