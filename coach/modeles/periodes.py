"""Comprendre une période dite en français : « hier », « en mars », « du 3 au 12 mars »…

On regarde toujours vers le passé : sans année, c'est la dernière fois que ces jours ont commencé.
Ce qui se contredit (« lundi 20 » quand le 20 est un vendredi) ne se comprend pas ; ce qui se
comprend porte un libellé qui en dit les jours exacts, et qui se comprend lui-même.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coach.modeles import reperes
from coach.modeles.calendrier import (
    JOURS,
    MOIS,
    SEMAINE,
    decaler,
    decaler_les_mois,
    dernier_jour,
    en_clair,
)
from coach.modeles.orthographe import corriger
from coach.modeles.reperes import Bornes
from coach.modeles.texte import cle

_UN_JOUR = timedelta(days=1)

_LIAISONS = re.compile(r"^(?:(?:pendant|durant|courant|au cours de|dans|sur|toute?)\s+)+")
_DEPUIS = re.compile(r"^(?:depuis|a partir (?:de|du)|des)\s+(.+)$")
_DEPUIS_UNE_DUREE = re.compile(r"^depuis\s+(\w+)\s+(jour|semaine|mois|an|annee)s?$")
_AVANT = re.compile(r"^avant\s+(.+)$")
_APRES = re.compile(r"^apres\s+(.+)$")
_JUSQUE = re.compile(r"^jusqu(?:e |'| )(?:au |a |en )?(.+)$")
_ENTRE = re.compile(r"^(?:du|de|entre|d')\s*(.+?)\s+(?:au|a|et|jusqu'au|jusqu'a)\s+(.+)$")
_DERNIERS = re.compile(
    r"^(?:les|ces|mes)\s+(?:(\w+)\s+)?(?:dernier|derniere)?s?\s*(jour|semaine|mois|an|annee)s?"
    r"(?:\s+(?:dernier|derniere|passe|passee)s?)?$"
)


@dataclass(frozen=True)
class Periode:
    """Des jours qui se suivent, bornes comprises, et leur nom ; `date.min` : sans début."""

    debut: date
    fin: date
    libelle: str

    def __contains__(self, jour: date) -> bool:
        return self.debut <= jour <= self.fin


def comprendre(texte: str, aujourd_hui: date, *, tolerant: bool = True) -> Periode | None:
    """La période que dit tout le texte, ou rien s'il ne se comprend pas.

    Accents, casse et apostrophes sont indifférents ; `tolerant` : une faute de frappe par mot
    aussi, quand un seul mot du calendrier y ressemble.
    """
    dit = _mettre_au_net(texte)
    for lecture in dict.fromkeys((dit, corriger(dit) if tolerant else dit)):
        for lire in _FORMES:
            bornes = lire(lecture, aujourd_hui)
            if bornes is not None and bornes[0] <= bornes[1]:
                return Periode(*bornes, libelle(*bornes, aujourd_hui))
    return None


def _mettre_au_net(texte: str) -> str:
    dit = " ".join(re.sub(r"[,;!?…«»\"]", " ", cle(texte)).split()).strip(" .")
    return _LIAISONS.sub("", dit)


# --- Les formes --------------------------------------------------------------------------------


def _depuis(dit: str, aujourd_hui: date) -> Bornes | None:
    if duree := _DEPUIS_UNE_DUREE.match(dit):
        nombre = reperes.nombre(duree[1])
        return None if nombre is None else _duree(nombre, duree[2], aujourd_hui)
    trouve = _DEPUIS.match(dit)
    bornes = reperes.lire(trouve[1], aujourd_hui) if trouve else None
    return (bornes[0], aujourd_hui) if bornes else None


def _duree(nombre: int, unite: str, aujourd_hui: date) -> Bornes:
    """Du même jour, `nombre` unités plus tôt, à aujourd'hui."""
    if unite in ("jour", "semaine"):
        jours = nombre * (SEMAINE if unite == "semaine" else 1)
        return decaler(aujourd_hui, -jours), aujourd_hui
    return decaler_les_mois(aujourd_hui, -nombre * (1 if unite == "mois" else 12)), aujourd_hui


