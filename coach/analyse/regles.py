"""Les règles nommées : ce que chacune reconnaît, la nature qu'elle plaide, et pourquoi."""

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from coach.analyse.discours import dater, marquer, voiler
from coach.analyse.donnees import ensemble
from coach.analyse.formes import formes, marques
from coach.analyse.jetons import Jeton, jetons
from coach.analyse.motifs import Bande, Motif, Places, bande, compiler
from coach.analyse.porteur import porteur

Etendue = tuple[int, int]
Reconnue = tuple[str, int, int]
"""Une règle, et les rangs de ses premier et dernier jetons."""
Porteurs = tuple[tuple[str, frozenset[str]], ...]
"""Des règles d'étiquette, et de qui elles veulent qu'elle vienne."""

_TRES_COURANT = 20
_COURANTS = ensemble("mots_courants_des_motifs")
_FICHIER = Path(__file__).with_name("regles.toml")


@dataclass(frozen=True, slots=True)
class Regle:
    """Une règle de lecture ; `raison` est lisible par la personne."""

    id: str
    nature: str
    raison: str
    sous_type: str = ""
    muette: bool = False
    """Tournure générale, qu'on ne montre que faute de mieux."""
    precise: float = 1.0
    """Poids de la règle dans le choix du sous-type : moins pour les formes générales."""


class Trouvaille(NamedTuple):
    """Une règle reconnue, de `debut` à `fin` (points de code du texte lu), sur ces jetons."""

    regle: str
    debut: int
    fin: int
    rang: int
    rang_fin: int


@dataclass(frozen=True)
class Jeu:
    """Toutes les règles, prêtes à chercher."""

    regles: dict[str, Regle]
    etiquettes: dict[str, Porteurs]
    motifs: dict[str, tuple[tuple[str, Motif], ...]]
    """Motifs rangés par chaque mot ou étiquette qui peut remplir leur plus rare exigence."""
    formes: dict[str, str]


@cache
def jeu() -> Jeu:
    """Charge et compile les règles, une fois."""
    brutes = tomllib.loads(_FICHIER.read_text(encoding="utf-8"))
    regles: dict[str, Regle] = {}
    motifs: list[tuple[str, Motif]] = []
    etiquettes: dict[str, list[tuple[str, frozenset[str]]]] = {}
    par_forme: dict[str, str] = {}
    for id_, brute in brutes.items():
        choix = {k: brute[k] for k in ("sous_type", "muette", "precise") if k in brute}
        regles[id_] = Regle(id_, brute["nature"], brute["raison"], **choix)
        if "motifs" in brute:
            motifs += [(id_, compiler(m)) for m in brute["motifs"]]
        elif "forme" in brute:
            par_forme[brute["forme"]] = id_
        else:
            porteurs = frozenset(brute.get("porteur", ()))
            etiquettes.setdefault(brute["etiquette"], []).append((id_, porteurs))
    return Jeu(regles, {k: tuple(v) for k, v in etiquettes.items()}, _ranger(motifs), par_forme)


def _ranger(motifs: list[tuple[str, Motif]]) -> dict[str, tuple[tuple[str, Motif], ...]]:
    rangs: dict[str, list[tuple[str, Motif]]] = {}
    for id_, motif in motifs:
        for cle in min(motif.exige, key=_frequence):
            rangs.setdefault(cle, []).append((id_, motif))
    return {cle: tuple(liste) for cle, liste in rangs.items()}


def _frequence(groupe: frozenset[str]) -> int:
    """Un motif se range sous ce qu'il exige de plus rare : on le cherche moins souvent."""
    return sum(_TRES_COURANT if cle in _COURANTS else 1 for cle in groupe)


def preparer(texte: str) -> tuple[list[Jeton], list[Etendue]]:
    """Rend les jetons d'un texte, ce qui est dit ou pensé marqué, et les étendues des paroles."""
    mots = jetons(texte)
    paroles = marquer(mots)
    voiler(mots)
    dater(mots)
    return mots, paroles


def reconnaitre(mots: list[Jeton], paroles: Iterable[Etendue]) -> list[Trouvaille]:
    """Applique toutes les règles à des jetons préparés ; `paroles` compte ces jetons-là."""
    return situer(Reperage(mots, paroles).reperer(0, len(mots)), mots, 0)


