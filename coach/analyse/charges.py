"""Ce que pèse un mot à lui seul, où qu'il soit : relevé à la première rencontre, puis gardé."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from sys import intern
from typing import NamedTuple

from coach.analyse.frontieres import Allure, allure, noms_des_jointures
from coach.analyse.jetons import Jeton
from coach.analyse.lexique import lexique
from coach.analyse.modele import Ecart, poids
from coach.analyse.motifs import Noms
from coach.analyse.regles import jeu
from coach.analyse.traits import TRANCHES, abstrait, suites_de_lettres
from coach.analyse.vocabulaire import Sens, noms_connus, vocabulaire

CITATION = "Q"
"""Ce que devient, dans une tournure, tout ce qui est cité d'un trait."""
OUVERTURE, CLOTURE = "^", "$"
_AU_PLUS = 8192
"""Mots gardés ; au-delà, on recommence."""


class Paire(NamedTuple):
    """Deux mots abstraits de suite : ce qu'ils donnent, et les troisièmes qui comptent."""

    nom: str
    ecart: Ecart | None
    troisiemes: dict[str, tuple[str, Ecart]] | None


_SANS_POIDS = Paire("", None, None)
Suites = dict[str, Paire]
"""Les paires qu'ouvre un mot abstrait, par le mot d'après."""
_SANS_SUITES: Suites = {}


Dite = tuple[Ecart, Ecart, int]
"""Ce que donne un mot s'il parle pour la personne : ses lettres et ses étiquettes si aucune ne
s'est déjà montrée, ses lettres seules, ses étiquettes qui ont un poids (un bit chacune)."""
Charge = tuple[Dite, Sens, str, Suites, Ecart | None, Ecart | None, Allure]
"""Un mot étiqueté, vu des poids : ce qu'il donne, ce qu'en voient les règles, sa forme abstraite
et les suites qu'elle ouvre, ce qu'il donne s'il ouvre un passage, s'il le ferme, ce qu'en voient
les jointures."""


class Charges(dict[tuple[str, frozenset[str]], Charge]):
    """La charge de chaque mot rencontré, par sa clé et ses étiquettes."""

    def __missing__(self, mot: tuple[str, frozenset[str]]) -> Charge:
        if len(self) >= _AU_PLUS:
            self.clear()
        cle, etiquettes = mot
        signe = "signe" in etiquettes
        donne = 0j if signe else _des_lettres(cle)
        forme = abstrait(cle, etiquettes)
        nomme = cle if signe or cle in _nommes() or " " in cle else ""
        bits, des_siennes, sens, allure_ = _profil(nomme, etiquettes)
        traits = poids().traits
        rendu = self[mot] = (
            (donne + des_siennes, donne, bits),
            sens,
            forme,
            suites(forme),
            traits.get("d:" + cle),
            traits.get("f:" + (cle if signe else "")),
            allure_,
        )
        return rendu


@lru_cache(maxsize=4096)
def _profil(nomme: str, etiquettes: frozenset[str]) -> tuple[int, Ecart, Sens, Allure]:
    """Ce qu'ont en commun les mots de mêmes étiquettes que rien ne nomme.

    Leurs étiquettes qui ont un poids et ce qu'elles donnent, ce qu'en voient les règles et les
    jointures. `nomme` : le mot, si une règle ou une jointure le nomme ; vide sinon.
    """
    bits = _bits(etiquettes)
    sens = vocabulaire()[nomme, etiquettes]
    return bits, des_etiquettes(bits), sens, allure(nomme, etiquettes)


@cache
def _nommes() -> Noms:
    """Les mots qu'une règle ou une jointure nomme."""
    return noms_connus() | noms_des_jointures()


def charges(mots: Iterable[Jeton]) -> list[Charge]:
    """La charge de chaque mot."""
    connues = _charges()
    return [connues[m.cle, m.etiquettes] for m in mots]


@cache
def _charges() -> Charges:
    """Les charges communes à toutes les lectures."""
    return Charges()


def _des_lettres(cle: str) -> Ecart:
    return sum(filter(None, map(poids().lettres.get, suites_de_lettres(cle))), 0j)


@cache
def _etiquettes() -> dict[str, tuple[int, Ecart]]:
    """Chaque étiquette qui pèse, d'elle-même ou de ses règles : son bit, et ce poids."""
    pesees = {nom[2:]: e for nom, e in poids().traits.items() if nom.startswith("t:")}
    for etiquette, regles in jeu().etiquettes.items():
        for regle in [nom for nom, porteurs in regles if not porteurs]:
            pesees[etiquette] = pesees.get(etiquette, 0j) + poids().ecarts.get(regle, 0j)
    return {nom: (1 << k, e) for k, (nom, e) in enumerate(pesees.items())}


def _bits(etiquettes: frozenset[str]) -> int:
    connues = _etiquettes()
    return sum(connues[e][0] for e in etiquettes if e in connues)


@lru_cache(maxsize=1024)
def des_etiquettes(bits: int) -> Ecart:
    """Ce que donnent des étiquettes."""
    somme = 0j
    while bits:
        premier = bits & -bits
        somme += _par_bit()[premier]
        bits ^= premier
    return somme


@cache
def _par_bit() -> dict[int, Ecart]:
    return dict(_etiquettes().values())


@cache
def des_longueurs() -> tuple[Ecart | None, ...]:
    """Ce que donne la longueur d'un passage, par tranche."""
    traits = poids().traits
    return tuple(traits.get(f"l:{k}") for k in range(TRANCHES + 1))


def suites(forme: str) -> Suites:
    """Les paires qu'ouvre un mot abstrait."""
    return _tournures().get(forme, _SANS_SUITES)


@cache
def _tournures() -> dict[str, Suites]:
    """Toutes les tournures qui ont un poids, rangées par leurs deux premiers mots."""
    rendu: dict[str, Suites] = {}
    for trait, ecart in poids().traits.items():
        if trait.startswith("a:"):
            for formes in _coupes(trait[2:]):
                paires = rendu.setdefault(formes[0], {})
                connue = paires.get(formes[1], _SANS_POIDS)
                if len(formes) == 2:
                    paires[formes[1]] = Paire(trait, ecart, connue.troisiemes)
                else:
                    if connue.troisiemes is None:
                        connue = paires[formes[1]] = connue._replace(troisiemes={})
                    assert connue.troisiemes is not None
                    connue.troisiemes[formes[2]] = trait, ecart
    return rendu


def _coupes(tournure: str) -> Iterator[tuple[str, ...]]:
    """Les mots abstraits d'une tournure, deux ou trois : l'un d'eux peut être une locution."""
    mots = tournure.split(" ")
    locutions = lexique().locutions
    for i in range(1, len(mots)):
        for j in range(i + 1, len(mots) + 1):
            formes = [" ".join(m) for m in (mots[:i], mots[i:j], mots[j:]) if m]
            if all(forme in locutions for forme in formes if " " in forme):
                yield tuple(map(intern, formes))
