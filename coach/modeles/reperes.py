"""Un repère dans le calendrier : un jour, une semaine, un mois, une année, dits d'un seul tenant.

Tout se lit sur un texte replié (`coach.modeles.texte.cle`), en regardant vers le passé.
"""

import re
from collections.abc import Callable
from datetime import date

from coach.modeles.calendrier import (
    JOURS,
    NOMBRES,
    RANG_DES_MOIS,
    SEMAINE,
    date_ou_rien,
    decaler,
    decaler_les_mois,
    dernier_jour,
    lundi_de,
)

Bornes = tuple[date, date]
"""Le premier et le dernier jour, compris."""

_JOUR = "|".join(JOURS)
_UN_MOIS = "|".join(sorted(RANG_DES_MOIS, key=len, reverse=True))
_MOIS_ENTIER = "|".join(
    m for m in RANG_DES_MOIS if len(m) > 4 or m in ("mars", "mai", "juin", "aout")
)
_UNITE = "jour|semaine|mois|an|annee"
_PASSE = r"(?:dernier|derniere|passe|passee|precedent|precedente|d'avant)"
_MOMENT = r"(?:\s+(?:matin|midi|apres-midi|soir|nuit))?"

_PROCHES = {
    "aujourd'hui": 0,
    "aujourd hui": 0,
    "ce matin": 0,
    "ce midi": 0,
    "cet apres-midi": 0,
    "ce soir": 0,
    "ce jour": 0,
    "hier": 1,
    "la veille": 1,
    "avant-hier": 2,
    "avant hier": 2,
}

