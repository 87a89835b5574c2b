"""Écrire le plan d'action pour l'agenda : où, et un temps de réflexion si on en veut un."""

from pathlib import Path
from typing import TYPE_CHECKING

from coach import dossiers
from coach.tui.paroles import dire
from coach.tui.partage.place import demander_ou_ecrire

if TYPE_CHECKING:
    from coach.plan.creneau import Creneau
    from coach.tui.application import CoachApp


def exporter(coach: "CoachApp") -> None:
    """Demande un fichier, puis un créneau ; les textes de la personne n'y vont pas."""
    jour = coach.horloge().date().isoformat()
    propose = str(dossiers.chez_soi() / dire("agenda.nom", jour=jour))

    def demander_le_creneau(nom: str, remplacer: bool) -> None:
        from coach.partage.disque import place_libre

        fichier = place_libre(nom, remplacer=remplacer)

        def ecrire(dit: str) -> None:
            _ecrire(coach, fichier, dit, remplacer=remplacer)

        coach.demander(dire("agenda.creneau"), "", ecrire)

    demander_ou_ecrire(coach, dire("agenda.fichier"), propose, demander_le_creneau)


def _ecrire(coach: "CoachApp", fichier: Path, dit: str, *, remplacer: bool) -> None:
    from coach.partage.disque import ecrire
    from coach.plan.agenda import a_echeance, ecrire_l_agenda
    from coach.plan.creneau import comprendre_le_creneau
    from coach.plan.fuseau import fuseau_local
    from coach.plan.lecture import lire

    zone = fuseau_local(coach.horloge())
    ici = coach.horloge().astimezone(zone) if zone else coach.horloge()
    creneau = comprendre_le_creneau(dit, ici) if dit.strip() else None
    plan = lire(coach.carnet, coach.horloge().date())
    octets = ecrire_l_agenda(plan, ici, auteur=coach.carnet.auteur, creneau=creneau, zone=zone)
    ecrire(fichier, octets, remplacer=remplacer)
    coach.notify(_bilan(fichier, len(a_echeance(plan)), creneau), markup=False, timeout=10)


def _bilan(fichier: Path, nombre: int, creneau: "Creneau | None") -> str:
    """Ce que porte le fichier, et ce qu'il ne porte pas."""
    cle = {0: "aucun", 1: "un"}.get(nombre, "des")
    phrases = [dire(f"agenda.porte_{cle}", nombre=nombre, fichier=fichier)]
    if creneau is not None:
        phrases.append(dire("agenda.porte_creneau", creneau=creneau.en_mots()))
    return " ".join([*phrases, dire("agenda.sans_textes")])
