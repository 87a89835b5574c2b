"""Une rencontre à mener : une méthode, une horloge que l'on avance, les claviers d'exemple."""

import itertools
import random
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from lieux import JOURNALS
from ulid import ULID

from coach.modeles.evenements import Evenement
from coach.modeles.journal import Plume
from coach.supervision.animation import Animation
from coach.supervision.methode import methodes

JOURNAL = JOURNALS / "fr-le-rendez-vous-ecourte.jsonl"
SEANCE = str(ULID.from_int(1 << 90))
MIDI = datetime(2026, 3, 12, 12, 0, tzinfo=timezone(timedelta(hours=1)))
GENRES = ("question", "resonance", "hypothese", "piste", "note", "decision", "apprentissage")


class Horloge:
    """Une heure que l'essai fait avancer."""

    def __init__(self) -> None:
        self.heure = MIDI

    def __call__(self) -> datetime:
        return self.heure

    def avancer(self, minutes: float) -> None:
        self.heure += timedelta(minutes=minutes)


def ids() -> Callable[[], str]:
    suite = itertools.count(1)
    hasard = random.Random(str(next(_CLAVIERS)))
    return lambda: str(ULID.from_int((next(suite) << 80) + hasard.getrandbits(60)))


_CLAVIERS = itertools.count(1)


def animation(
    methode: str = "gease",
    auteur: str = "clavier-1",
    deja: tuple[Evenement, ...] = (),
    horloge: Callable[[], datetime] | None = None,
) -> Animation:
    """Une rencontre en mémoire."""
    ecrits: list[Evenement] = []
    plume = Plume(SEANCE, auteur, horloge or Horloge(), ids())
    return Animation(methodes()[methode], plume, ecrits.append, deja)


def jusqu_a(tenue: Animation, phase: str) -> None:
    """Ouvre et referme jusqu'à être dans cette phase."""
    while tenue.phase is None or tenue.phase.id != phase:
        tenue.clore() if tenue.phase else tenue.ouvrir()
