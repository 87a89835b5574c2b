"""Une première détection du danger : la détresse de qui écrit, ou une personne en danger.

Trois voix sont distinguées : la sienne, celle qu'elle rapporte, et la façon de parler qui ne dit
rien d'un danger. Entre prévenir à tort et se taire à tort, l'explicite ambigu prévient. Ce n'est
ni un diagnostic ni une évaluation du risque.

Deux couches : des motifs écrits, qui l'emportent quand ils parlent, puis un modèle appris qui
ajoute ce qu'ils n'ont pas entendu.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from coach.confidentialite.detresse.agression import est_subie_chez_soi, est_une_agression
from coach.confidentialite.detresse.apprise import Soupcon, modele
from coach.confidentialite.detresse.motifs import Motif, Motifs, motifs
from coach.confidentialite.detresse.texte import Texte, lire
from coach.confidentialite.detresse.voix import Voix

_MOT = re.compile(r"\w+")

Danger = Literal["detresse", "danger_tiers"]
"""`detresse` : la personne qui écrit ; `danger_tiers` : quelqu'un dont elle parle."""

Aide = Literal["detresse", "danger_tiers", "agression"]
"""L'aide à montrer ; `agression` : un tiers s'en est pris, au travail, à la personne qui écrit."""


class Alerte(BaseModel):
    """Les mots qui font craindre un danger ; positions en points de code du texte NFC."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    genre: Danger
    debut: int = Field(ge=0)
    fin: int
    agression: bool = False

    @property
    def aide(self) -> Aide:
        """Celle de ce danger, ou celle d'une agression par un tiers."""
        return "agression" if self.agression else self.genre


def detecter(texte: str, autour: str = "") -> Alerte | None:
    """La première alerte d'un texte, celle de qui écrit d'abord ; rien si le texte n'en donne pas.

    Une parole rapportée (« il m'a dit… », guillemets d'autrui) compte pour la personne qui l'a
    dite. Un passé clairement révolu, une négation nette ou un thème de travail n'alertent pas.
    `autour` : le reste de la scène ; il n'alerte pas, il dit où l'on est.
    """
    lu = lire(texte, motifs())
    trouves = list(_occurrences(lu, motifs()))
    motif = _premier(lu, trouves)
    sure = motif is not None and motif.genre == "detresse"
    premier = motif if sure else _selon_l_apprentissage(lu, motif) or motif
    if premier is None:
        return None
    debut, fin = lu.plie.etendue(premier.debut, premier.fin)
    subies = {t[1:] for t in [premier, *trouves]}
    agression = est_une_agression(lu.lu, subies, autour)
    chez_soi = not lu.voix.est_autrui(premier.debut) and est_subie_chez_soi(lu.lu, premier[1:])
    genre: Danger = "detresse" if chez_soi else premier.genre
    return Alerte(genre=genre, debut=debut, fin=fin, agression=agression)


def entendre_les_motifs(texte: str) -> Danger | None:
    """Ce que la première couche entend seule."""
    lu = lire(texte, motifs())
    motif = _premier(lu, list(_occurrences(lu, motifs())))
    return motif.genre if motif else None


class _Occurrence(NamedTuple):
    """Un motif lu dans le texte plié."""

    genre: Danger
    debut: int
    fin: int


def _englobe(large: _Occurrence, etroite: _Occurrence) -> bool:
    """« Elle veut mourir » l'emporte sur le seul mot « mourir » qu'il contient."""
    contient = large.debut <= etroite.debut and etroite.fin <= large.fin
    return contient and large.genre != etroite.genre and large[1:] != etroite[1:]


def _premier(texte: Texte, trouves: Sequence[_Occurrence]) -> _Occurrence | None:
    """Le premier motif lu, celui de qui écrit d'abord."""
    sur_une_ligne = [t for t in trouves if "\n" not in texte.lu[t.debut : t.fin]]
    retenus = [t for t in trouves if not any(_englobe(autre, t) for autre in sur_une_ligne)]
    return min(retenus, key=lambda t: (t.genre != "detresse", t.debut, t.fin), default=None)


def _selon_l_apprentissage(texte: Texte, motif: _Occurrence | None) -> _Occurrence | None:
    """Ce que les motifs n'ont pas entendu ; là où ils entendent un tiers, ils l'emportent, à moins
    que la première personne y porte seule l'acte (« l'automutilation, c'est mon secret »).
    """
    for soupcon in modele().soupcons(texte):
        if motif is None:
            genre: Danger = "detresse" if soupcon.soi else "danger_tiers"
            return _Occurrence(genre, *_sans_bords(texte.lu, soupcon))
        ailleurs = not soupcon.debut <= motif.debut < soupcon.fin
        if soupcon.soi and (ailleurs or (soupcon.net and not _dit_d_un_autre(texte.voix, motif))):
            return _Occurrence("detresse", *_sans_bords(texte.lu, soupcon))
    return None


def _dit_d_un_autre(voix: Voix, motif: _Occurrence) -> bool:
    return voix.est_autrui(motif.debut) or voix.sujet(motif.debut, infinitif=True) == "tiers"


def _sans_bords(lu: str, soupcon: Soupcon) -> tuple[int, int]:
    """L'étendue du soupçon, du premier au dernier de ses mots."""
    mots = [mot.span() for mot in _MOT.finditer(lu, soupcon.debut, soupcon.fin)]
    return mots[0][0], mots[-1][1]


def _occurrences(texte: Texte, reglages: Motifs) -> Iterator[_Occurrence]:
    for phrase in texte.phrases():
        for motif, expression in reglages.repertoire.appeles(phrase[0]):
            for debut, fin in texte.etendues(phrase):
                for trouve in expression.compilee.finditer(texte.lu, debut, fin):
                    if genre := _genre(motif, trouve, texte.voix):
                        yield _Occurrence(genre, trouve.start(), trouve.end())


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
