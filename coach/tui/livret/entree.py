"""Entrer dans l'atelier : le livret que l'on a, celui que l'on choisit, celui que l'on commence."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.carnet import ErreurDeCarnet
from coach.livret import Atelier, ErreurDeLivret, livrets
from coach.livret.oral import Repetition

if TYPE_CHECKING:
    from coach.tui.application import CoachApp


def entrer(coach: "CoachApp") -> None:
    """Fait choisir un livret ou un genre, puis ouvre l'atelier."""
    from coach.tui.ecrans.livrets import NOUVEAU, EcranLivrets

    def ouvrir(choisi: str | None) -> None:
        if choisi is None:
            return
        if choisi.startswith(NOUVEAU):
            _atelier(coach, lambda: _neuf(coach, choisi.removeprefix(NOUVEAU)))
        else:
            _atelier(coach, lambda: Atelier(coach.carnet, choisi, coach.horloge().date()))

    try:
        siens = livrets(coach.carnet)
    except ErreurDeCarnet as erreur:
        coach.signaler(erreur)
        return
    coach.push_screen(EcranLivrets(siens, coach.horloge().date()), ouvrir)


def _neuf(coach: "CoachApp", genre: str) -> Atelier:
    return Atelier.ouvrir(coach.carnet, genre, coach.horloge().date())


def _atelier(coach: "CoachApp", ouvrir: Callable[[], Atelier]) -> None:
    from coach.tui.ecrans.livret import EcranLivret

    try:
        coach.push_screen(EcranLivret(ouvrir()))
    except ErreurDeLivret as erreur:
        coach.notify(str(erreur), markup=False, severity="error")
    except ErreurDeCarnet as erreur:
        coach.signaler(erreur)


def repetition(coach: "CoachApp", atelier: Atelier) -> Repetition:
    """L'oral de ce livret, neuf ou repris. Lève `ErreurDeLivret`, `ErreurDeCarnet`."""
    from coach.assemblage import nouvel_id
    from coach.assemblage.lecture import LectureApprise
    from coach.confidentialite import detecter

    return Repetition(
        carnet=coach.carnet,
        livret=atelier.livret,
        genre=atelier.genre,
        fonds=atelier.fonds,
        lire=LectureApprise(coach.carnet).lire,
        horloge=coach.horloge,
        nouvel_id=nouvel_id,
        detecter=detecter,
    )
