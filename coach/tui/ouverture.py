"""Ouvrir l'interface : sur l'accueil, ou droit sur ce que l'on vient faire."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach.carnet.horloge import maintenant
from coach.tui.application import CoachApp
from coach.tui.porte import Porte
from coach.tui.terminal import restitution

if TYPE_CHECKING:
    from coach.carnet import Carnet
    from coach.partage.coffre import Serrure
    from coach.positionnement import Depart
    from coach.tui.groupe.convier import Invitation
    from coach.tui.livret.depart import Entree


But = Callable[[CoachApp, "Carnet"], Callable[[], None]]
"""Ce que l'on vient faire : rend le geste qui l'ouvre, une fois l'interface peinte.

Lève `ErreurDeCarnet` si le carnet n'a pas ce qu'il faut.
"""


def ouvrir(
    dossier: Path,
    but: But | None = None,
    *,
    horloge: Callable[[], datetime] = maintenant,
    on_attendait: bool = False,
) -> None:
    """Ouvre l'interface sur le carnet de ce dossier, et rend la main quand on la quitte.

    `but` s'ouvre aussitôt ; sans lui, l'accueil. `on_attendait` : les mains s'occupaient, rien de
    ce qu'elles tapent avant de voir l'accueil ne compte. Lève `ErreurDeCarnet` si le carnet ne
    s'ouvre pas, et ce que lève `but`.
    """
    with Porte(dossier) as porte:
        app = CoachApp(porte, horloge)
        app.frappes.ouverte = not on_attendait
        if but is not None:
            app.d_abord = but(app, porte.ouvrir())
        else:
            porte.regarder(app.horloge())
            if app.preferences.neuves:
                app.d_abord = app.accueillir
        with restitution.tenu(app.fermer_vite):
            app.run()
    if app.return_code:
        raise SystemExit(app.return_code)


def commencer(protocole: str) -> But:
    """Une séance neuve, de ce protocole."""
    return lambda app, _: partial(app.ouvrir_seance, protocole=protocole)


def reprendre(seance: str) -> But:
    """Une séance du carnet, désignée par le début de son identifiant."""
    return lambda app, carnet: partial(app.ouvrir_seance, carnet.resoudre(seance))


def donner(seance: str, fichier: Path, serrure: "Serrure") -> But:
    """La porte d'une séance, désignée de même : où et comment elle se donne."""
    return lambda app, carnet: partial(app.donner_a_lire, carnet.resoudre(seance), fichier, serrure)


def se_positionner(depart: "Depart") -> But:
    """Ce que l'on veut regarder de ses compétences."""
    return lambda app, _: partial(app.se_positionner, depart)


def se_reunir(invitation: "Invitation") -> But:
    """Une rencontre de groupe à tenir."""
    return lambda app, _: partial(app.tenir_un_groupe, invitation)


def rediger(livret: "Entree") -> But:
    """Le livret que l'on rédige, ou dont on répète l'oral."""

    def entrer(app: CoachApp, _: "Carnet") -> Callable[[], None]:
        from coach.tui.livret.depart import entrer_ainsi

        return partial(entrer_ainsi, app, livret)

    return entrer
