"""Le fichier iCalendar (RFC 5545) : les engagements à échéance, et le temps réservé pour soi.

Un engagement y est un événement d'un jour entier, qui n'occupe pas (`TRANSP:TRANSPARENT`), et non
une tâche (`VTODO`) : Google Agenda et Outlook n'importent que les événements, Apple envoie les
tâches dans une autre application, et seul Thunderbird montrerait les deux, donc en double.

Un agenda se synchronise souvent vers un nuage : sans accord exprès, aucun mot de la personne n'y
va, et les identifiants du carnet n'y sont que dérivés.
"""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from coach.modeles.calendrier import decaler
from coach.plan.creneau import Creneau, instants
from coach.plan.erreurs import ErreurDePlan
from coach.plan.paroles import dire
from coach.plan.vues import Engagement, Plan

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_ESPACE = UUID("6f1d4e0a-7c1b-5a52-9a8e-0c6f1f2b7d35")
_DOMAINE = "coach-reflexif"
_ORIGINE = datetime(2026, 1, 1, tzinfo=UTC)
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def a_echeance(plan: Plan) -> tuple[Engagement, ...]:
    """Ce qui va à l'agenda : les ajustements encore ouverts qui ont une date."""
    return tuple(e for e in plan.engagements if e.ouvert and e.echeance is not None)


def ecrire_l_agenda(
    plan: Plan,
    maintenant: datetime,
    *,
    auteur: str,
    creneau: Creneau | None = None,
    zone: ZoneInfo | None = None,
    avec_textes: bool = False,
) -> bytes:
    """Le fichier entier : UTF-8, lignes pliées à 75 octets, fins de ligne CRLF.

    `auteur` : celui du carnet, dont dérive l'identité du créneau ; `zone` : où se vit son heure
    (aucune : l'heure du lieu où l'on est). Les mêmes choses y gardent leur identifiant d'une fois à
    l'autre : l'agenda les met à jour. `avec_textes` y met les mots de la personne, noms compris.
    Lève `ErreurDePlan` s'il n'y a rien à y mettre : un agenda refuse un fichier sans événement.
    """
    from icalendar import Calendar

    engagements = a_echeance(plan)
    if not engagements and creneau is None:
        raise ErreurDePlan("agenda_vide")
    agenda = Calendar()
    agenda.add("prodid", "-//Le coach réflexif//FR")
    agenda.add("version", "2.0")
    agenda.add("calscale", "GREGORIAN")
    for engagement in engagements:
        agenda.add_component(_engagement(engagement, maintenant, avec_textes=avec_textes))
    if creneau is not None:
        agenda.add_component(_reflexion(creneau, maintenant, auteur, zone))
        _dire_le_fuseau(agenda, creneau, maintenant)
    octets: bytes = agenda.to_ical()
    return octets


def _evenement(identite: str, maintenant: datetime) -> "Event":
    """Un événement daté et privé ; sa révision croît avec l'heure où le fichier s'écrit."""
    from icalendar import Event

    evenement = Event()
    evenement.add("uid", f"{uuid5(_ESPACE, identite)}@{_DOMAINE}")
    evenement.add("dtstamp", maintenant.astimezone(UTC).replace(microsecond=0))
    evenement.add("sequence", max(0, int((maintenant - _ORIGINE).total_seconds()) // 60))
    evenement.add("class", "PRIVATE")
    return evenement


def _engagement(engagement: Engagement, maintenant: datetime, *, avec_textes: bool) -> "Event":
    evenement = _evenement(f"ajustement:{engagement.id}", maintenant)
    jour: date = engagement.echeance or maintenant.date()
    evenement.add("dtstart", jour)
    evenement.add("dtend", decaler(jour, 1))
    evenement.add("transp", "TRANSPARENT")
    if not avec_textes:
        evenement.add("summary", dire("agenda.engagement"))
        evenement.add("description", dire("agenda.ou_le_lire"))
        return evenement
    evenement.add("summary", " ".join(engagement.texte.split()))
    if engagement.indicateur:
        texte = " ".join(engagement.indicateur.split())
        evenement.add("description", dire("agenda.indicateur", texte=texte))
    return evenement


def _reflexion(
    creneau: Creneau, maintenant: datetime, auteur: str, zone: ZoneInfo | None
) -> "Event":
    debut, fin = (moment.replace(tzinfo=zone) for moment in instants(creneau, maintenant))
    evenement = _evenement(f"reflexion:{auteur}", maintenant)
    evenement.add("summary", dire("agenda.reflexion"))
    evenement.add("dtstart", debut)
    evenement.add("duration", timedelta(minutes=creneau.duree))
    evenement.add("rrule", _regle(creneau, fin))
    evenement.add("transp", "OPAQUE")
    return evenement


def _regle(creneau: Creneau, fin: datetime) -> dict[str, object]:
    """La récurrence ; sa fin se dit en temps universel dès que le début a un fuseau."""
    jours = [_CODES[jour] for jour in creneau.jours]
    regle: dict[str, object] = {
        "freq": "MONTHLY" if creneau.frequence == "mois" else "WEEKLY",
        "until": fin if fin.tzinfo is None else fin.astimezone(UTC),
    }
    if creneau.frequence == "mois":
        return regle | {"byday": [f"1{jour}" for jour in jours]}
    if creneau.frequence == "quinzaine":
        regle |= {"interval": 2, "wkst": "MO"}
    return regle | {"byday": jours}


def _dire_le_fuseau(agenda: "Calendar", creneau: Creneau, maintenant: datetime) -> None:
    """Joint la définition du fuseau : certains agendas ne connaissent pas son nom."""
    premier = creneau.premier(maintenant)
    agenda.add_missing_timezones(
        first_date=premier.replace(month=1, day=1), last_date=decaler(creneau.jusqu_a, 366)
    )
    for fuseau in agenda.timezones:
        fuseau.pop("comment", None)  # une phrase de la bibliothèque, en anglais
