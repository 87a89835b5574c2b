"""Entrer dans l'atelier : le livret que l'on a, celui que l'on choisit, celui que l'on commence."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from coach.erreurs import ErreurEnClair
from coach.livret import Atelier, Offre, Partie, PreuveFigee, livrets
from coach.modeles.referentiel import Referentiel
from coach.referentiels import charger

if TYPE_CHECKING:
    from coach.livret.oral import Repetition
    from coach.livret.verification import Lire
    from coach.tui.application import CoachApp


def entrer(coach: "CoachApp") -> None:
    """Fait choisir un livret ou un genre, puis ouvre l'atelier."""
    from coach.livret.genre import LIBRE
    from coach.tui.ecrans.livret.livrets import NOUVEAU, EcranLivrets

    def ouvrir(choisi: str | None) -> None:
        if choisi is None:
            return
        if choisi == NOUVEAU + LIBRE:
            _choisir_le_referentiel(coach)
        elif choisi.startswith(NOUVEAU):
            commencer(coach, choisi.removeprefix(NOUVEAU))
        else:
            _atelier(coach, lambda: Atelier(coach.carnet, choisi, coach.horloge().date()))

    siens = coach.tenter(lambda: livrets(coach.carnet))
    if siens is not None:
        coach.push_screen(EcranLivrets(siens, coach.horloge().date()), ouvrir)


def commencer(coach: "CoachApp", genre: str) -> None:
    """Ouvre un livret neuf de ce genre, et son atelier."""
    jour = coach.horloge().date()
    _atelier(coach, lambda: Atelier.ouvrir(coach.carnet, genre, jour))


def _choisir_le_referentiel(coach: "CoachApp") -> None:
    from coach.tui.ecrans.livret.libre import EcranLibres

    def choisi(nom: str | None) -> None:
        if nom is not None:
            coach.tenter(lambda: _choisir_les_parties(coach, charger(nom)))

    coach.push_screen(EcranLibres(coach.reglages.referentiels), choisi)


def _choisir_les_parties(coach: "CoachApp", referentiel: Referentiel) -> None:
    from coach.livret.genre import genre_libre
    from coach.tui.ecrans.livret.parties import EcranParties

    def recevoir(codes: tuple[str, ...] | None) -> None:
        if codes is None:
            return
        try:
            genre = genre_libre(referentiel.id, codes)
        except ErreurEnClair as erreur:
            coach.signaler(erreur)
            _choisir_les_parties(coach, referentiel)
        else:
            commencer(coach, genre)

    coach.push_screen(EcranParties(referentiel), recevoir)


def _atelier(coach: "CoachApp", ouvrir: Callable[[], Atelier]) -> None:
    from coach.tui.ecrans.livret.atelier import EcranLivret

    coach.tenter(lambda: coach.push_screen(EcranLivret(ouvrir())))


def choisir_des_offres(
    coach: "CoachApp",
    atelier: Atelier,
    partie: Partie,
    ensuite: Callable[[tuple[str, ...]], object],
) -> None:
    """Fait choisir ce que le carnet offre à la partie ; `ensuite` en reçoit les preuves figées."""
    from coach.tui.ecrans.livret.offres import EcranOffres

    def recevoir(choisies: tuple[Offre, ...] | None) -> None:
        if choisies:
            figees = coach.tenter(lambda: tuple(atelier.citer(o).id for o in choisies))
            if figees:
                ensuite(figees)

    coach.push_screen(EcranOffres(atelier, partie), recevoir)


def delier(
    coach: "CoachApp", preuves: Sequence[PreuveFigee], ensuite: Callable[[str], object]
) -> None:
    """Fait choisir, parmi ces preuves, celle que le passage ne citera plus."""
    from coach.tui.ecrans.livret.liees import EcranLiees

    def recevoir(preuve: str | None) -> None:
        if preuve is not None:
            ensuite(preuve)

    coach.push_screen(EcranLiees(preuves), recevoir)


def repeter(coach: "CoachApp", atelier: Atelier, minutes: int = 0) -> None:
    """Ouvre l'oral de ce livret, neuf ou repris ; `minutes` : 0, celles que donne le genre."""
    from coach.assemblage.lecture import LectureApprise
    from coach.livret.verification import relire, sourcer
    from coach.tui.ecrans.livret.oral import EcranOral

    lecture = LectureApprise(coach.carnet)
    avance = chain(
        sourcer(atelier.livret, atelier.genre, atelier.fonds),
        relire(atelier.livret, atelier.genre, lecture.lecteur()),
    )
    oral = EcranOral(
        avance,
        lambda: coach.tenter(lambda: _repetition(coach, atelier, lecture.lire, minutes)),
    )
    coach.push_screen(oral)


def _repetition(coach: "CoachApp", atelier: Atelier, lire: "Lire", minutes: int) -> "Repetition":
    from coach.assemblage import nouvel_id
    from coach.confidentialite import detecter
    from coach.livret.oral import Repetition

    return Repetition(
        carnet=coach.carnet,
        livret=atelier.livret,
        genre=atelier.genre,
        fonds=atelier.fonds,
        lire=lire,
        horloge=coach.horloge,
        nouvel_id=nouvel_id,
        minutes=minutes,
        detecter=detecter,
    )
