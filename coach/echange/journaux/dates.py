"""Une date écrite en tête d'une note : « 2024-03-05 14:30 », « mardi 5 mars 2024 », « 5/3/2024 ».

Sans heure, midi : aucune note ne change de jour d'un fuseau à l'autre.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from coach.modeles.calendrier import JOURS, RANG_DES_MOIS
from coach.modeles.texte import cle

_MOIS_ANGLAIS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_JOURS_ANGLAIS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
RANGS = {nom: rang for rang, nom in enumerate(_MOIS_ANGLAIS, 1)} | RANG_DES_MOIS
"""Le rang (de 1 à 12) de chaque mois, en français ou en anglais, sous son nom replié."""

_UN_MOIS = "|".join(sorted(RANGS, key=len, reverse=True))
_UN_JOUR = "|".join((*JOURS, *_JOURS_ANGLAIS))

_HEURE = (
    r"(?:(?:\s*t\s*|\s*,?\s+(?:a\s+|at\s+)?|\s*[-–—_]\s*)"
    r"(?P<h>\d{1,2})(?:\s?[:h]\s?(?P<min>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?|\s?h\b)"
    r"(?:\s?(?P<demi>[ap])\.?m\b\.?)?(?:\s?(?P<z>z|utc|[+-]\d{2}:?\d{2})(?![\w:]))?)?"
)
_FORMES = tuple(
    re.compile(rf"\[?(?:(?:{_UN_JOUR})\.?,?\s+)?(?:le\s+)?{jour}{_HEURE}\]?(?![^\W_])")
    for jour in (
        r"(?P<a>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<j>\d{1,2})(?!\d)",
        r"(?P<j>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<a>\d{4})(?!\d)",
        rf"(?P<j>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?P<mois>{_UN_MOIS})\.?,?\s+(?P<a>\d{{4}})(?!\d)",
        rf"(?P<mois>{_UN_MOIS})\.?\s+(?P<j>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<a>\d{{4}})(?!\d)",
    )
)
_SERREE = re.compile(r"(?P<a>(?:19|20)\d\d)(?P<m>\d{2})(?P<j>\d{2})(?!\d)")
_LIAISON = re.compile(r"^[\s:,;.\u2013\u2014_\]\u00a0\u202f-]+")

_LUS = 80
"""Points de code où une date se cherche : le début de la ligne."""


@dataclass(frozen=True)
class DateLue:
    """Ce que dit le début d'une ligne ; `quand` est rien si c'est une date qui n'existe pas.

    `reste` : la suite de la ligne, sans ce qui la relie à la date.
    """

    quand: datetime | None
    reste: str


def lire_la_date(ligne: str, *, serree: bool = False) -> DateLue | None:
    """La date qui commence cette ligne, ou rien s'il n'y en a pas.

    `serree` : « 20240305 » aussi, comme dans un nom de fichier. Sans fuseau écrit, l'instant n'en
    porte pas.
    """
    debut = ligne.lstrip()
    replie = _replie(debut[:_LUS])
    for forme in (*_FORMES, *((_SERREE,) if serree else ())):
        if trouve := forme.match(replie):
            reste = _LIAISON.sub("", debut[trouve.end() :])
            return DateLue(_instant(trouve), reste.strip())
    return None


def _replie(texte: str) -> str:
    """Sans accents ni casse, et de même longueur : les places valent dans le texte d'origine."""
    return "".join(repli if len(repli := cle(c)) == 1 else c for c in texte)


def _instant(trouve: re.Match[str]) -> datetime | None:
    champs = trouve.groupdict()
    mois = RANGS[champs["mois"]] if champs.get("mois") else int(champs["m"])
    heure, minute, seconde = 12, 0, 0
    if champs.get("h"):
        heure = int(champs["h"])
        minute, seconde = int(champs.get("min") or 0), int(champs.get("s") or 0)
        if demi := champs.get("demi"):
            heure = heure % 12 + (12 if demi == "p" else 0)
    try:
        return datetime(
            int(champs["a"]),
            mois,
            int(champs["j"]),
            heure,
            minute,
            seconde,
            tzinfo=_zone(champs.get("z")),
        )
    except ValueError:
        return None


def _zone(ecrite: str | None) -> timezone | None:
    if not ecrite:
        return None
    if ecrite in ("z", "utc"):
        return UTC
    signe = -1 if ecrite[0] == "-" else 1
    heures, minutes = int(ecrite[1:3]), int(ecrite[-2:])
    return timezone(signe * timedelta(hours=heures, minutes=minutes))
