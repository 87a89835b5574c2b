"""Ouvrir un fichier reçu, chiffré ou non : le rejouer, y travailler en groupe, le prendre."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach.partage.erreurs import ErreurDeFichier
from coach.partage.fichier import Journal, lire_fichier
from coach.tui.groupe import recues
from coach.tui.paroles import dire
from coach.tui.partage.coffre import ouvrir_recu

if TYPE_CHECKING:
    from coach.tui.application import CoachApp


def recevoir(coach: "CoachApp") -> None:
    """Demande le fichier, ce qui l'ouvre s'il est fermé, puis ce que l'on veut en faire."""

    def ouvrir(nom: str) -> None:
        if nom.strip():
            ouvrir_recu(coach, nom, partial(_orienter, coach))

    coach.demander(dire("recu.fichier"), "", ouvrir)


def _orienter(coach: "CoachApp", contenu: bytes | Path) -> None:
    """Une séance se rejoue, s'anime ou se garde ; les écrits d'un groupe vont à leur séance."""
    try:
        journal = lire_fichier(contenu)
    except ErreurDeFichier as erreur:
        if erreur.raison != "pas_un_journal":
            raise
        from coach.supervision.annotations import lire_annotations

        coach.lire_seance(recues.rendre(coach, lire_annotations(contenu)))
    else:
        _demander(coach, contenu, journal)


def _demander(coach: "CoachApp", contenu: bytes | Path, journal: Journal) -> None:
    from coach.tui.ecrans.confirmation import EcranConfirmation

    gestes = {
        "rejouer": lambda: _rejouer(coach, journal),
        "groupe": lambda: _en_groupe(coach, journal),
        "garder": lambda: _garder(coach, contenu),
    }
    issues = {nom: dire(f"recu.{nom}") for nom in ("rien", *gestes)}

    def choisie(issue: str | None) -> None:
        if issue in gestes:
            coach.tenter(gestes[issue])

    coach.push_screen(
        EcranConfirmation(dire("recu.titre"), [dire("recu.conseil")], issues), choisie
    )


def _rejouer(coach: "CoachApp", journal: Journal) -> None:
    from coach.supervision.relecture import Relecture
    from coach.supervision.serie import Serie
    from coach.tui.ecrans.rejouer.pas_a_pas import EcranRejouer

    relue = Relecture(journal.seance, journal.evenements, coach.contexte.lire)
    coach.push_screen(EcranRejouer(Serie([relue])))


def _en_groupe(coach: "CoachApp", journal: Journal) -> None:
    from coach.partage.dons import verifier_qu_il_tient
    from coach.supervision.tenue import Matiere
    from coach.tui.groupe.convier import Invitation, convier

    verifier_qu_il_tient(coach.carnet, journal.seance)
    convier(coach, Invitation(Matiere(journal.seance, journal.evenements)))


def _garder(coach: "CoachApp", contenu: bytes | Path) -> None:
    from coach.partage.allers_retours import importer

    entree = importer(coach.carnet, contenu)
    coach.notify(dire("recu.gardee" if entree.nouveau else "recu.deja_la"), markup=False)
    coach.lire_seance(entree.flux)
