"""Un carnet qui montre des compétences, et son portfolio devant l'écran."""

from datetime import timedelta

from banc_tui import SAMEDI_SOIR, Banc
from fabriques import Seance, ulid

from coach.carnet import Carnet
from coach.modeles.base import Ancre
from coach.modeles.evenements import CompetenceLiee, EtiquettePosee, PositionnementFait
from coach.referentiels import charger
from coach.tui.ecrans.portfolio.ensemble import EcranPortfolio
from coach.tui.widgets.fiche import Fiche

RECIT = "Elle est entrée sans frapper. J’ai posé le cadre. Il a souri, puis il est parti."
LE_CADRE = "J’ai posé le cadre."


def mener(
    carnet: Carnet, rang: int, jours: int, codes: tuple[str, ...], etiquette: str = ""
) -> None:
    """Une séance d'il y a tant de jours, qui montre ces compétences par la même phrase."""
    seance = Seance(ulid(rang), depart=SAMEDI_SOIR - timedelta(days=jours, hours=3))
    seance.titrer(f"La porte, {rang}")
    reponse = seance.repondre(RECIT)
    debut = RECIT.index(LE_CADRE)
    for code in codes:
        seance.dire(
            CompetenceLiee,
            referentiel="cip",
            code=code,
            millesime=charger("cip").millesime,
            extrait=LE_CADRE,
            justification="",
            ancre=Ancre(
                evenement=reponse.id, debut=debut, fin=debut + len(LE_CADRE), texte=LE_CADRE
            ),
            apres=reponse.id,
        )
    if etiquette:
        seance.dire(EtiquettePosee, etiquette=etiquette)
    seance.finir()
    carnet.ajouter(*seance.evenements)


def positionner(carnet: Carnet, code: str, niveau: str, **champs: str) -> None:
    ou = {"referentiel": "cip", "millesime": charger("cip").millesime, "code": code}
    carnet.consigner(PositionnementFait, niveau=niveau, **ou, **champs)


def ecran(b: Banc) -> EcranPortfolio:
    assert isinstance(b.app.screen, EcranPortfolio)
    return b.app.screen


async def au_portfolio(b: Banc, *touches: str) -> None:
    await b.touches("o")
    await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
    await b.jusque(lambda: "Resserrer" in b.a_l_ecran())
    await b.touches(*touches)


async def a_la_fiche(b: Banc, code: str) -> None:
    """Ouvre la fiche de cette compétence du CIP."""
    await au_portfolio(b)
    ecran(b)._liste.choisir("cip", code)
    await b.touches("enter")
    await b.jusque(lambda: isinstance(b.app.focused, Fiche) and code in b.a_l_ecran())
    await b.pilote.pause()
