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
    from coach.partage.coffre import Serrure
    from coach.positionnement import Depart
    from coach.tui.groupe.convier import Invitation
    from coach.tui.livret.depart import Entree


def ouvrir(
    dossier: Path,
    *,
    protocole: str | None = None,
    reprendre: str | None = None,
    positionner: "Depart | None" = None,
    groupe: "Invitation | None" = None,
    partager: "tuple[str, Path, Serrure] | None" = None,
    livret: "Entree | None" = None,
    horloge: Callable[[], datetime] = maintenant,
    on_attendait: bool = False,
) -> None:
    """Ouvre l'interface sur le carnet de ce dossier, et rend la main quand on la quitte.

    `protocole` ouvre aussitôt une séance neuve ; `reprendre`, le début d'un identifiant, une séance
    du carnet ; `positionner`, ce que l'on veut regarder de ses compétences ; `groupe`, une
    rencontre à tenir ; `partager`, une séance à donner, où et comment ; `livret`, celui que l'on
    rédige ou répète ; `on_attendait` : les mains s'occupaient, rien de ce qu'elles tapent avant de
    voir l'accueil ne compte. Lève
    `ErreurDeCarnet` si le carnet ne s'ouvre pas ou n'a pas cette séance.
    """
    with Porte(dossier) as porte:
        app = CoachApp(porte, horloge)
        app.frappes.ouverte = not on_attendait
        if reprendre is not None:
            flux = porte.carnet.resoudre(reprendre)
            app.d_abord = partial(app.ouvrir_seance, flux)
        elif protocole is not None:
            app.d_abord = partial(app.ouvrir_seance, protocole=protocole)
            porte.ouvrir()
        elif positionner is not None:
            app.d_abord = partial(app.se_positionner, positionner)
            porte.ouvrir()
        elif partager is not None:
            flux, fichier, serrure = partager
            app.d_abord = partial(app.donner_a_lire, porte.carnet.resoudre(flux), fichier, serrure)
        elif livret is not None:
            app.d_abord = partial(_entrer_au_livret, app, livret)
            porte.ouvrir()
        elif groupe is not None:
            app.d_abord = partial(app.tenir_un_groupe, groupe)
            porte.ouvrir()
        else:
            porte.regarder(app.horloge())
            if app.preferences.neuves:
                app.d_abord = app.accueillir
        with restitution.tenu(app.fermer_vite):
            app.run()
    if app.return_code:
        raise SystemExit(app.return_code)


def _entrer_au_livret(app: "CoachApp", voulu: "Entree") -> None:
    from coach.tui.livret.depart import entrer_ainsi

    entrer_ainsi(app, voulu)
