"""Lire le plan d'un carnet d'essai."""

from banc_tui import SAMEDI_SOIR

from coach.carnet import Carnet
from coach.plan.lecture import Filtre, lire
from coach.plan.vues import Engagement, Plan

SAMEDI = SAMEDI_SOIR.date()


def plan(carnet: Carnet, filtre: Filtre | None = None) -> Plan:
    return lire(carnet, SAMEDI, filtre)


def le(carnet: Carnet, texte: str) -> Engagement:
    return next(e for e in plan(carnet).engagements if e.texte == texte)


def appeler(carnet: Carnet) -> Engagement:
    return le(carnet, "Appeler la mission locale")
