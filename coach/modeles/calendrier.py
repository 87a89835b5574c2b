"""Le calendrier en français : noms des jours et des mois, nombres dits, arithmétique des dates."""

from datetime import date, timedelta

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

RANG_DES_MOIS: dict[str, int] = {
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
"""Le rang (de 1 à 12) de chaque mois, sous les noms et abréviations repliés par `cle`."""

_EN_LETTRES = """
un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
"""
NOMBRES: dict[str, int] = {nom: nombre for nombre, nom in enumerate(_EN_LETTRES.split(), 1)} | {
    "une": 1,
    "vingt": 20,
    "trente": 30,
}
"""Les nombres que l'on dit en lettres."""

SEMAINE = 7
"""Jours d'une semaine."""


def date_ou_rien(annee: int, mois: int, jour: int) -> date | None:
    """Cette date, ou rien si le calendrier ne l'a pas."""
    try:
        return date(annee, mois, jour)
    except (ValueError, OverflowError):
        return None


def decaler(jour: date, jours: int) -> date:
    """Le jour d'avant ou d'après ; aux bords du calendrier, le dernier qui existe."""
    try:
        return jour + timedelta(days=jours)
    except OverflowError:
        return date.min if jours < 0 else date.max


def decaler_les_mois(jour: date, mois: int) -> date:
    """Le même jour, des mois plus tôt ou plus tard ; au plus tard, le dernier du mois."""
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    if not date.min.year <= annee <= date.max.year:
        return date.min if mois < 0 else date.max
    premier = date(annee, rang + 1, 1)
    return premier.replace(day=min(jour.day, dernier_jour(premier).day))


def dernier_jour(jour: date) -> date:
    """Le dernier jour du mois où tombe ce jour."""
    if jour.month == 12:
        return jour.replace(day=31)
    return jour.replace(month=jour.month + 1, day=1) - timedelta(days=1)


def lundi_de(jour: date) -> date:
    """Le lundi de sa semaine."""
    return decaler(jour, -jour.weekday())


def en_clair(jour: date, *, semaine: bool = False, annee: bool = True) -> str:
    """« 1er mars 2026 » ; avec `semaine`, « dimanche 1er mars 2026 »."""
    numero = "1er" if jour.day == 1 else str(jour.day)
    morceaux = [f"{numero} {MOIS[jour.month - 1]}"]
    if semaine:
        morceaux.insert(0, JOURS[jour.weekday()])
    if annee:
        morceaux.append(str(jour.year))
    return " ".join(morceaux)


def en_chiffres(jour: date) -> str:
    """« 01/03/2026 »."""
    return jour.strftime("%d/%m/%Y")
