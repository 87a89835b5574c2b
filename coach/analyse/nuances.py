"""Les sous-types d'un fait ou d'une opinion, la famille d'une émotion : ce qui les départage.

Les poids sont appris par benchmarks/apprendre_poids.py, lus une fois.
"""

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from coach.analyse.familles_dites import Dite, mots_dits
from coach.analyse.jetons import Jeton
from coach.analyse.reperage import Reconnue, Trouvaille
from coach.analyse.traits import lettres, noms_de_tournures

ECHELLE = 20
"""Un poids est un entier, en vingtièmes."""
_FICHIER = Path(__file__).with_name("nuances.json")
Vue = Trouvaille | Reconnue
"""Une règle qu'un passage montre ; son nom vient d'abord."""
_CASE = 32
"""En bits, la place d'un sous-type : leurs sommes n'y débordent jamais."""
_MILIEU = 1 << _CASE - 1
_SUJETS = {
    **dict.fromkeys(("je", "j'", "nous"), "je"),
    **dict.fromkeys(("il", "elle", "ils", "elles", "iel", "iels", "lui", "eux"), "il"),
    **dict.fromkeys(("c'", "ca", "ce", "cela"), "ce"),
    **dict.fromkeys(("tu", "vous"), "tu"),
    "on": "on",
}
_AUTRUI = frozenset({"autrui", "propre"})
_PARTS = 4


class Table(NamedTuple):
    """Les sous-types d'une nature, et le poids de chaque trait pour tous : voir `serrer`."""

    sous_types: tuple[str, ...]
    poids: dict[str, int]


@cache
def nuances() -> dict[str, Table]:
    """La table de chaque nature."""
    brut = json.loads(_FICHIER.read_text(encoding="utf-8"))
    return {
        nature: Table(
            tuple(table["sous_types"]), {nom: serrer(w) for nom, w in table["poids"].items()}
        )
        for nature, table in brut.items()
    }


def serrer(poids: Sequence[int]) -> int:
    """Plusieurs entiers en un seul, une case chacun : s'additionner suffit à les additionner."""
    cases, zeros = _cases(len(poids))
    return (int.from_bytes(cases.pack(*poids), "little") ^ zeros) - zeros


def desserrer(total: int, combien: int) -> tuple[int, ...]:
    """Les entiers que `serrer` a réunis, ou leurs sommes."""
    cases, zeros = _cases(combien)
    return cases.unpack(((total + zeros) ^ zeros).to_bytes(cases.size, "little"))


@cache
def _cases(combien: int) -> tuple[Struct, int]:
    """Autant de cases, et l'entier qui met chacune en son milieu."""
    return Struct(f"<{combien}i"), sum(_MILIEU << _CASE * k for k in range(combien))


def choisir(nature: str, traits: Iterable[str]) -> tuple[str, float]:
    """Le sous-type (ou la famille) le plus vraisemblable d'après les traits, et sa probabilité."""
    noms, poids = nuances()[nature]
    scores = desserrer(sum(filter(None, map(poids.get, traits))), len(noms))
    haut = max(scores)
    vraisemblance = 1 / sum(math.exp((s - haut) / ECHELLE) for s in scores)
    return noms[scores.index(haut)], vraisemblance


def traits_de_forme(mots: Sequence[Jeton], vues: Iterable[Vue]) -> set[str]:
    """Ce que montre un fait ou une opinion ; ce qui est cité ou rapporté n'y dit rien de lui-même.

    Les règles, les étiquettes (« t: »), les mots (« w: ») et leurs suites de deux (« b: »), les
    tournures (« a: »), le premier mot (« d: »), le sujet (« s: », « n: »), la part citée (« p: »).
    Ce que la personne pense (« je pense que… ») y compte.
    """
    lisibles = [m for m in mots if "signe" not in m.etiquettes]
    dits = mots_dits(mots, pensees=True)
    traits = {vue[0] for vue in vues}
    traits.update(("biais", "s:" + _sujet(lisibles), _personnes(lisibles)))
    traits.update(*{_des_etiquettes(jeton.etiquettes) for _, jeton in dits})
    traits.update(["w:" + mot for mot, _ in dits])
    if lisibles:
        traits.add("d:" + lisibles[0].cle)
        muets = sum(mot.cite or mot.rapporte for mot in lisibles)
        traits.add(f"p:{muets * _PARTS // len(lisibles)}")
    traits.update(_suites(dits))
    traits.update(noms_de_tournures(mots))
    return traits


@lru_cache(maxsize=1024)
def _des_etiquettes(etiquettes: frozenset[str]) -> frozenset[str]:
    return frozenset(["t:" + e for e in etiquettes])


def _suites(dits: Sequence[tuple[str, Jeton]]) -> list[str]:
    """Les suites de deux mots, bords compris."""
    mots = [mot for mot, _ in dits]
    return [f"b:{a} {b}" for a, b in pairwise(["^", *mots, "$"])]


def _sujet(mots: Sequence[Jeton]) -> str:
    """Qui est nommé d'abord : « je », autrui, « on », une chose, personne."""
    for mot in mots:
        if mot.cite or mot.rapporte:
            continue
        if mot.cle in _SUJETS:
            return _SUJETS[mot.cle]
        if mot.etiquettes & _AUTRUI:
            return "il"
    return "-"


def _personnes(mots: Sequence[Jeton]) -> str:
    """Combien de fois « je » et autrui sont nommés, deux au plus : qui fait, et qui est vu."""
    je = il = 0
    for mot in mots:
        if not (mot.cite or mot.rapporte):
            qui = _SUJETS.get(mot.cle)
            je += qui == "je"
            il += qui == "il" or "propre" in mot.etiquettes
    return f"n:{min(je, 2)}{min(il, 2)}"


def traits_d_emotion(
    dits: Sequence[tuple[str, Jeton]], vues: Iterable[Vue], dites: Sequence[Dite]
) -> set[str]:
    """Ce que montre une émotion : règles, mots, suites de deux, lettres, familles dites.

    « r: » une famille nommée, « v: » suggérée par un mot qui a d'autres sens, « q: » la première
    des nommées, « x: » une famille niée.
    """
    traits = {vue[0] for vue in vues} | {"biais"}
    for mot, _ in dits:
        traits |= _des_lettres(mot)
    traits.update(_suites(dits))
    for dite in dites:
        prefixe = "x:" if dite.niee else "v:" if dite.floue else "r:"
        traits.add(prefixe + dite.famille)
    if dites and not (dites[0].niee or dites[0].floue):
        traits.add("q:" + dites[0].famille)
    return traits


@lru_cache(maxsize=8192)
def _des_lettres(mot: str) -> frozenset[str]:
    return frozenset(["w:" + mot, *lettres(mot)])
