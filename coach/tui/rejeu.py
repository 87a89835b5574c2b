"""Rejouer dans l'interface : depuis le carnet, ou sur un fichier que l'on ne fait que lire."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from coach.carnet import Carnet, ErreurDeCarnet
from coach.modeles.lecture import Segment
from coach.supervision import dits
from coach.supervision.relecture import Moment, Relecture
from coach.supervision.serie import Serie
from coach.supervision.source import du_carnet
from coach.tui.application import CoachApp
from coach.tui.porte import PorteDeLecture
from coach.tui.terminal import restitution
from coach.tui.widgets.relecture.rejoue import Vue

if TYPE_CHECKING:
    from coach.tui.ecrans.rejouer.pas_a_pas import EcranRejouer

ENSEMBLE = 12
"""Moments d'une même question montrés ensemble : les derniers."""

A_VENIR = 4
"""Moments montrés d'avance, quand on demande la suite."""

_SORTES = {"question": "coach", "relance": "coach", "reponse": "personne", "reprise": "personne"}


class AppDeRejeu(CoachApp):
    """Le coach réduit à une relecture : ni accueil, ni carnet créé ; la quitter ferme tout."""

    def get_default_screen(self) -> Screen[None]:
        """Rien : la relecture vient par-dessus."""
        return Screen()

    def rejouer_serie(self, serie: Serie) -> None:
        """Montre la série, puis ferme."""
        from coach.tui.ecrans.rejouer.pas_a_pas import EcranRejouer

        self.push_screen(EcranRejouer(serie), lambda _: self.exit())


def ouvrir(serie: Serie, dossier: Path, carnet: Carnet | None) -> None:
    """Rejoue cette série dans le terminal, et rend la main quand on la quitte.

    `carnet` : celui d'où elle vient ; sans lui, celui du dossier n'est ni créé ni changé.
    """
    app = AppDeRejeu(carnet or PorteDeLecture(dossier))
    app.d_abord = partial(app.rejouer_serie, serie)
    with restitution.tenu(app.fermer_vite):
        app.run()
    if app.return_code:
        raise SystemExit(app.return_code)


def ecran_du_carnet(coach: CoachApp, flux: Sequence[str]) -> "EcranRejouer | None":
    """L'écran qui rejoue ces séances du carnet ; rien, et une phrase, si elles ne se lisent pas."""
    from coach.tui.ecrans.rejouer.pas_a_pas import EcranRejouer

    try:
        relues = [du_carnet(f, coach.carnet.evenements(f), coach.contexte.lire) for f in flux]
    except ErreurDeCarnet as erreur:
        coach.signaler(erreur)
        return None
    return EcranRejouer(Serie(relues))


def vues(relecture: Relecture, pas: int, *, seul: bool, suite: bool) -> list[Vue]:
    """Ce qui se montre après `pas` moments : ceux d'une même question, ou le dernier seul."""
    vecus = relecture.scene(pas, 1 if seul else ENSEMBLE)
    a_venir = relecture.suite(pas, A_VENIR) if suite else ()
    return [
        *(_vue(relecture, m, pas, a_venir=False) for m in vecus),
        *(_vue(relecture, m, pas, a_venir=True) for m in a_venir),
    ]


def _vue(relecture: Relecture, moment: Moment, pas: int, *, a_venir: bool) -> Vue:
    sorte, texte = _SORTES.get(moment.genre, "fait"), dits.corps(moment)
    segments = _lus(relecture, moment, pas) if sorte == "personne" and not a_venir else ()
    tete = dits.tete(moment)
    return Vue(moment.evenement, sorte, tete, texte, moment.options, segments, a_venir)


def _lus(relecture: Relecture, moment: Moment, pas: int) -> tuple[Segment, ...]:
    """La lecture d'aujourd'hui d'une réponse ; rien si elle a été récrite depuis ce moment."""
    reponse = moment.reponse or ""
    if moment.texte != relecture.texte(reponse, pas):
        return ()
    return relecture.lecture(reponse, pas).segments
