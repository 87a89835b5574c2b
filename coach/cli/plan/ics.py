"""`coach plan ics` : les engagements et le temps de réflexion, pour l'agenda de la personne."""

from typing import TYPE_CHECKING, Any

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.remise import lieu_de, option_remplacer, remettre
from coach.cli.sortie import narrer
from coach.cli.valeurs import au_moins, parmi, une_date

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from coach.plan.creneau import Creneau
    from coach.plan.vues import Plan

_FREQUENCES = ("semaine", "quinzaine", "mois")


@verbe("ics", "plan")
@click.option("-o", "sortie", metavar=dire("option.metavar_fichier"), help=dire("option.sortie"))
@click.option("--reflexion", metavar=dire("option.metavar_creneau"), help=dire("option.reflexion"))
@click.option(
    "--duree",
    callback=lambda c, p, v: None if v is None else au_moins(1)(c, p, v),
    metavar=dire("option.metavar_minutes"),
    help=dire("option.duree"),
)
@click.option(
    "--frequence",
    callback=parmi(_FREQUENCES),
    metavar=dire("option.metavar_frequence"),
    help=dire("option.frequence"),
)
@click.option(
    "--jusqu-a",
    callback=une_date,
    metavar=dire("option.metavar_date"),
    help=dire("option.jusqu_a"),
)
@click.option("--fuseau", metavar=dire("option.metavar_fuseau"), help=dire("option.fuseau"))
@click.option("--avec-textes", is_flag=True, help=dire("option.avec_textes"))
@option_remplacer()
def commande(
    sortie: str | None,
    reflexion: str | None,
    fuseau: str | None,
    avec_textes: bool,
    remplacer: bool,
    **precisions: Any,
) -> None:
    """Écrit le fichier iCalendar, et dit ce qu'il porte."""
    from coach.carnet.horloge import maintenant
    from coach.plan.agenda import ecrire_l_agenda
    from coach.plan.creneau import comprendre_le_creneau
    from coach.plan.fuseau import fuseau_local, fuseau_nomme
    from coach.plan.lecture import lire

    lieu = lieu_de(sortie)
    if reflexion is None and (fuseau or any(v is not None for v in precisions.values())):
        raise Refus("sans_reflexion")
    ici = maintenant()
    zone = fuseau_nomme(fuseau) if fuseau else fuseau_local(ici)
    heure = ici.astimezone(zone)
    creneau = (
        None
        if reflexion is None
        else comprendre_le_creneau(texte_de_la_commande(reflexion), heure, **precisions)
    )
    with carnet_existant() as carnet:
        plan, auteur = lire(carnet, ici.date()), carnet.auteur
    octets = ecrire_l_agenda(
        plan, heure, auteur=auteur, creneau=creneau, zone=zone, avec_textes=avec_textes
    )
    ecrit = remettre(octets, lieu, remplacer=remplacer)
    if avec_textes:
        narrer(dire("plan.avec_textes"))
    _dire_ce_qu_il_porte(plan, creneau, zone, lieu if ecrit else None)


def _dire_ce_qu_il_porte(
    plan: "Plan", creneau: "Creneau | None", zone: "ZoneInfo | None", lieu: "Path | None"
) -> None:
    from coach.plan.agenda import a_echeance

    nombre = len(a_echeance(plan))
    cle = {0: "aucun", 1: "un"}.get(nombre, "des")
    narrer(dire(f"plan.agenda_{cle}", nombre=nombre))
    if creneau is not None:
        fuseau = dire("plan.agenda_ici") if zone is None else zone.key
        narrer(dire("plan.agenda_creneau", creneau=creneau.en_mots(), fuseau=fuseau))
    if lieu is not None:
        narrer(dire("plan.agenda_ecrit", fichier=lieu))
