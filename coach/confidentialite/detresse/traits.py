"""Ce qu'une phrase donne à la couche apprise : ses mots, leurs idées, et qui les porte."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from coach.confidentialite.detresse.texte import Texte

_MOT = re.compile(r"[a-z0-9]+")
_COURT = 5
"""Les premières lettres d'un mot valent pour ses formes : « mourir », « mourrai »."""
_SUITE = 4
"""Longueur des suites de lettres : « suicid » se retrouve dans « suissidé » par « #sui »."""
_PORTEE_DE_NEGATION = 4
_DAVANTAGE = "davantage"
_IDEES_VOISINES = 3

_AUTRES = ("proches", "jeunes")
"""Les idées qui nomment quelqu'un d'autre : « mon frère », « la petite »."""
_AUTOUR_D_UN_PROCHE = frozenset(
    {"mon", "ma", "mes", "notre", "nos", "et", "oui", "il", "elle", "est", "la", "ce", "soir"}
)

CITE = "cite"
PERSONNE = "0"


class _Fichier(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    porteurs: dict[str, str]
    marques: dict[str, str]
    negations: dict[str, str]
    coutures: dict[str, str]
    durees: dict[str, str]
    champs: dict[str, str]


class Champs:
    """Les idées portées par les mots, les porteurs et les négations."""

    def __init__(self, fichier: _Fichier) -> None:
        self.porteurs = {m: qui for qui, mots in fichier.porteurs.items() for m in mots.split()}
        self.marques = frozenset(" ".join(fichier.marques.values()).split())
        self.negations = frozenset(fichier.negations["mots"].split())
        self._tenir = tuple(fichier.durees["tenir"].split())
        self._apres_j = frozenset(fichier.coutures["apres_j"].split())
        self._entiers: dict[str, list[str]] = {}
        self._debuts: dict[str, list[str]] = {}
        for champ, mots in fichier.champs.items():
            for mot in mots.split():
                ou = self._debuts if mot.endswith("*") else self._entiers
                ou.setdefault(mot.rstrip("*"), []).append(champ)

    @lru_cache(maxsize=8192)  # noqa: B019
    def idees(self, mot: str) -> tuple[str, ...]:
        """Les champs d'un mot plié, sans doublon, dans l'ordre du fichier."""
        trouves = dict.fromkeys(self._entiers.get(mot, ()))
        for fin in range(3, len(mot) + 1):
            trouves.update(dict.fromkeys(self._debuts.get(mot[:fin], ())))
        return tuple(trouves)

    @lru_cache(maxsize=8192)  # noqa: B019
    def decousu(self, mot: str) -> tuple[str, ...]:
        """« jveux » : « je », « veux »."""
        if mot[0] == "j" and (mot[1:] in self._apres_j or re.match(r"j[^aeiouy]..", mot)):
            return "je", mot[1:]
        return (mot,)

    def est_davantage(self, mots: Sequence[str], rang: int) -> bool:
        """« attendre plus longtemps » : plus qu'avant ; « (ne) tenir plus longtemps » : une fin."""
        if mots[rang : rang + 2] != ["plus", "longtemps"]:
            return False
        avant = mots[max(0, rang - _PORTEE_DE_NEGATION) : rang]
        return not any(mot in ("ne", "n", "pas") or mot.startswith(self._tenir) for mot in avant)


@lru_cache(maxsize=1)
def champs() -> Champs:
    """Les champs livrés avec le coach, lus au premier appel."""
    source = files("coach.confidentialite.detresse").joinpath("donnees", "champs.toml")
    return Champs(_Fichier.model_validate(tomllib.loads(source.read_text("utf-8"))))


class Jeton(NamedTuple):
    """Un mot plié, qui en est le sujet, et s'il est nié."""

    mot: str
    porteur: str
    nie: bool


def mots_de(lu: str, debut: int, fin: int) -> tuple[str, ...]:
    """Les mots d'une étendue d'un texte plié, décousus."""
    return tuple(mot for mot, _ in _places(lu, debut, fin))


def _places(lu: str, debut: int, fin: int) -> Iterator[tuple[str, int]]:
    """Chaque mot décousu, et où il commence ; « plus longtemps » n'en fait qu'un s'il compare."""
    connus = champs()
    trouves = list(_MOT.finditer(lu, debut, fin))
    bruts = [trouve[0] for trouve in trouves]
    dit = False
    for rang, brut in enumerate(bruts):
        if dit:
            dit = False
            continue
        dit = connus.est_davantage(bruts, rang)
        for mot in (_DAVANTAGE,) if dit else connus.decousu(brut):
            yield mot, trouves[rang].start()


def est_d_un_autre(mots: Sequence[str]) -> bool:
    """Vrai si rien n'y est à la première personne, ou si quelqu'un d'autre y est nommé."""
    connus = champs()
    qui = {connus.porteurs.get(mot) for mot in mots}
    idees = {idee for mot in mots for idee in connus.idees(mot)}
    seul = "je" in qui or not connus.marques.isdisjoint(mots)
    return not seul or "il" in qui or not idees.isdisjoint(_AUTRES)


def nomme_seulement_un_proche(mots: Sequence[str]) -> bool:
    """« Mon mari », « Ma femme est là ce soir » : qui est prévenu, et rien de plus."""
    restent = [mot for mot in mots if mot not in _AUTOUR_D_UN_PROCHE]
    return bool(restent) and all("proches" in champs().idees(mot) for mot in restent)


def jetons(texte: Texte, debut: int, fin: int) -> list[Jeton]:
    """Les mots d'une étendue, avec leur sujet : le dernier lu, ou la personne citée."""
    connus = champs()
    citations = texte.voix.paroles_d_autrui()
    lus = [
        (mot, any(d <= place < f for d, f in citations))
        for mot, place in _places(texte.lu, debut, fin)
    ]
    porteur, depuis = PERSONNE, _PORTEE_DE_NEGATION
    rendus = []
    for rang, (mot, cite) in enumerate(lus):
        porteur = connus.porteurs.get(mot, porteur)
        depuis = 0 if mot in connus.negations else depuis + 1
        apres = rang + 1 < len(lus) and lus[rang + 1][0] in connus.negations
        nie = apres or 0 < depuis < _PORTEE_DE_NEGATION
        rendus.append(Jeton(mot, CITE if cite else porteur, nie))
    return rendus


@lru_cache(maxsize=8192)
def traits_d_un_mot(mot: str) -> tuple[str, ...]:
    """Le mot entier, son début, ses suites de lettres."""
    traits = ["m:" + mot]
    if len(mot) > _COURT:
        traits.append("r:" + mot[:_COURT])
    if len(mot) >= _SUITE:
        borne = f"#{mot}#"
        traits += ("l:" + borne[i : i + _SUITE] for i in range(len(borne) - _SUITE + 1))
    return tuple(traits)


def traits_de_phrase(lus: Sequence[Jeton]) -> Mapping[str, None]:
    """Ce que les mots disent ensemble, une fois chacun : paires, sujets, négations, idées."""
    return dict.fromkeys((*_paires(lus), *_idees(lus), *_ensemble(lus)))


def _paires(lus: Sequence[Jeton]) -> Iterator[str]:
    avant = "#"
    for mot, porteur, nie in lus:
        court = mot[:_COURT]
        yield f"b:{avant}_{court}"
        if len(mot) > 2:
            yield f"p:{porteur}_{court}"
            if nie:
                yield f"n:{court}"
        avant = court
    yield f"b:{avant}_#"


def _idees(lus: Sequence[Jeton]) -> Iterator[str]:
    connus = champs()
    suite: list[tuple[str, ...]] = []
    for mot, porteur, nie in lus:
        idees = tuple(("-" if nie else "") + idee for idee in connus.idees(mot))
        for idee in idees:
            yield f"c:{idee}"
            yield f"d:{porteur}_{idee}"
            for precedentes in suite[-_IDEES_VOISINES:]:
                for precedente in precedentes:
                    yield f"v:{precedente}_{idee}"
                    yield f"w:{porteur}_{precedente}_{idee}"
        if idees:
            suite.append(idees)


def _ensemble(lus: Sequence[Jeton]) -> Iterator[str]:
    qui = sorted({jeton.porteur for jeton in lus})
    yield "k:" + "+".join(qui)
    yield from (f"q:{porteur}" for porteur in qui)
    if not champs().marques.isdisjoint(jeton.mot for jeton in lus):
        yield "q:moi"
    yield f"t:{min(len(lus) // 6, 5)}"