_ISO = re.compile(r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$")
_NUMERIQUE = re.compile(r"^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?$")
_LE_JOUR = re.compile(
    rf"^(?:(?:aujourd'hui|hier) )?(?:({_JOUR})\s+)?(\d{{1,2}})(?:er)?"
    rf"(?:\s+({_UN_MOIS})\.?(?:\s+(\d{{4}}))?)?$"
)
_DE_SEMAINE = re.compile(rf"^({_JOUR})(?:\s+({_PASSE}|de la semaine {_PASSE}))?{_MOMENT}$")
_LE_MOIS = re.compile(
    rf"^(?:(debut|mi|milieu|fin|premiere quinzaine|deuxieme quinzaine|seconde quinzaine)[ -]?"
    rf"(?:de |d')?)?(?:mois de |mois d')?({_UN_MOIS})(?:\s+({_PASSE}|\d{{4}}))?$"
)
_ANNEE = re.compile(r"^(?:annee |an )?((?:19|20)\d\d)$")
_CETTE_UNITE = re.compile(r"^(?:ce|cet|cette)\s+(semaine|mois|trimestre|semestre|annee)(?:-ci)?$")
_UNITE_PASSEE = re.compile(rf"^(semaine|mois|trimestre|semestre|annee|an)\s+{_PASSE}$")
_IL_Y_A = re.compile(rf"^il y a\s+(?:environ\s+)?(\w+)\s+({_UNITE})s?$")
_WEEK_END = re.compile(rf"^(ce )?week[ -]?end(?:\s+{_PASSE})?$")
_SEMAINE_DU = re.compile(r"^semaine du (.+)$")
_SEMAINE_NUMERO = re.compile(r"^semaine (\d{1,2})(?: (?:de )?(\d{4}))?$")

_MOIS_PAR_UNITE = {"mois": 1, "trimestre": 3, "semestre": 6, "annee": 12, "an": 12}


def lire(dit: str, aujourd_hui: date, *, pres_de: date | None = None) -> Bornes | None:
    """Les bornes d'un repère, ou rien ; `pres_de` : le jour dont un « 3 » tout seul est proche."""
    nu = re.sub(r"^(?:le |la |l'|en |au |du |de |des |d')+", "", dit.strip())
    for forme in _FORMES:
        bornes = forme(nu, pres_de or aujourd_hui)
        if bornes is not None:
            return bornes
    return None


def nombre(dit: str) -> int | None:
    """Un nombre en chiffres (trois au plus) ou en lettres, ou rien."""
    if dit.isdecimal() and dit.isascii() and len(dit) <= 3:
        return int(dit)
    return NOMBRES.get(dit)


def borner(premier: date, mois: int) -> Bornes:
    """Des mois entiers, à partir du premier jour de celui-ci."""
    return premier, dernier_jour(decaler_les_mois(premier, mois - 1))


# --- Un jour -----------------------------------------------------------------------------------


def _proche(dit: str, aujourd_hui: date) -> Bornes | None:
    base = re.sub(_MOMENT + "$", "", dit) if dit not in _PROCHES else dit
    if base not in _PROCHES:
        return None
    jour = decaler(aujourd_hui, -_PROCHES[base])
    return jour, jour


def _iso(dit: str, _: date) -> Bornes | None:
    trouve = _ISO.match(dit)
    if not trouve:
        return None
    premier = date_ou_rien(int(trouve[1]), int(trouve[2]), int(trouve[3] or 1))
    if premier is None:
        return None
    return (premier, premier) if trouve[3] else borner(premier, 1)


def _numerique(dit: str, aujourd_hui: date) -> Bornes | None:
    trouve = _NUMERIQUE.match(dit)
    if not trouve:
        return None
    return _jour(int(trouve[1]), int(trouve[2]), trouve[3], aujourd_hui)


def _le_jour(dit: str, aujourd_hui: date) -> Bornes | None:
    """« 12 mars », « lundi 3 mars 2026 », « 12 » ; le jour de semaine doit être le bon."""
    trouve = _LE_JOUR.match(dit)
    if not trouve:
        return None
    if trouve[3]:
        bornes = _jour(int(trouve[2]), RANG_DES_MOIS[trouve[3]], trouve[4], aujourd_hui)
    else:
        bornes = _numero(int(trouve[2]), aujourd_hui)
    if bornes and trouve[1] and JOURS[bornes[0].weekday()] != trouve[1]:
        return None
    return bornes


def _jour(jour: int, mois: int, annee: str | None, aujourd_hui: date) -> Bornes | None:
    if annee:
        trouve = date_ou_rien(int(annee) + (2000 if len(annee) == 2 else 0), mois, jour)
        return (trouve, trouve) if trouve else None
    for recul in range(9):  # un 29 février peut attendre huit ans
        trouve = date_ou_rien(aujourd_hui.year - recul, mois, jour)
        if trouve and trouve <= aujourd_hui:
            return trouve, trouve
    return None


def _numero(jour: int, aujourd_hui: date) -> Bornes | None:
    """Le dernier jour du mois qui portait ce numéro."""
    for recul in range(3):
        mois = decaler_les_mois(aujourd_hui.replace(day=1), -recul)
        trouve = date_ou_rien(mois.year, mois.month, jour)
        if trouve and trouve <= aujourd_hui:
            return trouve, trouve
    return None


def _de_semaine(dit: str, aujourd_hui: date) -> Bornes | None:
    """« lundi » : le dernier, aujourd'hui compris ; « lundi dernier » : jamais aujourd'hui."""
    trouve = _DE_SEMAINE.match(dit)
    if not trouve:
        return None
    rang = JOURS.index(trouve[1])
    if trouve[2] and "semaine" in trouve[2]:
        jour = decaler(lundi_de(aujourd_hui), rang - SEMAINE)
    else:
        ecart = (aujourd_hui.weekday() - rang) % SEMAINE
        jour = decaler(aujourd_hui, -(ecart or (SEMAINE if trouve[2] else 0)))
    return jour, jour


# --- Une semaine, un mois, une année -----------------------------------------------------------


def _le_mois(dit: str, aujourd_hui: date) -> Bornes | None:
    trouve = _LE_MOIS.match(dit)
    if not trouve or not (trouve[3] or re.search(rf"\b(?:{_MOIS_ENTIER})$", trouve[2])):
        return None
    rang, annee = RANG_DES_MOIS[trouve[2]], trouve[3] or ""
    if annee.isdecimal():
        premier = date_ou_rien(int(annee), rang, 1)
    else:
        passe = rang > aujourd_hui.month or (bool(annee) and rang == aujourd_hui.month)
        premier = date_ou_rien(aujourd_hui.year - passe, rang, 1)
    return _partie(trouve[1] or "", premier) if premier else None


def _partie(laquelle: str, premier: date) -> Bornes:
    dernier = dernier_jour(premier)
    match laquelle.split(" ")[0]:
        case "debut":
            return premier, premier.replace(day=10)
        case "mi" | "milieu":
            return premier.replace(day=11), premier.replace(day=20)
        case "fin":
            return premier.replace(day=21), dernier
        case "premiere":
            return premier, premier.replace(day=15)
        case "deuxieme" | "seconde":
            return premier.replace(day=16), dernier
    return premier, dernier


def _annee(dit: str, _: date) -> Bornes | None:
    trouve = _ANNEE.match(dit)
    return borner(date(int(trouve[1]), 1, 1), 12) if trouve else None


def _cette_unite(dit: str, aujourd_hui: date) -> Bornes | None:
    trouve = _CETTE_UNITE.match(dit)
    return _unite(trouve[1], 0, aujourd_hui) if trouve else None


def _unite_passee(dit: str, aujourd_hui: date) -> Bornes | None:
    trouve = _UNITE_PASSEE.match(dit)
    return _unite(trouve[1], 1, aujourd_hui) if trouve else None


def _unite(unite: str, recul: int, aujourd_hui: date) -> Bornes:
    """La semaine, le mois, le trimestre… d'il y a `recul`, en entier."""
    if unite == "semaine":
        lundi = decaler(lundi_de(aujourd_hui), -SEMAINE * recul)
        return lundi, decaler(lundi, SEMAINE - 1)
    taille = _MOIS_PAR_UNITE[unite]
    premier = aujourd_hui.replace(day=1, month=(aujourd_hui.month - 1) // taille * taille + 1)
    return borner(decaler_les_mois(premier, -taille * recul), taille)


def _il_y_a(dit: str, aujourd_hui: date) -> Bornes | None:
    """« Il y a trois jours » : ce jour-là ; trois semaines : la semaine ; deux mois : le mois."""
    trouve = _IL_Y_A.match(dit)
    combien = nombre(trouve[1]) if trouve else None
    if trouve is None or combien is None:
        return None
    match trouve[2]:
        case "jour":
            jour = decaler(aujourd_hui, -combien)
            return jour, jour
        case "semaine":
            return _unite("semaine", combien, aujourd_hui)
        case "mois":
            return _unite("mois", combien, aujourd_hui)
    return _unite("mois", 12 * combien, aujourd_hui)


def _week_end(dit: str, aujourd_hui: date) -> Bornes | None:
    """Samedi et dimanche ; « ce week-end » : celui de cette semaine, sinon le dernier fini."""
    trouve = _WEEK_END.match(dit)
    if not trouve:
        return None
    samedi = decaler(lundi_de(aujourd_hui), 5)
    if samedi > aujourd_hui or not trouve[1]:
        samedi = decaler(samedi, -SEMAINE)
    return samedi, decaler(samedi, 1)


def _semaine_du(dit: str, aujourd_hui: date) -> Bornes | None:
    if trouve := _SEMAINE_NUMERO.match(dit):
        return _semaine_numero(int(trouve[1]), trouve[2], aujourd_hui)
    trouve = _SEMAINE_DU.match(dit)
    jour = (
        _numerique(trouve[1], aujourd_hui) or _le_jour(trouve[1], aujourd_hui) if trouve else None
    )
    return _unite("semaine", 0, jour[0]) if jour else None


def _semaine_numero(numero: int, annee: str | None, aujourd_hui: date) -> Bornes | None:
    for recul in range(1 if annee else 2):
        try:
            lundi = date.fromisocalendar(int(annee or aujourd_hui.year) - recul, numero, 1)
        except ValueError:
            return None
        if annee or lundi <= aujourd_hui:
            return lundi, decaler(lundi, SEMAINE - 1)
    return None


_FORMES: tuple[Callable[[str, date], Bornes | None], ...] = (
    _proche,
    _iso,
    _numerique,
    _le_jour,
    _de_semaine,
    _le_mois,
    _annee,
    _cette_unite,
    _unite_passee,
    _il_y_a,
    _week_end,
    _semaine_du,
)
