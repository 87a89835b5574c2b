"""Lire une échéance dite en français : « jeudi », « le 12 mars », « dans deux semaines »."""

import re
from datetime import date

from coach.modeles.calendrier import (
    JOURS,
    NOMBRES,
    RANG_DES_MOIS,
    date_ou_rien,
    decaler,
    decaler_les_mois,
)
from coach.modeles.texte import cle

_PROCHES = {"aujourd'hui": 0, "ce soir": 0, "apres-demain": 2, "apres demain": 2, "demain": 1}

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NUMERIQUE = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\b")
_JOUR_ET_MOIS = re.compile(
    r"\b(\d{1,2})(?:er)?\s+(" + "|".join(RANG_DES_MOIS) + r")\.?(?:\s+(\d{4}))?\b"
)
_DELAI = re.compile(
    r"\b(?:dans|d'ici)\s+(\d{1,3}|" + "|".join(NOMBRES) + r")\s+(jour|semaine|mois|an)s?\b"
)
_JOUR = re.compile(r"\b(" + "|".join(JOURS) + r")\b(\s+en\s+(?:huit|quinze))?")


def lire_echeance(texte: str, aujourd_hui: date) -> date | None:
    """La date que dit le texte, à partir d'aujourd'hui, ou rien si elle ne se lit pas.

    Une date sans année est la prochaine à venir ; un jour de semaine aussi, jamais aujourd'hui.
    """
    replie = cle(texte)
    for lire in (_iso, _jour_et_mois, _numerique, _delai, _proche, _jour_de_semaine, _semaine):
        trouvee = lire(replie, aujourd_hui)
        if trouvee is not None:
            return trouvee
    return None


def _a_venir(jour: int, mois: int, annee: str | None, aujourd_hui: date) -> date | None:
    if annee:
        return date_ou_rien(int(annee) + (2000 if len(annee) == 2 else 0), mois, jour)
    cette_annee = date_ou_rien(aujourd_hui.year, mois, jour)
    if cette_annee is None or cette_annee < aujourd_hui:
        return date_ou_rien(aujourd_hui.year + 1, mois, jour)
    return cette_annee


def _iso(texte: str, _: date) -> date | None:
    trouve = _ISO.search(texte)
    return date_ou_rien(*map(int, trouve.groups())) if trouve else None


def _jour_et_mois(texte: str, aujourd_hui: date) -> date | None:
    trouve = _JOUR_ET_MOIS.search(texte)
    if not trouve:
        return None
    return _a_venir(int(trouve[1]), RANG_DES_MOIS[trouve[2]], trouve[3], aujourd_hui)


def _numerique(texte: str, aujourd_hui: date) -> date | None:
    trouve = _NUMERIQUE.search(texte)
    return _a_venir(int(trouve[1]), int(trouve[2]), trouve[3], aujourd_hui) if trouve else None


def _delai(texte: str, aujourd_hui: date) -> date | None:
    trouve = _DELAI.search(texte)
    if not trouve:
        return None
    nombre = NOMBRES.get(trouve[1]) or int(trouve[1])
    if trouve[2] in ("jour", "semaine"):
        return decaler(aujourd_hui, nombre * (7 if trouve[2] == "semaine" else 1))
    return decaler_les_mois(aujourd_hui, nombre * (12 if trouve[2] == "an" else 1))


def _proche(texte: str, aujourd_hui: date) -> date | None:
    for mots, jours in _PROCHES.items():
        if mots in texte:
            return decaler(aujourd_hui, jours)
    return None


def _jour_de_semaine(texte: str, aujourd_hui: date) -> date | None:
    trouve = _JOUR.search(texte)
    if not trouve or "chaque" in texte or "tous les" in texte:
        return None
    ecart = (JOURS.index(trouve[1]) - aujourd_hui.weekday()) % 7 or 7
    if "semaine prochaine" in texte and ecart <= 6 - aujourd_hui.weekday():
        ecart += 7
    if trouve[2]:
        ecart += 7 if "huit" in trouve[2] else 14
    return decaler(aujourd_hui, ecart)


def _semaine(texte: str, aujourd_hui: date) -> date | None:
    """« La semaine prochaine » : son vendredi ; « cette semaine » : vendredi, ou dimanche après."""
    vendredi = decaler(aujourd_hui, 4 - aujourd_hui.weekday())
    if "semaine prochaine" in texte:
        return decaler(vendredi, 7)
    if "cette semaine" in texte or "fin de la semaine" in texte:
        return vendredi if vendredi >= aujourd_hui else decaler(vendredi, 2)
    return None