def situer(reconnues: list[Reconnue], mots: list[Jeton], depuis: int) -> list[Trouvaille]:
    """Situe dans le texte les règles reconnues ; `depuis` : le rang du premier de ces jetons."""
    return [
        Trouvaille(regle, mots[x - depuis].debut, mots[y - depuis].fin, x - depuis, y - depuis)
        for regle, x, y in reconnues
    ]


class Reperage:
    """Ce que les règles voient d'une phrase préparée, passage par passage.

    Ce qui ne dépend pas du passage se relève une fois : où est chaque mot, chaque étiquette, et
    quels motifs peuvent s'y trouver.
    """

    def __init__(self, mots: list[Jeton], paroles: Iterable[Etendue]) -> None:
        self._mots = mots
        self._paroles = tuple(paroles)
        self._bande = bande(mots)
        self._marques = marques(mots, self._bande)
        self._candidats = _candidats(self._bande)
        self._par_porteur = [
            (rang, regles)
            for rang in self._bande.rangs
            if (regles := _regles_de(mots[rang].etiquettes))
        ]

    @property
    def lisibles(self) -> list[int]:
        """Les rangs des jetons qui parlent pour la personne, signes compris."""
        return self._bande.rangs

    def reperer(self, a: int, b: int) -> list[Reconnue]:
        """Applique les règles aux jetons `a` à `b` (exclu), lus comme un tout.

        Les rangs sont ceux de la phrase. Une règle peut être reconnue plusieurs fois.
        """
        if a >= b:
            return []
        return [
            *self._par_etiquette(a, b),
            *self._par_motif(a, b),
            *self._par_forme(a, b),
            *(("discours", x, y) for x, y in self._paroles if a <= x and y < b),
        ]

    def _par_etiquette(self, a: int, b: int) -> Iterator[Reconnue]:
        entier = b - a == len(self._mots)
        passage = self._mots if entier else self._mots[a:b]
        for rang, regles in self._par_porteur:
            if rang < a:
                continue
            if rang >= b:
                break
            qui = ""
            for regle, porteurs in regles:
                if porteurs:
                    qui = qui or _porteur(passage, rang - a)
                if not porteurs or qui in porteurs:
                    yield regle, rang, rang

    def _par_motif(self, a: int, b: int) -> Iterator[Reconnue]:
        rangs = self._bande.rangs
        debut, fin = bisect_left(rangs, a), bisect_left(rangs, b)
        premiere = 1 << debut
        places = (1 << fin) - premiere
        trouves: dict[str, Etendue] = {}
        for regle, motif, debuts in self._candidats:
            if not debuts & (premiere if motif.au_debut else places):
                continue
            etendue = motif.chercher(self._bande, debut, fin)
            if etendue is not None:
                trouves[regle] = min(etendue, trouves.get(regle, etendue))
        for regle, (x, y) in trouves.items():
            yield regle, rangs[x], rangs[y - 1]

    def _par_forme(self, a: int, b: int) -> Iterator[Reconnue]:
        connues = jeu().formes
        for nom, (x, y) in formes(self._marques, a, b).items():
            if nom in connues:
                yield connues[nom], x, y


def _candidats(rendu: Bande) -> list[tuple[str, Motif, Places]]:
    """Les motifs qui se montrent dans la phrase, ses bords mis à part, et où ils y commencent."""
    ranges = jeu().motifs
    presents = set(rendu.places)
    essayes: set[int] = set()
    rendus: list[tuple[str, Motif, Places]] = []
    for cle in presents & ranges.keys():
        for regle, motif in ranges[cle]:
            for groupe in motif.exige:
                if groupe.isdisjoint(presents):
                    break
            else:
                if id(motif) not in essayes:
                    essayes.add(id(motif))
                    debuts = motif.debuts(rendu)
                    if debuts:
                        rendus.append((regle, motif, debuts))
    return rendus


@lru_cache(maxsize=4096)
def _regles_de(etiquettes: frozenset[str]) -> Porteurs:
    par_etiquette = jeu().etiquettes
    return tuple(r for e in sorted(etiquettes) for r in par_etiquette.get(e, ()))


def _porteur(mots: list[Jeton], i: int) -> str:
    return "je" if "je" in mots[i].etiquettes else porteur(mots, i)
