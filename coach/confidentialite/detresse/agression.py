"""Une agression par un tiers, au travail, n'appelle pas la même aide qu'une violence du couple.

Rien ne se distingue dans le doute : un mot du couple, de la famille ou de la maison, une pensée de
mort, aucun mot du travail, et l'aide reste celle de la détresse, qui nomme les deux recours.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from coach.confidentialite.detresse.pliage import plier
from coach.modeles.texte import nfc

Etendue = tuple[int, int]

_PHRASE = re.compile(r"[^.!?…\n]+")


def est_une_agression(lu: str, alertes: Iterable[Etendue], autour: str = "") -> bool:
    """Vrai si toutes les alertes disent un geste qu'un tiers a porté, au travail, sur qui écrit.

    `lu` : le texte plié ; `alertes` : leurs étendues dans ce texte ; `autour` : ce que la personne
    a écrit d'autre de la même scène.
    """
    ailleurs = plier(nfc(autour)).texte
    if _dit("intime", lu) or _dit("intime", ailleurs):
        return False
    if not all(_subie(lu, etendue) for etendue in alertes):
        return False
    if _dit("travail", lu):
        return True
    return _dit("travail", ailleurs) and _dit("passe", lu) and not _dit("habituel", lu)


def est_subie_chez_soi(lu: str, alerte: Etendue) -> bool:
    """Vrai si l'alerte dit un geste reçu de ses proches : l'aide est alors pour qui écrit.

    La phrase nomme le couple ou la maison : une autre, plus loin, peut parler de quelqu'un d'autre.
    """
    phrases = (p[0] for p in _PHRASE.finditer(lu) if p.start() < alerte[1] and alerte[0] < p.end())
    return _subie(lu, alerte) and all(_dit("intime", phrase) for phrase in phrases)


def _subie(lu: str, etendue: Etendue) -> bool:
    """Vrai si cette alerte touche un geste reçu ou craint, et ne dit rien de plus grave."""
    debut, fin = etendue
    if _expression("de_soi").search(lu, debut, fin):
        return False
    for phrase in _PHRASE.finditer(lu):
        if phrase.start() < fin and debut < phrase.end():
            for geste in _expression("subie").finditer(phrase[0]):
                depart, arrivee = geste.start() + phrase.start(), geste.end() + phrase.start()
                if depart < fin and debut < arrivee:
                    return True
    return False


def _dit(nom: str, texte: str) -> bool:
    return _expression(nom).search(texte) is not None


@cache
def _expression(nom: str) -> re.Pattern[str]:
    source = files("coach.confidentialite.detresse").joinpath("donnees", "agression.toml")
    donnees = tomllib.loads(source.read_text("utf-8"))
    brut = "|".join(ligne for ligne in donnees[nom]["expressions"].splitlines() if ligne)
    for mot, valeur in donnees["mots"].items():
        brut = brut.replace("{" + mot + "}", valeur)
    return re.compile(brut)
