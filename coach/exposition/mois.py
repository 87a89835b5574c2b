"""Des mois côte à côte : leur nom, leur suite, et les émotions de chacun."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from coach.analyse.roue import familles
from coach.carnet.progression import EmotionLue
from coach.chiffres import en_chiffres
from coach.exposition.paroles import compter, dire
from coach.exposition.points import Graphe, Piece, Point
from coach.modeles.calendrier import MOIS, decaler_les_mois, en_clair

AU_PLUS = 12
"""Mois côte à côte ; un filtre montre les autres."""

_CASE = 5
"""Signes d'un mois."""

_ABREGES = (
    "janv",
    "févr",
    "mars",
    "avr",
    "mai",
    "juin",
    "juil",
    "août",
    "sept",
    "oct",
    "nov",
    "déc",
)


class Trouvee(NamedTuple):
    """Une émotion : sa famille, son jour (AAAA-MM-JJ), et ce qui la montre."""

    famille: str
    jour: str
    piece: Piece


def nom_de(mois: date) -> str:
    """« mars 2026 »."""
    return f"{MOIS[mois.month - 1]} {mois.year}"


def nom(mois: str) -> str:
    """« mars 2026 », d'un mois écrit AAAA-MM."""
    return nom_de(date.fromisoformat(f"{mois}-01"))


def suite(jours: Collection[date], au: date) -> list[date]:
    """Le premier jour de chaque mois, du premier de ces jours à `au`, ou au dernier d'entre eux."""
    if not jours:
        return []
    mois, fin = min(jours).replace(day=1), max(au, *jours)
    tous = []
    while mois <= fin:
        tous.append(mois)
        mois = decaler_les_mois(mois, 1)
    return tous


def emotions_choisies(choisies: Iterable[EmotionLue], titres: Mapping[str, str]) -> Graphe:
    """Les émotions prises dans la roue, par famille et par mois."""
    trouvees = [Trouvee(e.famille, e.jour, _piece(e, titres)) for e in choisies]
    return emotions("emotions", trouvees)


def _piece(emotion: EmotionLue, titres: Mapping[str, str]) -> Piece:
    quand = en_clair(date.fromisoformat(emotion.jour), semaine=True)
    detail = " · ".join(filter(None, (quand, titres.get(emotion.journal, ""), emotion.corps)))
    return Piece(emotion.mot, detail, journal=emotion.journal)


def emotions(identifiant: str, trouvees: Sequence[Trouvee]) -> Graphe:
    """Une famille par ligne, un mois par colonne ; les familles les plus dites d'abord."""
    jours = {date.fromisoformat(t.jour) for t in trouvees}
    mois = suite(jours, max(jours))[-AU_PLUS:] if jours else []
    retenues = [t for t in trouvees if mois and t.jour >= mois[0].isoformat()]
    siennes: dict[str, list[Trouvee]] = {}
    for trouvee in retenues:
        siennes.setdefault(trouvee.famille, []).append(trouvee)
    rangs = [f.id for f in familles()]
    ordre = sorted(siennes, key=lambda f: (-len(siennes[f]), rangs.index(f) if f in rangs else 99))
    return Graphe(
        identifiant,
        dire(f"{identifiant}.titre"),
        dire(f"{identifiant}.note"),
        tuple(_une_famille(f, siennes[f], mois) for f in ordre),
        entete="".join(_abrege(m) for m in mois),
        vide=dire(f"{identifiant}.vide"),
    )


def _une_famille(famille: str, siennes: Sequence[Trouvee], mois: Sequence[date]) -> Point:
    dite = next((f.nom for f in familles() if f.id == famille), famille)
    par_mois = [sum(t.jour[:7] == m.isoformat()[:7] for t in siennes) for m in mois]
    avec = [
        dire("emotions.mois", mois=nom_de(m), nombre=n)
        for m, n in zip(mois, par_mois, strict=True)
        if n
    ]
    return Point(
        dite,
        dire(
            "emotions.phrase",
            famille=dite,
            nombre=compter("emotions.fois", len(siennes)),
            mois=", ".join(avec),
        ),
        chiffre=en_chiffres(len(siennes)),
        trace="".join((str(n) if n else "·").rjust(_CASE - 1) + " " for n in par_mois),
        pieces=tuple(t.piece for t in sorted(siennes, key=lambda t: t.jour)),
    )


def _abrege(mois: date) -> str:
    return _ABREGES[mois.month - 1].rjust(_CASE - 1) + " "
