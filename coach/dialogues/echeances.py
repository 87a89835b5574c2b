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
_MOIS = re.compile(
    r"(?:a partir |courant )?(?P<comment>avant(?: la)? fin|avant|d'ici(?: a)?|pour|des|de|en|fin"
    r"|debut|mi)?(?: de)?[ -]?(?P<mois>" + "|".join(RANG_DES_MOIS) + r")\b(?: (?P<annee>\d{4}))?"
)
_FIN_DE_SEMAINE = re.compile(r"\bfin de (?:la )?semaine\b")
_FIN = re.compile(r"\bfin (?:de l'|d'|du |de )?(mois|annee)\b|\bce (mois)(?:-ci)?\b")
_NOEL = re.compile(r"(avant |d'ici )?(?:a |pour )?noel\b")
_JOUR = re.compile(r"\b(" + "|".join(JOURS) + r")\b(\s+en\s+(?:huit|quinze))?")


def lire_echeance(texte: str, aujourd_hui: date) -> date | None:
    """La date que dit le texte, à partir d'aujourd'hui, ou rien si elle ne se lit pas.

    Une date sans année est la prochaine à venir ; un jour de semaine aussi, jamais aujourd'hui.
    """
    replie = cle(texte)
    for lire in _LECTURES:
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
    """« La semaine prochaine » : son vendredi ; « cette semaine » : vendredi, ou dimanche après.

    « La fin de la semaine », dite un samedi ou un dimanche, est celle qui vient.
    """
    vendredi = decaler(aujourd_hui, 4 - aujourd_hui.weekday())
    if "semaine prochaine" in texte:
        return decaler(vendredi, 7)
    if _FIN_DE_SEMAINE.search(texte) and vendredi < aujourd_hui:
        return decaler(vendredi, 7)
    if "cette semaine" in texte or _FIN_DE_SEMAINE.search(texte):
        return vendredi if vendredi >= aujourd_hui else decaler(vendredi, 2)
    return None


def _mois(texte: str, aujourd_hui: date) -> date | None:
    """« En janvier » : son dernier jour ; « début », le 10 ; « mi », le 15 ; « avant », la veille.

    Seulement en tête : « revoir le bilan de mars » ne dit pas pour quand.
    """
    trouve = _MOIS.match(texte)
    if not trouve:
        return None
    mois, comment = RANG_DES_MOIS[trouve["mois"]], trouve["comment"] or ""
    annee = int(trouve["annee"] or aujourd_hui.year)
    if not trouve["annee"] and mois < aujourd_hui.month:
        annee += 1
    premier = date_ou_rien(annee, mois, 1)
    if premier is None:
        return None
    if comment in ("avant", "d'ici", "d'ici a"):
        return decaler(premier, -1)
    jour = {"debut": 9, "mi": 14}.get(comment)
    return _dernier_du_mois(premier) if jour is None else decaler(premier, jour)


def _fin_de_periode(texte: str, aujourd_hui: date) -> date | None:
    """« À la fin du mois », « ce mois-ci », « fin d'année », « le mois prochain », « à Noël »."""
    if noel := _NOEL.match(texte):
        return _a_venir(24 if noel[1] else 25, 12, None, aujourd_hui)
    premier = aujourd_hui.replace(day=1)
    if "mois prochain" in texte:
        return _dernier_du_mois(decaler_les_mois(premier, 1))
    trouve = _FIN.search(texte)
    if not trouve:
        return None
    return _dernier_du_mois(premier.replace(month=12) if trouve[1] == "annee" else premier)


def _dernier_du_mois(premier: date) -> date:
    return decaler(decaler_les_mois(premier, 1), -1)


_LECTURES = (
    _iso,
    _jour_et_mois,
    _numerique,
    _delai,
    _proche,
    _jour_de_semaine,
    _semaine,
    _mois,
    _fin_de_periode,
)
"""De la plus précise à la plus large."""
