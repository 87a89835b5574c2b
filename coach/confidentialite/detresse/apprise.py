"""La seconde écoute : un modèle linéaire appris, qui ajoute des alertes aux motifs.

Il range chaque phrase parmi six voix. Ce qui est dit explicitement s'entend pareil quoi qu'il y ait
autour ; à demi-mot, il faut d'autant plus de certitude que le texte est long. Ses poids viennent de
`benchmarks/apprendre_detresse.py`.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from coach.confidentialite.detresse.texte import Texte
from coach.confidentialite.detresse.traits import (
    est_d_un_autre,
    jetons,
    mots_de,
    nomme_seulement_un_proche,
    traits_d_un_mot,
    traits_de_phrase,
)

VOIX = ("rien", "figee", "soi", "detourne", "rapportee", "tiers")
"""Récit, façon de parler, soi (dit, ou à demi-mot), parole rapportée, tiers en danger."""
_EXPLICITE, _SOI, _AUTRUI = slice(2, 3), slice(2, 4), slice(4, 6)
_CENTIEMES = 100
_MOTS_D_UNE_PAIRE = 30
"""« J'ai tout compté. Ça suffirait. » : deux phrases courtes se lisent aussi ensemble."""

_SANS_TRI = 4
_TRI = -380
"""Au-delà de quelques unités, celles dont les mots seuls sont très paisibles ne sont pas jugées :
sur les phrases apprises, moins d'une alerte sur deux cents s'y perd."""

Poids = Sequence[int]
"""Un poids par voix, en centièmes."""


class Unite(NamedTuple):
    """Une phrase, une ligne ou deux phrases courtes qui se suivent ; places dans le texte lu."""

    debut: int
    fin: int
    mots: tuple[str, ...]


class Cotes(NamedTuple):
    """Trois logarithmes de cote : soi, dit explicitement ; soi, même à demi-mot ; autrui."""

    explicite: float
    soi: float
    autrui: float


class Soupcon(NamedTuple):
    """Une unité qui inquiète : pour qui écrit (`soi`) ou pour quelqu'un d'autre.

    `net` : la première personne y porte l'acte, sans qu'on puisse l'entendre d'un autre.
    """

    soi: bool
    debut: int
    fin: int
    net: bool = False


def unites(texte: Texte) -> list[Unite]:
    """Ce que le modèle juge : chaque phrase (ses lignes à part), et les paires de phrases."""
    lues: list[Unite] = []
    entieres: list[Unite] = []
    for phrase in texte.phrases():
        for debut, fin in texte.etendues(phrase):
            if mots := mots_de(texte.lu, debut, fin):
                lues.append(Unite(debut, fin, mots))
                entieres += lues[-1:] * ((debut, fin) == phrase.span())
    return lues + list(_paires(entieres))


def _paires(entieres: Sequence[Unite]) -> Iterator[Unite]:
    for gauche, droite in pairwise(entieres):
        if len(gauche.mots) + len(droite.mots) <= _MOTS_D_UNE_PAIRE:
            yield Unite(gauche.debut, droite.fin, gauche.mots + droite.mots)


class Modele:
    """Les poids appris, et les seuils au-dessus desquels une voix est entendue.

    `seuils`, en logarithme de cote : `explicite`, le même partout ; `soi` (demi-mot) et `autrui`,
    auxquels `pente` ajoute sa part par unité de logarithme du nombre d'unités, pour que les longs
    récits n'alertent pas plus souvent ; `court`, ce qu'il faut au moins à un demi-mot, pour que les
    réponses de quelques mots, vingt par séance, n'alertent pas non plus ; `net`, l'écart qui dit
    que ce soi n'est pas un autre.
    """

    def __init__(
        self,
        biais: Poids,
        traits: Mapping[str, Poids],
        seuils: Mapping[str, float],
    ) -> None:
        self._biais = biais
        self._traits = traits
        self._seuils = dict(seuils)
        self._poids_d_un_mot = lru_cache(maxsize=8192)(self._poids_des_traits)

    def soupcons(self, texte: Texte) -> list[Soupcon]:
        """Les unités qui inquiètent ; celles de qui écrit d'abord, puis dans l'ordre du texte."""
        lues = unites(texte)
        surplus = self._seuils["pente"] * math.log(max(1, len(lues)))
        trouves = []
        for unite in lues:
            if len(lues) > _SANS_TRI and self._mots_sans_danger(unite.mots):
                continue
            if nomme_seulement_un_proche(unite.mots):
                continue
            if soupcon := self._soupcon(unite, self.cotes(texte, unite), surplus):
                trouves.append(soupcon)
        return sorted(trouves, key=lambda s: (not s.soi, s.debut, s.fin))

    def _soupcon(self, unite: Unite, cotes: Cotes, surplus: float) -> Soupcon | None:
        seuils = self._seuils
        demi_mot = max(seuils["court"], seuils["soi"] + surplus)
        entendu = cotes.explicite >= seuils["explicite"] or cotes.soi >= demi_mot
        if entendu and cotes.soi >= cotes.autrui:
            net = cotes.explicite - cotes.autrui >= seuils["net"] and not est_d_un_autre(unite.mots)
            return Soupcon(True, unite.debut, unite.fin, net)
        if cotes.autrui - surplus >= seuils["autrui"]:
            return Soupcon(False, unite.debut, unite.fin)
        return None

    def cotes(self, texte: Texte, unite: Unite) -> Cotes:
        """Ce que les mots de l'unité font craindre, pour soi et pour autrui."""
        ensemble = traits_de_phrase(jetons(texte, unite.debut, unite.fin))
        poids = [p for trait in ensemble if (p := self._traits.get(trait))]
        sommes = self._sommer(unite.mots, poids)
        plafond = max(sommes)
        parts = [math.exp((somme - plafond) / _CENTIEMES) for somme in sommes]
        total = sum(parts)
        return Cotes(*(_cote(sum(parts[v]), total) for v in (_EXPLICITE, _SOI, _AUTRUI)))

    def _mots_sans_danger(self, mots: Sequence[str]) -> bool:
        """Vrai si les mots, pris un à un, sont trop paisibles pour que leur suite inquiète."""
        sommes = self._sommer(mots)
        return max(sommes[2:]) - max(sommes[:2]) < _TRI

    def _sommer(self, mots: Sequence[str], autres: Sequence[Poids] = ()) -> list[int]:
        des_mots = map(self._poids_d_un_mot, dict.fromkeys(mots))
        return list(map(sum, zip(self._biais, *des_mots, *autres, strict=True)))

    def _poids_des_traits(self, mot: str) -> Poids:
        poids = [p for trait in traits_d_un_mot(mot) if (p := self._traits.get(trait))]
        return tuple(map(sum, zip([0] * len(VOIX), *poids, strict=True)))


def _cote(part: float, total: float) -> float:
    infime = 1e-9
    return math.log(max(part, infime) / max(total - part, infime))


@lru_cache(maxsize=1)
def modele() -> Modele:
    """Le modèle livré avec le coach, lu au premier appel."""
    source = files("coach.confidentialite.detresse").joinpath("donnees", "poids.json")
    lu = json.loads(source.read_text("utf-8"))
    return Modele(lu["biais"], lu["traits"], lu["seuils"])
