"""Des séances, des preuves et des positionnements, de quoi faire un portfolio."""

from datetime import date, datetime
from typing import Any

from fabriques import DEPART, Seance, ulid

from coach.carnet import Carnet
from coach.modeles.evenements import CompetenceLiee, EtiquettePosee, PositionnementFait
from coach.referentiels import charger

AU = date(2026, 11, 22)
MILLESIME = charger("cip").millesime


def mener(
    carnet: Carnet,
    rang: int,
    quand: datetime = DEPART,
    liens: tuple[tuple[str, str, str], ...] = (),
    etiquette: str = "",
) -> Seance:
    """Une séance et ses liens (référentiel, code, extrait)."""
    seance = Seance(ulid(rang), depart=quand)
    reponse = seance.repondre("Elle est entrée sans frapper. J’ai posé le cadre. Il a souri.")
    for referentiel, code, extrait in liens:
        seance.dire(
            CompetenceLiee,
            referentiel=referentiel,
            code=code,
            millesime=charger(referentiel).millesime,
            extrait=extrait,
            justification="Parce que.",
            apres=reponse.id,
        )
    if etiquette:
        seance.dire(EtiquettePosee, etiquette=etiquette)
    carnet.ajouter(*seance.evenements)
    return seance


def positionner(carnet: Carnet, code: str, niveau: str, **champs: Any) -> PositionnementFait:
    """Le niveau que la personne, ou une autre, se donne à une compétence du titre CIP."""
    ou = {"referentiel": "cip", "millesime": MILLESIME, "code": code}
    return carnet.consigner(PositionnementFait, niveau=niveau, **ou, **champs)
