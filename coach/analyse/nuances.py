"""Les sous-types d'un fait ou d'une opinion, la famille d'une émotion : ce qui les départage.

Les poids sont appris par benchmarks/apprendre_poids.py, lus une fois.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import repeat
from pathlib import Path

from coach.analyse.jetons import Jeton
from coach.analyse.lexique import lexique
from coach.analyse.reperage import Reconnue, Trouvaille

Dite = Trouvaille | Reconnue
"""Une règle qu'un passage montre ; son nom vient d'abord."""
Poids = dict[str, int]
"""Ce qu'un trait donne à tous les sous-types d'une nature, serré en un entier : voir `serrer`."""
_CASE = 32
"""En bits, la place d'un sous-type : leurs sommes n'y débordent jamais."""
_FICHIER = Path(__file__).with_name("nuances.json")
_SUJETS = {
    **dict.fromkeys(("je", "j'", "nous"), "je"),
    **dict.fromkeys(("il", "elle", "ils", "elles", "iel", "iels", "lui", "eux"), "il"),
    **dict.fromkeys(("c'", "ca", "ce", "cela"), "ce"),
    **dict.fromkeys(("tu", "vous"), "tu"),
    "on": "on",
}
_AUTRUI = frozenset({"autrui", "propre"})
_NOMMENT = frozenset({"emo_etat", "emo_nom", "emo_je", "emo_me"})
_DISENT = _NOMMENT | {"emo_image", "emo_flou", "manifeste"}


@cache
def nuances() -> dict[str, tuple[tuple[str, ...], Poids]]:
    """Pour chaque nature, ses sous-types et le poids de chaque trait pour chacun."""
    brut = json.loads(_FICHIER.read_text(encoding="utf-8"))
    return {
        nature: (
            tuple(table["sous_types"]),
            {nom: serrer(w) for nom, w in table["poids"].items()},
        )
        for nature, table in brut.items()
    }


def serrer(poids: Iterable[int]) -> int:
    """Plusieurs entiers en un seul, une case chacun : s'additionner suffit à les additionner."""
    return sum(w << _CASE * k for k, w in enumerate(poids))


def desserrer(total: int, combien: int) -> list[int]:
    """Les entiers que `serrer` a réunis, ou leurs sommes."""
    zero = 1 << _CASE - 1
    total += serrer([zero] * combien)
    return [(total >> _CASE * k) % (1 << _CASE) - zero for k in range(combien)]


def choisir(nature: str, traits: Iterable[str]) -> str:
    """Le sous-type (ou la famille d'émotion) que les traits rendent le plus vraisemblable."""
    noms, poids = nuances()[nature]
    scores = desserrer(sum(map(poids.get, traits, repeat(0))), len(noms))
    return noms[scores.index(max(scores))]


def traits_de_forme(mots: Sequence[Jeton], reconnues: Iterable[Dite]) -> set[str]:
    """Les règles, étiquettes (« t: »), mots (« w: »), le premier (« d: ») et le sujet (« s: »).

    Ce qui est cité ou rapporté n'y compte pas.
    """
    lisibles = [m for m in mots if "signe" not in m.etiquettes]
    traits = {regle for regle, *_ in reconnues} | {"biais", "s:" + _sujet(lisibles)}
    dits = [m for m in lisibles if not (m.cite or m.rapporte)]
    traits.update(*[_des_etiquettes(m.etiquettes) for m in dits])
    traits.update(["w:" + mot for m in dits for mot in m.cle.split()])
    if lisibles:
        traits.add("d:" + lisibles[0].cle)
    return traits


@lru_cache(maxsize=1024)
def _des_etiquettes(etiquettes: frozenset[str]) -> tuple[str, ...]:
    return tuple(["t:" + e for e in etiquettes])


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


def traits_d_emotion(mots: Sequence[Jeton], reconnues: Iterable[Dite]) -> set[str]:
    """Les règles, les mots, les familles que la roue leur donne (« r: » ; « q: » la première)."""
    traits = {regle for regle, *_ in reconnues} | {"biais"} | _mots(mots)
    trouvees = [famille for _, _, famille, _ in sorted(familles_dites(mots))]
    traits |= {"r:" + famille for famille in trouvees}
    if trouvees:
        traits.add("q:" + trouvees[0])
    return traits


def _mots(mots: Iterable[Jeton]) -> set[str]:
    """Les mots que la personne dit elle-même, un à un."""
    return {
        "w:" + cle
        for mot in mots
        if not (mot.cite or mot.rapporte or "signe" in mot.etiquettes)
        for cle in mot.cle.split()
    }


def familles_dites(mots: Sequence[Jeton]) -> Iterator[tuple[int, int, str, str]]:
    """Netteté (0 : nommée, 1 : image ou geste, 2 : mot flou), place, famille et intensité."""
    emotions = lexique().emotions
    for rang, mot in enumerate(mots):
        if mot.cite or mot.rapporte or not mot.etiquettes & _DISENT:
            continue
        trouvee = emotions.get(mot.cle)
        if trouvee:
            net = 0 if mot.etiquettes & _NOMMENT else 1
            yield (2 if "emo_flou" in mot.etiquettes else net, -rang, *trouvee)
