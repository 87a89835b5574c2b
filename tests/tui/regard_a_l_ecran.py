"""Se positionner devant l'écran : y entrer, et voir ce qui fut gardé."""

from __future__ import annotations

from banc_tui import Banc
from fabriques import Seance, ulid

from coach.carnet import Carnet
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import PositionnementFait
from coach.modeles.progression import Cible, Regards
from coach.tui.ecrans.positionnement.activite import EcranPositionnement
from coach.tui.ecrans.positionnement.depart import EcranPositionner

TAILLES = [(80, 24), (120, 40), (60, 20)]


def vu(b: Banc) -> str:
    """L'écran, replié en une suite de mots."""
    brut = b.a_l_ecran().replace("\u00a0", " ").replace("\u202f", " ").replace("│", " ")
    return " ".join(brut.split())


def ecran(b: Banc) -> EcranPositionnement:
    assert isinstance(b.app.screen, EcranPositionnement)
    return b.app.screen


def cible(b: Banc) -> Cible:
    question = ecran(b).activite.question
    assert question is not None
    return question.cible


def regards(carnet: Carnet) -> Regards:
    return Regards.plier(carnet.evenements(FLUX_DU_CARNET))


def dernier(carnet: Carnet, code: str, item: int | None = None) -> tuple[str, str] | None:
    """Le dernier niveau dit, et son mot."""
    regard = regards(carnet).dernier(Cible("cip", code, item))
    return (regard.niveau, regard.justification) if regard else None


def dire_un_niveau(carnet: Carnet, niveau: str, code: str = "CP1", par: str = "moi") -> None:
    carnet.consigner(
        PositionnementFait,
        referentiel="cip",
        millesime="x",
        code=code,
        niveau=niveau,
        justification="Un mot d’avant.",
        par=par,
    )


def montrer(carnet: Carnet, extraits: int = 4) -> None:
    """Des séances dont un extrait montre CP1."""
    for n in range(extraits):
        seance = Seance(ulid(900 + n))
        reponse = seance.repondre(f"J’ai reformulé sa demande, la fois {n}.")
        seance.relier(reponse, f"la fois {n}", code="CP1")
        seance.finir()
        carnet.ajouter(*seance.evenements)


async def entrer(b: Banc) -> None:
    """De l'accueil au premier regard de CIP."""
    await b.touches("v")
    await b.jusque(lambda: isinstance(b.app.screen, EcranPositionner))
    await b.jusque(lambda: "Premier regard" in vu(b))
    await b.touches("enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranPositionnement))
    await b.jusque(lambda: "sur 38" in vu(b))
