"""Les règles nommées : ce que chacune reconnaît, la nature qu'elle plaide, et pourquoi."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from coach.analyse.discours import dater, marquer, voiler
from coach.analyse.donnees import ensemble
from coach.analyse.formes import formes
from coach.analyse.jetons import Jeton, jetons
from coach.analyse.motifs import Motif, bande, compiler
from coach.analyse.porteur import porteur

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
    etiquettes: dict[str, tuple[tuple[str, frozenset[str]], ...]]
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


def trouvailles(texte: str) -> tuple[list[Jeton], list[Trouvaille]]:
    """Applique toutes les règles à un segment ; une règle peut être reconnue plusieurs fois."""
    mots, paroles = preparer(texte)
    return mots, reconnaitre(mots, paroles)


def preparer(texte: str) -> tuple[list[Jeton], list[tuple[int, int]]]:
    """Rend les jetons d'un texte, ce qui est dit ou pensé marqué, et les étendues des paroles."""
    mots = jetons(texte)
    paroles = marquer(mots)
    voiler(mots)
    dater(mots)
    return mots, paroles


def reconnaitre(mots: list[Jeton], paroles: Iterable[tuple[int, int]]) -> list[Trouvaille]:
    """Applique toutes les règles à des jetons préparés ; `paroles` compte ces jetons-là."""
    if not mots:
        return []
    return [
        *_par_etiquette(mots),
        *_par_motif(mots),
        *_par_forme(mots),
        *(_trouvaille("discours", mots, a, b) for a, b in paroles),
    ]


def _trouvaille(regle: str, mots: list[Jeton], a: int, b: int) -> Trouvaille:
    return Trouvaille(regle, mots[a].debut, mots[b].fin, a, b)


def _par_etiquette(mots: list[Jeton]) -> Iterator[Trouvaille]:
    par_etiquette = jeu().etiquettes
    for i, mot in enumerate(mots):
        if mot.cite or mot.rapporte:
            continue
        qui = ""
        for etiquette in mot.etiquettes:
            for regle, porteurs in par_etiquette.get(etiquette, ()):
                if not porteurs:
                    yield _trouvaille(regle, mots, i, i)
                    continue
                qui = qui or _porteur(mots, i)
                if qui in porteurs:
                    yield _trouvaille(regle, mots, i, i)


def _porteur(mots: list[Jeton], i: int) -> str:
    return "je" if "je" in mots[i].etiquettes else porteur(mots, i)


def _par_motif(mots: list[Jeton]) -> Iterator[Trouvaille]:
    rendu = bande(mots)
    ranges = jeu().motifs
    trouves: dict[str, tuple[int, int]] = {}
    for cle in rendu.presents & ranges.keys():
        for regle, motif in ranges[cle]:
            m = motif.chercher(rendu)
            if m and m.end() > m.start():
                etendue = rendu.jetons_de(m.start(), m.end())
                trouves[regle] = min(etendue, trouves.get(regle, etendue))
    for regle, (a, b) in trouves.items():
        yield _trouvaille(regle, mots, a, b)


def _par_forme(mots: list[Jeton]) -> Iterator[Trouvaille]:
    connues = jeu().formes
    for nom, (a, b) in formes(mots).items():
        if nom in connues:
            yield _trouvaille(connues[nom], mots, a, b)
