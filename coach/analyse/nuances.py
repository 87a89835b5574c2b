"""Les sous-types d'un fait ou d'une opinion, la famille d'une émotion : ce qui les départage.

Les poids sont appris par benchmarks/apprendre_poids.py, lus une fois.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from coach.analyse.jetons import Jeton
from coach.analyse.lexique import lexique
from coach.analyse.reperage import Trouvaille

Poids = dict[str, tuple[int, ...]]
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
            {nom: tuple(w) for nom, w in table["poids"].items()},
        )
        for nature, table in brut.items()
    }


def choisir(nature: str, traits: Iterable[str]) -> str:
    """Le sous-type (ou la famille d'émotion) que les traits rendent le plus vraisemblable."""
    noms, poids = nuances()[nature]
    lignes = [poids[trait] for trait in traits if trait in poids]
    scores = [sum(colonne) for colonne in zip(*lignes, strict=True)]
    return noms[scores.index(max(scores))] if scores else noms[0]


def traits_de_forme(mots: Sequence[Jeton], trouvailles: Iterable[Trouvaille]) -> set[str]:
    """Les règles, étiquettes (« t: »), mots (« w: »), le premier (« d: ») et le sujet (« s: »).

    Ce qui est cité ou rapporté n'y compte pas.
    """
    lisibles = [m for m in mots if "signe" not in m.etiquettes]
    traits = {t.regle for t in trouvailles} | {"biais", "s:" + _sujet(lisibles)}
    for mot in lisibles:
        if not (mot.cite or mot.rapporte):
            traits |= _du_mot(mot.cle, mot.etiquettes)
    if lisibles:
        traits.add("d:" + lisibles[0].cle)
    return traits


@lru_cache(maxsize=8192)
def _du_mot(cle: str, etiquettes: frozenset[str]) -> frozenset[str]:
    """Ce que montre un mot à lui seul : ses étiquettes, et chacun des mots qui le font."""
    return frozenset(["t:" + e for e in etiquettes] + ["w:" + mot for mot in cle.split()])


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


def traits_d_emotion(mots: Sequence[Jeton], trouvailles: Iterable[Trouvaille]) -> set[str]:
    """Les règles, les mots, les familles que la roue leur donne (« r: » ; « q: » la première)."""
    traits = {t.regle for t in trouvailles} | {"biais"} | _mots(mots)
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
