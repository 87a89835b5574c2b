"""Les quatre critères de « Analyser sa pratique professionnelle » (CP11), et ce qui les soutient.

Source : référentiel du titre CIP, fiche 11, quatre critères de performance. Ici, jamais une note :
`soutenu`, `en_partie` ou `pas_encore_vu`, avec les passages de la séance qui le font dire.

- `separation` : soutenu quand faits, opinions et émotions ont chacun une étape où ils font au
  moins `MAJORITE` du texte ; en partie dès que l'un d'eux en a une.
- `facteurs` : soutenu quand la séance répond à une étape qui demande ce qui a pesé, et qu'une
  cause, un contexte ou sa propre part sont dits, là ou ailleurs ; en partie pour l'un des deux.
- `points_forts` : soutenu quand une réponse aux points forts s'appuie sur un fait ; en partie quand
  elle n'en montre aucun.
- `ajustements` : soutenu quand un ajustement reprend un mot de l'analyse ; en partie quand il n'en
  reprend aucun.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from coach.modeles.lecture import Nature
from coach.modeles.seance import Ajustement
from coach.modeles.texte import cle
from coach.scoring.reflexion import Presence, ReponseLue
from coach.scoring.separation import Passage, Purete, passage

Etat = Literal["soutenu", "en_partie", "pas_encore_vu"]
SorteDeCritere = Literal["separation", "facteurs", "points_forts", "ajustements"]

CRITERES: tuple[SorteDeCritere, ...] = ("separation", "facteurs", "points_forts", "ajustements")
"""Dans l'ordre du référentiel : le rang est celui de l'énoncé de catégorie `critere` de CP11."""

MAJORITE = 0.5
"""Part du texte d'une étape à partir de laquelle une nature y est à sa place."""

ETAPES: dict[str, frozenset[str]] = {
    "facteurs": frozenset({"facteurs", "charge", "pieges", "ecarts", "besoins"}),
    "points_forts": frozenset({"points_forts", "appuis", "garder", "recuperation"}),
    "analyse": frozenset(
        {"opinions", "limites", "facteurs", "axes", "alors", "charge", "ecarts", "pieges"}
        | {
            "alternatives",
            "retour",
            "distance",
            "prejuges",
            "besoins",
            "marge",
            "change",
            "revient",
        }
    ),
}
"""Les étapes des protocoles qui demandent ces choses ; celles d'un protocole personnel aussi."""

_ELEMENTS = frozenset({"causes", "contexte", "propre_part"})
_MOT = re.compile(r"[a-z]{5,}")
_RACINE = 6
"""Lettres d'un mot que l'on compare : « courrier » et « courriers » sont le même."""

_MOTS_COURANTS = """
avant apres aussi autre avait avoir aurai aurais beaucoup cette chaque chose comme comment depuis
dire encore entre etait etais etaient etant faire ferai fallu jamais jours lundi mardi mercredi
jeudi vendredi leurs maintenant mieux moins notre parce pendant personne plutot pourquoi prochain
prochaine quand quelque semaine serai seulement sinon souvent suite tellement temps toujours toute
toutes trois trouve venir votre vraiment
"""
_COURANTS = frozenset(_MOTS_COURANTS.split())


class Soutien(NamedTuple):
    """Un passage et ce qu'il montre : `nature`, `reponse`, un genre d'élément, `fait` ou `mots`.

    `mots` : ceux qu'un ajustement partage avec ce passage.
    """

    passage: Passage
    montre: str
    mots: tuple[str, ...] = ()


class Critere(NamedTuple):
    """Un critère, ce que la séance en montre, et les passages qui le disent."""

    sorte: SorteDeCritere
    etat: Etat
    soutiens: tuple[Soutien, ...] = ()

    @property
    def rang(self) -> int:
        """Le rang de son énoncé, à partir de 0."""
        return CRITERES.index(self.sorte)


def criteres(
    reponses: Sequence[ReponseLue],
    puretes: Iterable[Purete],
    presences: Iterable[Presence],
    ajustements: Sequence[Ajustement],
) -> tuple[Critere, ...]:
    """Les quatre critères d'une séance, en ordre.

    `puretes` et `presences` : ce que `separation` et `reflexion` disent de la même séance.
    """
    return (
        _separation(puretes),
        _facteurs(reponses, presences),
        _points_forts(reponses),
        _ajustements(reponses, ajustements),
    )


def _separation(puretes: Iterable[Purete]) -> Critere:
    a_leur_place: dict[Nature, list[Passage]] = {}
    for purete in puretes:
        if purete.part is not None and purete.part >= MAJORITE:
            a_leur_place.setdefault(purete.attendue, []).extend(purete.conformes)
    soutiens = tuple(Soutien(p, "nature") for places in a_leur_place.values() for p in places)
    return Critere("separation", _etat(len(a_leur_place), len(Nature)), soutiens)


def _facteurs(reponses: Sequence[ReponseLue], presences: Iterable[Presence]) -> Critere:
    dits = [Soutien(_entiere(r), "reponse") for r in _des_etapes(reponses, "facteurs")]
    elements = [
        Soutien(place, presence.genre)
        for presence in presences
        if presence.genre in _ELEMENTS
        for place in presence.passages
    ]
    return Critere("facteurs", _etat(bool(dits) + bool(elements), 2), (*dits, *elements))


def _points_forts(reponses: Sequence[ReponseLue]) -> Critere:
    dites = list(_des_etapes(reponses, "points_forts"))
    faits = tuple(
        Soutien(passage(r.etape, r.reponse, segment), "fait")
        for r in dites
        for segment in r.lecture.segments
        if segment.nature is Nature.FAIT
    )
    entieres = tuple(Soutien(_entiere(r), "reponse") for r in dites)
    return Critere("points_forts", _etat(bool(dites) + bool(faits), 2), faits or entieres)


def _ajustements(reponses: Sequence[ReponseLue], ajustements: Sequence[Ajustement]) -> Critere:
    decides = {
        racine: mot for a in ajustements for racine, mot in _mots(f"{a.texte} {a.indicateur}")
    }
    soutiens = []
    for reponse in _des_etapes(reponses, "analyse"):
        communs = {r: decides[r] for r, _ in _mots(reponse.texte) if r in decides}
        if communs:
            soutiens.append(Soutien(_entiere(reponse), "mots", tuple(communs.values())))
    return Critere("ajustements", _etat(bool(ajustements) + bool(soutiens), 2), tuple(soutiens))


def _etat(vus: int, voulus: int) -> Etat:
    if not vus:
        return "pas_encore_vu"
    return "soutenu" if vus >= voulus else "en_partie"


def _des_etapes(reponses: Sequence[ReponseLue], sorte: str) -> Iterator[ReponseLue]:
    return (r for r in reponses if r.etape in ETAPES[sorte] and r.texte.strip())


def _entiere(reponse: ReponseLue) -> Passage:
    texte = reponse.texte
    return Passage(reponse.etape, reponse.reponse, 0, len(texte), texte)


def _mots(texte: str) -> Iterator[tuple[str, str]]:
    """Les mots pleins d'un texte : ce qu'on en compare, et le mot sans accents."""
    for trouve in _MOT.finditer(cle(texte)):
        if trouve[0] not in _COURANTS:
            yield trouve[0][:_RACINE], trouve[0]
