"""Arriver au livret depuis la ligne de commande : l'atelier à sa partie, ou l'oral aussitôt."""

from typing import TYPE_CHECKING, NamedTuple

from coach.livret import Atelier

if TYPE_CHECKING:
    from coach.tui.application import CoachApp


class Entree(NamedTuple):
    """Le livret (identifiant entier) ; la partie où aller, ou rien ; l'oral, et ses minutes.

    `minutes` : 0, celles que donne le genre.
    """

    livret: str
    partie: str = ""
    oral: bool = False
    minutes: int = 0


def entrer_ainsi(coach: "CoachApp", voulue: Entree) -> None:
    """Ouvre l'atelier ; l'oral par-dessus, si c'est lui que l'on demande."""
    coach.tenter(lambda: _ouvrir(coach, voulue))


def _ouvrir(coach: "CoachApp", voulue: Entree) -> None:
    from coach.tui.ecrans.livret.atelier import EcranLivret

    atelier = Atelier(coach.carnet, voulue.livret, coach.horloge().date())
    ecran = EcranLivret(atelier)
    coach.push_screen(ecran)
    if voulue.oral:
        from coach.tui.livret.entree import repeter

        repeter(coach, atelier, voulue.minutes)
    elif voulue.partie:
        ecran.call_after_refresh(ecran.lister, f"partie:{voulue.partie}")
