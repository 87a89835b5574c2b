"""Convier un groupe : la méthode, qui est là, le fichier ; puis la rencontre s'ouvre."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach import dossiers
from coach.erreurs import ErreurEnClair
from coach.partage.disque import fichier_dit
from coach.supervision.presentation import noms_donnes
from coach.supervision.tenue import Matiere, Tenue, tenir
from coach.tui.paroles import dire

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

_ROLES = ("exposant", "animateur", "gardien")


@dataclass(frozen=True)
class Invitation:
    """Ce que l'on sait d'une rencontre avant de l'ouvrir ; rien : à demander.

    `matiere` : la séance à relire ; sans elle, la situation se raconte à voix haute.
    """

    matiere: Matiere | None = None
    methode: str | None = None
    titre: str = ""
    fichier: Path | None = None

    @property
    def reprise(self) -> bool:
        """Vrai si le fichier est déjà là : tout y est dit."""
        return self.fichier is not None and self.fichier.exists()


def convier(coach: "CoachApp", invitation: Invitation) -> None:
    """Demande ce qui manque, une chose à la fois, puis ouvre la rencontre.

    Lève `ErreurEnClair` si le fichier qu'elle nomme ne s'ouvre pas.
    """
    if invitation.fichier is None:
        _demander_le_fichier(coach, invitation)
    elif invitation.reprise:
        _ouvrir(coach, invitation, "")
    elif invitation.methode is None:
        _demander_la_methode(coach, invitation)
    else:
        _demander_les_noms(coach, invitation)


def invitation_d_ici(coach: "CoachApp") -> Invitation:
    """Autour de la séance que montre l'écran ; ailleurs, une situation racontée."""
    from coach.tui.ecrans.journaux.lecture import EcranLecture

    ecran = coach.screen
    if isinstance(ecran, EcranLecture):
        return Invitation(Matiere.du_carnet(coach.carnet, ecran.moteur.flux))
    return Invitation()


def _demander_le_fichier(coach: "CoachApp", invitation: Invitation) -> None:
    jour = coach.horloge().date().isoformat()
    propose = str(dossiers.chez_soi() / dire("groupe.nom_de_fichier", jour=jour))

    def recevoir(nom: str) -> None:
        if nom.strip():
            convier(coach, replace(invitation, fichier=fichier_dit(nom.strip())))

    coach.demander(dire("groupe.fichier"), propose, recevoir)


def _demander_la_methode(coach: "CoachApp", invitation: Invitation) -> None:
    from coach.tui.ecrans.groupe.methodes import EcranMethodes

    def recevoir(methode: str | None) -> None:
        if methode is not None:
            convier(coach, replace(invitation, methode=methode))

    coach.push_screen(EcranMethodes(), recevoir)


def _demander_les_noms(coach: "CoachApp", invitation: Invitation) -> None:
    coach.demander(
        dire("groupe.qui_est_la"),
        "",
        lambda noms: coach.tenter(partial(_ouvrir, coach, invitation, noms)),
    )


def _ouvrir(coach: "CoachApp", invitation: Invitation, presents: str) -> None:
    from coach.tui.ecrans.groupe.rencontre import EcranGroupe

    if invitation.fichier is None:
        return
    tenue = tenir(
        invitation.fichier,
        invitation.matiere,
        invitation.methode,
        auteur=coach.carnet.auteur,
        lire=coach.contexte.lire,
        horloge=coach.horloge,
    )
    try:
        _commencer(tenue, invitation, presents)
    except ErreurEnClair:
        tenue.fermer()  # le fichier se rouvrira : il ne reste pas tenu
        raise
    coach.push_screen(EcranGroupe(tenue))


def _commencer(tenue: Tenue, invitation: Invitation, presents: str) -> None:
    """Le titre et les rôles : la première personne nommée expose, la deuxième anime…"""
    if invitation.titre:
        tenue.animation.titrer(invitation.titre)
    for rang, nom in enumerate(noms_donnes(presents)):
        tenue.animation.placer(nom, _ROLES[rang] if rang < len(_ROLES) else "participant")