def _derniers(dit: str, aujourd_hui: date) -> Bornes | None:
    """« Les trois derniers jours » : aujourd'hui compris."""
    trouve = _DERNIERS.match(dit)
    if not trouve or not re.search("dernier|passe|^ces", dit):
        return None
    nombre = reperes.nombre(trouve[1]) if trouve[1] else None
    if not nombre:
        return None
    debut, fin = _duree(nombre, trouve[2], aujourd_hui)
    return decaler(debut, 1), fin


def _avant(dit: str, aujourd_hui: date) -> Bornes | None:
    trouve = _AVANT.match(dit)
    bornes = reperes.lire(trouve[1], aujourd_hui) if trouve else None
    if bornes is None or bornes[0] == date.min:
        return None
    return date.min, bornes[0] - _UN_JOUR


def _apres(dit: str, aujourd_hui: date) -> Bornes | None:
    trouve = _APRES.match(dit)
    bornes = reperes.lire(trouve[1], aujourd_hui) if trouve else None
    return (decaler(bornes[1], 1), aujourd_hui) if bornes else None


def _jusque(dit: str, aujourd_hui: date) -> Bornes | None:
    trouve = _JUSQUE.match(dit)
    bornes = reperes.lire(trouve[1], aujourd_hui) if trouve else None
    return (date.min, bornes[1]) if bornes else None


def _entre(dit: str, aujourd_hui: date) -> Bornes | None:
    """« Du 3 au 12 mars » : la fin dit le mois et l'année que le début tait."""
    trouve = _ENTRE.match(dit)
    if not trouve:
        return None
    for fin in _fins_possibles(trouve[2], aujourd_hui):
        debut = reperes.lire(trouve[1], fin[1], pres_de=fin[1])
        if debut and debut[0] <= fin[1] and debut[0] <= aujourd_hui:
            return debut[0], fin[1]
    return None


def _fins_possibles(dit: str, aujourd_hui: date) -> Iterator[Bornes]:
    """La fin la plus proche encore à venir quand elle tait son année, puis la dernière passée."""
    passee = reperes.lire(dit, aujourd_hui)
    if passee is None:
        return
    if not re.search(r"\d{4}", dit) and passee[1] < aujourd_hui:
        prochaine = reperes.lire(dit, decaler_les_mois(aujourd_hui, 1))
        if prochaine and prochaine[0] >= aujourd_hui:
            yield prochaine
    yield passee


def _repere(dit: str, aujourd_hui: date) -> Bornes | None:
    return reperes.lire(dit, aujourd_hui)


_FORMES: tuple[Callable[[str, date], Bornes | None], ...] = (
    _repere,
    _depuis,
    _derniers,
    _avant,
    _apres,
    _jusque,
    _entre,
)


# --- Le libellé --------------------------------------------------------------------------------


def libelle(debut: date, fin: date, aujourd_hui: date) -> str:
    """Les jours exacts, dits au plus court ; `comprendre` retrouve les mêmes."""
    if debut == date.min:
        return f"avant le {en_clair(decaler(fin, 1))}" if fin < aujourd_hui else "tout le passé"
    if debut == fin:
        return _un_jour(debut, aujourd_hui)
    if debut.day == 1 and fin == dernier_jour(debut):
        return f"{MOIS[debut.month - 1]} {debut.year}"
    if (debut.month, debut.day, fin) == (1, 1, date(debut.year, 12, 31)):
        return f"année {debut.year}"
    jour_de_fin = en_clair(fin, semaine=True)
    if (debut.year, debut.month) == (fin.year, fin.month):
        numero = "1er" if debut.day == 1 else str(debut.day)
        return f"du {JOURS[debut.weekday()]} {numero} au {jour_de_fin}"
    de = en_clair(debut, semaine=True, annee=debut.year != fin.year)
    return f"du {de} au {jour_de_fin}"


def _un_jour(jour: date, aujourd_hui: date) -> str:
    dit = en_clair(jour, semaine=True)
    proche = {0: "aujourd’hui, ", 1: "hier, "}.get((aujourd_hui - jour).days, "")
    return proche + dit
