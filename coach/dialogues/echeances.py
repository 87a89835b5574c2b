"""Lire une échéance dite en français : « jeudi », « le 12 mars », « dans deux semaines »."""

import re
from datetime import date, timedelta

from coach.modeles.texte import cle

_JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MOIS = {
    nom: rang
    for rang, noms in enumerate(
        (
            "janvier janv",
            "fevrier fevr fev",
            "mars",
            "avril avr",
            "mai",
            "juin",
            "juillet juil",
            "aout",
            "septembre sept",
            "octobre oct",
            "novembre nov",
            "decembre dec",
        ),
        1,
    )
    for nom in noms.split()
}
_NOMBRES = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "dix": 10,
    "quinze": 15,
}
_PROCHES = {"aujourd'hui": 0, "ce soir": 0, "apres-demain": 2, "apres demain": 2, "demain": 1}

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NUMERIQUE = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\b")
_JOUR_ET_MOIS = re.compile(r"\b(\d{1,2})(?:er)?\s+(" + "|".join(_MOIS) + r")\.?(?:\s+(\d{4}))?\b")
_DELAI = re.compile(
    r"\b(?:dans|d'ici)\s+(\d{1,3}|" + "|".join(_NOMBRES) + r")\s+(jour|semaine|mois|an)s?\b"
)
_JOUR = re.compile(r"\b(" + "|".join(_JOURS) + r")\b(\s+en\s+(?:huit|quinze))?")


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


def _date(annee: int, mois: int, jour: int) -> date | None:
    try:
        return date(annee, mois, jour)
    except ValueError:
        return None


def _a_venir(jour: int, mois: int, annee: str | None, aujourd_hui: date) -> date | None:
    if annee:
        return _date(int(annee) + (2000 if len(annee) == 2 else 0), mois, jour)
    cette_annee = _date(aujourd_hui.year, mois, jour)
    if cette_annee is None or cette_annee < aujourd_hui:
        return _date(aujourd_hui.year + 1, mois, jour)
    return cette_annee


def _iso(texte: str, _: date) -> date | None:
    trouve = _ISO.search(texte)
    return _date(*map(int, trouve.groups())) if trouve else None


def _jour_et_mois(texte: str, aujourd_hui: date) -> date | None:
    trouve = _JOUR_ET_MOIS.search(texte)
    if not trouve:
        return None
    return _a_venir(int(trouve[1]), _MOIS[trouve[2]], trouve[3], aujourd_hui)


def _numerique(texte: str, aujourd_hui: date) -> date | None:
    trouve = _NUMERIQUE.search(texte)
    return _a_venir(int(trouve[1]), int(trouve[2]), trouve[3], aujourd_hui) if trouve else None


def _delai(texte: str, aujourd_hui: date) -> date | None:
    trouve = _DELAI.search(texte)
    if not trouve:
        return None
    nombre = _NOMBRES.get(trouve[1]) or int(trouve[1])
    if trouve[2] in ("jour", "semaine"):
        return aujourd_hui + timedelta(days=nombre * (7 if trouve[2] == "semaine" else 1))
    mois = aujourd_hui.month - 1 + nombre * (12 if trouve[2] == "an" else 1)
    annee, mois = aujourd_hui.year + mois // 12, mois % 12 + 1
    for jour in range(aujourd_hui.day, 27, -1):
        if trouvee := _date(annee, mois, jour):
            return trouvee
    return _date(annee, mois, min(aujourd_hui.day, 28))


def _proche(texte: str, aujourd_hui: date) -> date | None:
    for mots, jours in _PROCHES.items():
        if mots in texte:
            return aujourd_hui + timedelta(days=jours)
    return None


def _jour_de_semaine(texte: str, aujourd_hui: date) -> date | None:
    trouve = _JOUR.search(texte)
    if not trouve or "chaque" in texte or "tous les" in texte:
        return None
    ecart = (_JOURS.index(trouve[1]) - aujourd_hui.weekday()) % 7 or 7
    if "semaine prochaine" in texte and ecart <= 6 - aujourd_hui.weekday():
        ecart += 7
    if trouve[2]:
        ecart += 7 if "huit" in trouve[2] else 14
    return aujourd_hui + timedelta(days=ecart)


def _semaine(texte: str, aujourd_hui: date) -> date | None:
    """« La semaine prochaine » : son vendredi ; « cette semaine » : vendredi, ou dimanche après."""
    vendredi = aujourd_hui + timedelta(days=4 - aujourd_hui.weekday())
    if "semaine prochaine" in texte:
        return vendredi + timedelta(days=7)
    if "cette semaine" in texte or "fin de la semaine" in texte:
        return vendredi if vendredi >= aujourd_hui else vendredi + timedelta(days=2)
    return None
