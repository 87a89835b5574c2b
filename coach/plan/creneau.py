"""Le temps que la personne se réserve pour réfléchir : « mardi 20:00, 15 minutes »."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from coach.dialogues.echeances import lire_echeance
from coach.modeles.calendrier import JOURS, decaler, decaler_les_mois, en_clair
from coach.modeles.texte import cle
from coach.plan.erreurs import ErreurDePlan
from coach.plan.paroles import dire

Frequence = Literal["semaine", "quinzaine", "mois"]

DUREE = 15
"""Minutes, quand la personne n'en dit rien."""

_DUREE_MAXIMALE = 24 * 60
_AU_PLUS = 12
"""Mois, quand la personne ne dit pas jusqu'à quand."""

_HEURE = re.compile(r"\b(\d{1,2})(?::(\d{2})|\s?h(?:eures?)?\s?(\d{2})?)(?![\w:])")
_MINUTES = re.compile(r"\b(\d{1,4})\s?(?:minutes?|min|mn)\b")
_JOUR = re.compile(r"\b(" + "|".join(JOURS) + r")s?\b")
_JUSQUE = re.compile(r"\bjusqu\w*\b")
_EN_LETTRES = {
    "trois quarts d'heure": 45,
    "quart d'heure": 15,
    "demi-heure": 30,
    "demi heure": 30,
    "une heure": 60,
}
_RYTHMES: tuple[tuple[str, Frequence], ...] = (
    (r"\b(?:deux|2) semaines|quinz|semaine sur deux", "quinzaine"),
    (r"\bmois\b|mensuel", "mois"),
)


@dataclass(frozen=True, slots=True)
class Creneau:
    """Un rendez-vous avec soi qui revient.

    `jours` : de 0 (lundi) à 6 ; `duree` en minutes ; `mois` : le premier de ces jours dans le
    mois ; `jusqu_a` : le dernier jour possible, compris.
    """

    jours: tuple[int, ...]
    heure: time
    jusqu_a: date
    duree: int = DUREE
    frequence: Frequence = "semaine"

    def premier(self, maintenant: datetime) -> date:
        """Le jour de la première fois, après `maintenant`."""
        jour = maintenant.date()
        if maintenant.time() >= self.heure:
            jour = decaler(jour, 1)
        while not self._tombe(jour):
            jour = decaler(jour, 1)
        return jour

    def _tombe(self, jour: date) -> bool:
        return jour.weekday() in self.jours and (self.frequence != "mois" or jour.day <= 7)

    def en_mots(self) -> str:
        """« chaque mardi à 20:00, 15 minutes, jusqu'au 22 novembre 2027 »."""
        noms = [JOURS[jour] for jour in self.jours]
        *debut, fin = noms
        jours = ", ".join(debut) + (dire("creneau.et") if debut else "") + fin
        quand = dire(f"creneau.{self.frequence}", jours=jours)
        return dire(
            "creneau.entier",
            quand=quand,
            heure=f"{self.heure:%H:%M}",
            duree=self.duree,
            fin=en_clair(self.jusqu_a),
        )


def comprendre_le_creneau(
    texte: str,
    maintenant: datetime,
    *,
    duree: int | None = None,
    frequence: Frequence | None = None,
    jusqu_a: date | None = None,
) -> Creneau:
    """Le créneau que dit le texte ; ce qui est donné à part l'emporte sur ce qu'il dit.

    « mardi 20:00 » suffit ; « mardi et jeudi à 20 h, 30 minutes, toutes les deux semaines, jusqu'au
    30 juin » dit tout. Lève `ErreurDePlan` s'il manque le jour ou l'heure, ou si rien n'y tombe.
    """
    replie = cle(texte)
    coupe = _JUSQUE.search(replie)
    debut, fin = (replie[: coupe.start()], replie[coupe.end() :]) if coupe else (replie, "")
    creneau = Creneau(
        jours=tuple(sorted({JOURS.index(trouve[1]) for trouve in _JOUR.finditer(debut)})),
        heure=_lire_l_heure(debut, texte),
        jusqu_a=jusqu_a or _lire_la_fin(fin, maintenant.date(), texte),
        duree=_duree(debut) if duree is None else duree,
        frequence=frequence or _rythme(debut),
    )
    if not creneau.jours:
        raise ErreurDePlan("creneau_illisible", texte=texte.strip())
    if not 0 < creneau.duree <= _DUREE_MAXIMALE:
        raise ErreurDePlan("duree", duree=creneau.duree)
    if creneau.premier(maintenant) > creneau.jusqu_a:
        raise ErreurDePlan("creneau_fini", jour=en_clair(creneau.jusqu_a))
    return creneau


def _lire_l_heure(replie: str, texte: str) -> time:
    trouve = _HEURE.search(replie)
    if trouve is None and "midi" in replie.split():
        return time(12)
    try:
        return time(int(trouve[1]), int(trouve[2] or trouve[3] or 0))  # type: ignore[index]
    except (TypeError, ValueError):
        raise ErreurDePlan("creneau_illisible", texte=texte.strip()) from None


def _lire_la_fin(dite: str, aujourd_hui: date, texte: str) -> date:
    if not dite.strip():
        return decaler_les_mois(aujourd_hui, _AU_PLUS)
    lue = lire_echeance(dite, aujourd_hui)
    if lue is None:
        raise ErreurDePlan("creneau_illisible", texte=texte.strip())
    return lue


def _duree(replie: str) -> int:
    if trouve := _MINUTES.search(replie):
        return int(trouve[1])
    return next((n for mots, n in _EN_LETTRES.items() if mots in replie), DUREE)


def _rythme(replie: str) -> Frequence:
    return next((f for motif, f in _RYTHMES if re.search(motif, replie)), "semaine")


def instants(creneau: Creneau, maintenant: datetime) -> tuple[datetime, datetime]:
    """Le début de la première fois et le dernier instant possible, sans fuseau."""
    debut = datetime.combine(creneau.premier(maintenant), creneau.heure)
    fin = datetime.combine(decaler(creneau.jusqu_a, 1), time()) - timedelta(seconds=1)
    return debut, fin
